package dev.ariadne.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fills one server, a process of its own, and prints how much memory it takes. A program, not a
 * test: arguments are the number of values, the bytes of each, how often all of them are written,
 * and the JVM's own arguments.
 */
final class StateMeasurement {

  private static final int CLIENTS = 16;

  private StateMeasurement() {}

  /** See the class. */
  public static void main(String[] args) throws Exception {
    int values = Integer.parseInt(args[0]);
    String value = "x".repeat(Integer.parseInt(args[1]));
    int rounds = Integer.parseInt(args[2]);
    List<String> jvm = List.of(args).subList(3, args.length);
    Path directory = Files.createTempDirectory("state");
    try (ServerUnderTest server = new ServerUnderTest(directory, List.of(), jvm, List.of())) {
      server.awaitService(60);
      System.out.printf("empty: RSS %d MiB%n", server.residentMib());
      for (int round = 1; round <= rounds; round++) {
        long begun = System.nanoTime();
        int written = write(server, values, value);
        System.out.printf(
            "round %d: %d of %d values of %d bytes in %d s, RSS %d MiB%n",
            round,
            written,
            values,
            value.length(),
            TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
            server.residentMib());
      }
    }
  }

  private static int write(ServerUnderTest server, int values, String value)
      throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger written = new AtomicInteger();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    for (int client = 0; client < CLIENTS; client++) {
      clients.execute(
          () -> {
            for (int i = next.getAndIncrement(); i < values; i = next.getAndIncrement()) {
              if (server.ask("PUT /key-" + i, value).startsWith("HTTP/1.1 204")) {
                written.incrementAndGet();
              }
            }
          });
    }
    clients.shutdown();
    clients.awaitTermination(10, TimeUnit.MINUTES);
    return written.get();
  }
}
