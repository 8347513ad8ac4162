package dev.ariadne.harness.ariadne.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * Stands in for the server where only its command line and manners matter: keeps values in files of
 * its own, says it leads if its id is 1, and counts aloud to each of its peers, who log what they
 * hear. A file {@code damaged} in its data directory makes it give up.
 */
public final class StandIn {

  private static final int PAUSE_MILLIS = 10;

  private final Map<String, String> options;
  private final String id;
  private final Path data;

  private StandIn(Map<String, String> options) {
    this.options = options;
    this.id = options.get("--id");
    this.data = Path.of(options.get("--data-dir"));
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i < arguments.length; i++) {
      boolean flag = i + 1 == arguments.length || arguments[i + 1].startsWith("--");
      options.put(arguments[i], flag ? "" : arguments[++i]);
    }
    StandIn server = new StandIn(options);
    if (Files.exists(server.data.resolve("damaged"))) {
      System.out.println("the log is damaged at offset 7");
      System.exit(9);
    }
    if (options.containsKey("--recover-only")) {
      server.recover();
    } else {
      server.serve();
    }
  }

  private void recover() throws IOException {
    Files.writeString(data.resolve("touched"), "by a recovery");
    long values;
    try (var files = Files.list(data)) {
      values = files.filter(file -> file.getFileName().toString().startsWith("k")).count();
    }
    if (options.containsKey("--from-scratch")) {
      if (values == 0) {
        System.out.println("the log does not begin at 1");
        System.exit(3);
      }
      System.out.println("state-hash index=" + options.get("--every") + " hash=0e");
    }
    String index = options.getOrDefault("--until", "99");
    System.out.println("recovered index=" + index + " term=4 hash=0" + values);
  }

  private void serve() throws IOException {
    System.out.println("event=options " + String.join(" ", pairs()));
    InetSocketAddress peer = address(options.get("--listen-peer"));
    ServerSocket listening = new ServerSocket(peer.getPort(), 50, peer.getAddress());
    Thread.ofPlatform().start(() -> listen(listening));
    List<String> peers = Arrays.asList(options.get("--cluster").split(","));
    for (int i = 0; i < peers.size(); i++) {
      InetSocketAddress to = address(URI.create(peers.get(i)).getAuthority());
      if (i + 1 != Integer.parseInt(id)) {
        Thread.ofPlatform().start(() -> count(to));
      }
    }
    HttpServer http =
        HttpServer.create(
            new InetSocketAddress("127.0.0.1", Integer.parseInt(options.get("--port"))), 50);
    http.createContext("/", this::answer);
    http.setExecutor(Executors.newCachedThreadPool());
    http.start();
    System.out.println("event=serving");
  }

  private List<String> pairs() {
    return options.entrySet().stream()
        .map(option -> option.getKey().substring(2) + "=" + option.getValue())
        .toList();
  }

  private void listen(ServerSocket listening) {
    try {
      while (true) {
        Socket socket = listening.accept();
        Thread.ofPlatform().start(() -> hear(socket));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void hear(Socket socket) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println("event=heard " + line);
      }
    } catch (IOException e) {
      System.out.println("event=broken");
    }
  }

  /** Counts on each connection from 1; a broken one is made anew. */
  private void count(InetSocketAddress to) {
    while (true) {
      try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
        for (int i = 1; ; i++) {
          String line = "from=n%s life=%d seq=%d%n".formatted(id, socket.getLocalPort(), i);
          socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
          Thread.sleep(PAUSE_MILLIS);
        }
      } catch (IOException e) {
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath().substring(1);
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (key.equals("-/status")) {
      String status =
          "{\"id\":%s,\"role\":\"%s\",\"term\":3,\"leader\":1,\"commit\":7,\"applied\":7}"
              .formatted(id, id.equals("1") ? "leader" : "follower");
      reply(exchange, 200, status.getBytes(StandardCharsets.UTF_8));
    } else if (exchange.getRequestMethod().equals("PUT")) {
      Files.write(data.resolve("k" + key), body);
      exchange.sendResponseHeaders(204, -1);
    } else if (Files.exists(data.resolve("k" + key))) {
      reply(exchange, 200, Files.readAllBytes(data.resolve("k" + key)));
    } else {
      reply(exchange, 404, "Failed to GET\n".getBytes(StandardCharsets.UTF_8));
    }
    exchange.close();
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static InetSocketAddress address(String hostPort) {
    int colon = hostPort.lastIndexOf(':');
    return new InetSocketAddress(
        hostPort.substring(0, colon), Integer.parseInt(hostPort.substring(colon + 1)));
  }
}
