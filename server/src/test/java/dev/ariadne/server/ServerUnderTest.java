package dev.ariadne.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One server as a process of its own, the only member of its cluster. Ended when it is closed. */
final class ServerUnderTest implements AutoCloseable {

  private static final int ANSWER_MILLIS_MAX = 5_000;

  private final Process process;
  private final Path log;
  private final int port;
  private final int peerPort;

  /**
   * @param directory for its data and its log
   * @param jvm the JVM's own arguments
   */
  ServerUnderTest(Path directory, String... jvm) throws IOException {
    this(directory, List.of(), List.of(jvm), List.of());
  }

  /**
   * @param wrapper what starts the JVM, such as a shell that sets limits first
   * @param more of the server's own arguments
   */
  ServerUnderTest(Path directory, List<String> wrapper, List<String> jvm, List<String> more)
      throws IOException {
    log = directory.resolve("log");
    try (ServerSocket clients = new ServerSocket(0);
        ServerSocket peers = new ServerSocket(0)) {
      port = clients.getLocalPort();
      peerPort = peers.getLocalPort();
    }
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--id=1",
            "--cluster=http://127.0.0.1:" + peerPort,
            "--port=" + port,
            "--data-dir=" + directory.resolve("data")));
    command.addAll(more);
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  int port() {
    return port;
  }

  int peerPort() {
    return peerPort;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Its exit status once it has ended. */
  int awaitEnd(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("it has not ended within " + seconds + " s:\n" + log());
    }
    return process.exitValue();
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  long residentMib() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return 0;
  }

  /** What its objects take that are in use; collects garbage first. */
  long liveHeapBytes() throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return histogram
        .lines()
        .filter(line -> line.startsWith("Total"))
        .mapToLong(line -> Long.parseLong(line.strip().split(" +")[2]))
        .findFirst()
        .orElseThrow(() -> new AssertionError(histogram));
  }

  /** Sends one request on a connection of its own; the answer whole, or what went wrong. */
  String ask(String head, String body) {
    try (Socket socket = new Socket()) {
      socket.connect(ExpensiveConnections.loopback(port), ANSWER_MILLIS_MAX);
      socket.setSoTimeout(ANSWER_MILLIS_MAX);
      String request =
          head
              + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** As often as it takes for a write to be acknowledged; how many milliseconds that took. */
  long awaitService(long seconds) {
    long begun = System.nanoTime();
    String last = "";
    while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(seconds)) {
      last = ask("PUT /small", "v");
      if (last.startsWith("HTTP/1.1 204")) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      }
      if (!alive()) {
        break;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    throw new AssertionError("no service; the last answer was " + last + "\n" + log());
  }

  /** One number of its metrics, 0 if there is none of this name. */
  long metric(String name) {
    return ask("GET /-/metrics", "")
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
