package dev.ariadne.harness.ariadne.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that does what it was told to, turn by turn, whatever it is asked; after the last turn
 * it keeps silent. Remembers what it was asked.
 */
public final class ScriptedServer implements AutoCloseable {

  /** What the server does with one request, or with one connection. */
  public sealed interface Turn {

    /** Answers with these bytes and keeps the connection. */
    record Answer(String bytes) implements Turn {}

    /** Answers with these bytes and ends the connection. */
    record AnswerAndEnd(String bytes) implements Turn {}

    /** Reads the request and resets the connection. */
    record Reset() implements Turn {}

    /** Answers with these bytes and resets the connection. */
    record AnswerAndReset(String bytes) implements Turn {}

    /** Reads the request and says nothing for ever. */
    record Silence() implements Turn {}
  }

  private final ServerSocket listening;
  private final List<Turn> turns = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  public final List<String> asked = new CopyOnWriteArrayList<>();
  private int next;

  public ScriptedServer(Turn... turns) throws IOException {
    this.turns.addAll(List.of(turns));
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** A whole answer with a body. */
  public static Turn answer(int status, String body) {
    return new Turn.Answer(
        "HTTP/1.1 %d Whatever\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, body));
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  public int connections() {
    return sockets.size();
  }

  /** Ends all connections that are open, as a server that stops. */
  public void endConnections() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    endConnections();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      for (String request = read(socket); !request.isEmpty(); request = read(socket)) {
        asked.add(request);
        Turn turn = turn();
        OutputStream out = socket.getOutputStream();
        switch (turn) {
          case Turn.Answer answer -> write(out, answer.bytes());
          case Turn.AnswerAndEnd answer -> {
            write(out, answer.bytes());
            return;
          }
          case Turn.Reset reset -> {
            socket.setSoLinger(true, 0);
            return;
          }
          case Turn.AnswerAndReset answer -> {
            write(out, answer.bytes());
            socket.setSoLinger(true, 0);
            return;
          }
          case Turn.Silence silence -> {
            socket.getInputStream().readAllBytes();
            return;
          }
        }
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private synchronized Turn turn() {
    return next < turns.size() ? turns.get(next++) : new Turn.Silence();
  }

  private static void write(OutputStream out, String bytes) throws IOException {
    out.write(bytes.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** One request, head and body; empty at the end of the connection. */
  private static String read(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    List<Byte> bytes = new ArrayList<>();
    while (!text(bytes).contains("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      bytes.add((byte) b);
    }
    String head = text(bytes);
    int length =
        head.lines()
            .filter(line -> line.startsWith("Content-Length: "))
            .mapToInt(line -> Integer.parseInt(line.substring(16)))
            .findFirst()
            .orElse(0);
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String text(List<Byte> bytes) {
    byte[] all = new byte[bytes.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = bytes.get(i);
    }
    return new String(all, StandardCharsets.UTF_8);
  }

  /** An address where nobody listens. */
  public static InetSocketAddress nobody() {
    try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) once.getLocalSocketAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
