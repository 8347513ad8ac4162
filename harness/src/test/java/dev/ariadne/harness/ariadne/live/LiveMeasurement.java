package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.ariadne.client.HttpClientConnection;
import dev.ariadne.harness.ariadne.client.HttpOutcome;
import dev.ariadne.harness.ariadne.client.HttpRequest;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.ClusterOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What {@code docs/measurements.md} says of requests; a main, no test. Three servers on this
 * machine, plain sockets, PUTs of 16 bytes to distinct keys.
 */
final class LiveMeasurement {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int KILLS = 5;

  private LiveMeasurement() {}

  /**
   * @param args an empty directory, and how many seconds each load lasts
   */
  public static void main(String[] args) throws Exception {
    ClusterOptions options =
        new ClusterOptions(3, Path.of(args[0]), new SeededChoices(1), 10_000, 10_000, -1, false);
    long nanos = Long.parseLong(args[1]) * 1_000_000_000L;
    try (LiveCluster cluster =
        LiveCluster.open(new LiveCluster.Setup(ServerProgram.SERVER, options, 0))) {
      Capability.Roles.Leader leader = leader(cluster, 0);
      load(cluster, leader.node(), 8, nanos / 2, "warm-up");
      load(cluster, leader.node(), 1, nanos, "1 connection to the leader");
      load(cluster, leader.node(), 64, nanos, "64 connections to the leader");
      for (int i = 0; i < KILLS; i++) {
        gap(cluster);
      }
    }
    System.exit(0);
  }

  private static void load(
      LiveCluster cluster, String node, int connections, long nanos, String what) throws Exception {
    ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();
    long end = System.nanoTime() + nanos;
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int c = 0; c < connections; c++) {
        String prefix = "/" + what.replace(' ', '-') + "/" + c + "/";
        each.submit(
            () -> {
              try (HttpClientConnection connection =
                  new HttpClientConnection(() -> cluster.node(node).httpAddress(), LIMIT)) {
                for (int i = 0; System.nanoTime() < end; i++) {
                  long from = System.nanoTime();
                  if (put(connection, prefix + i)) {
                    taken.add(System.nanoTime() - from);
                  }
                }
              }
            });
      }
    }
    List<Long> sorted = new ArrayList<>(taken);
    sorted.sort(null);
    System.out.printf(
        "%s: %.0f PUTs/s, median %.1f ms, 99 %% within %.1f ms, longest %.1f ms%n",
        what,
        sorted.size() * 1e9 / nanos,
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 99 / 100) / 1e6,
        sorted.getLast() / 1e6);
  }

  private static boolean put(HttpClientConnection connection, String path) {
    return connection.exchange(HttpRequest.put(path, "0123456789abcdef"))
            instanceof HttpOutcome.Answered answer
        && answer.status() / 100 == 2;
  }

  /** From the kill to the first PUT that another node takes. */
  private static void gap(LiveCluster cluster) throws InterruptedException {
    Capability.Roles.Leader leader = leader(cluster, 0);
    String other =
        cluster.nodes().stream().filter(n -> !n.equals(leader.node())).findFirst().orElseThrow();
    cluster.kill(leader.node());
    long from = System.nanoTime();
    AtomicLong first = new AtomicLong(Long.MAX_VALUE);
    // One that waits for its fate at the old leader must not hold up the others.
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; first.get() == Long.MAX_VALUE; i++) {
        String path = "/gap/" + leader.term() + "/" + i;
        each.submit(
            () -> {
              try (HttpClientConnection connection =
                  new HttpClientConnection(() -> cluster.node(other).httpAddress(), LIMIT)) {
                if (put(connection, path)) {
                  first.accumulateAndGet(System.nanoTime() - from, Math::min);
                }
              }
            });
        Thread.sleep(50);
      }
    }
    System.out.printf("after SIGKILL of the leader: %.2f s to the next write%n", first.get() / 1e9);
    cluster.heal();
    leader(cluster, leader.term());
    cluster.capability(Capability.Recovery.class).orElseThrow().settle();
  }

  /** Waits for one of a later term. */
  private static Capability.Roles.Leader leader(LiveCluster cluster, long after) {
    Optional<Capability.Roles.Leader> leader = Optional.empty();
    while (leader.isEmpty() || leader.get().term() <= after) {
      leader = cluster.leader();
    }
    return leader.get();
  }
}
