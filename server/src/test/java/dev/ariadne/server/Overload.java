package dev.ariadne.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Drives one server as a process of its own, first with few connections, then with far more than it
 * answers at a time, and prints each second what it answered and how much memory it has. A program,
 * not a test: arguments are the connections of the second part and its seconds.
 */
final class Overload {

  private static final int FEW = 64;
  private static final int SECONDS_OF_FEW = 10;
  private static final String BODY = "x".repeat(1024);

  private static final AtomicLong OK = new AtomicLong();
  private static final AtomicLong REFUSED = new AtomicLong();
  private static final AtomicLong OTHER = new AtomicLong();

  private Overload() {}

  /** See the class. */
  public static void main(String[] args) throws Exception {
    int many = args.length > 0 ? Integer.parseInt(args[0]) : 4000;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
    int port = freePort();
    Path data = Files.createTempDirectory("overload");
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ariadne.server.Main",
                "--id=1",
                "--cluster=http://127.0.0.1:" + freePort(),
                "--port=" + port,
                "--data-dir=" + data)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("log").toFile())
            .start();
    try {
      awaitLeader(port);
      System.out.println("connections  second     ok/s    503/s  other/s  RSS MiB");
      drive(server, port, FEW, SECONDS_OF_FEW);
      drive(server, port, many, seconds);
      server.destroy();
      System.out.println("exit status after SIGTERM: " + server.waitFor());
    } finally {
      server.destroyForcibly();
    }
  }

  private static void drive(Process server, int port, int connections, int seconds)
      throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    for (int i = 0; i < connections; i++) {
      int number = i;
      Thread.startVirtualThread(() -> client(port, number, stop));
    }
    for (int second = 1; second <= seconds; second++) {
      Thread.sleep(1000);
      System.out.printf(
          "%11d  %6d  %7d  %7d  %7d  %7d%n",
          connections,
          second,
          OK.getAndSet(0),
          REFUSED.getAndSet(0),
          OTHER.getAndSet(0),
          residentMib(server.pid()));
    }
    stop.set(true);
    Thread.sleep(1000);
  }

  /** Sends the next request as soon as the last one is answered. */
  private static void client(int port, int number, AtomicBoolean stop) {
    byte[] put =
        ("PUT /k%d HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(number % 1000, BODY.length(), BODY))
            .getBytes(StandardCharsets.US_ASCII);
    while (!stop.get()) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        OutputStream out = socket.getOutputStream();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        while (!stop.get()) {
          out.write(put);
          switch (status(in)) {
            case 204 -> OK.incrementAndGet();
            case 503 -> REFUSED.incrementAndGet();
            default -> OTHER.incrementAndGet();
          }
        }
      } catch (IOException e) {
        OTHER.incrementAndGet();
      }
    }
  }

  private static int status(BufferedReader in) throws IOException {
    String first = in.readLine();
    if (first == null) {
      throw new IOException("closed");
    }
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.startsWith("content-length: ")) {
        length = Integer.parseInt(line.substring("content-length: ".length()));
      }
    }
    for (int i = 0; i < length; i++) {
      in.read();
    }
    return Integer.parseInt(first.substring(9, 12));
  }

  private static void awaitLeader(int port) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/health"))
            .timeout(Duration.ofSeconds(2))
            .build();
    for (int i = 0; i < 100; i++) {
      try {
        if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException("the server is not well within 20 s");
  }

  private static long residentMib(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return 0;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
