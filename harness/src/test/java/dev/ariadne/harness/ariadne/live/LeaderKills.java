package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.ariadne.client.HttpClientConnection;
import dev.ariadne.harness.ariadne.client.HttpOutcome;
import dev.ariadne.harness.ariadne.client.HttpRequest;
import dev.ariadne.harness.ariadne.client.NodeStatus;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * PUTs of distinct keys over 64 connections to three servers, while whoever leads is killed by
 * SIGKILL again and again; then every key is read. Not one acknowledged write may be missing.
 *
 * <p>A main: {@code LeaderKills DIRECTORY [PUTS]}, exit status 1 if one is. {@code
 * docs/measurements.md} has its figures.
 */
final class LeaderKills {

  static final int CONNECTIONS = 64;
  static final int PUTS = 20_000;

  /** Kills are spread evenly over the acknowledged writes. */
  private static final int PUTS_PER_KILL = 1_000;

  private static final int KILLS_MIN = 3;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration LEADER_LIMIT = Duration.ofSeconds(60);
  private static final int TRIES_MAX = 2_000;

  private final LiveCluster cluster;
  private final int puts;
  private final AtomicInteger next = new AtomicInteger();
  private final SortedSet<Integer> acknowledged = new ConcurrentSkipListSet<>();
  private final SortedSet<Integer> unknown = new ConcurrentSkipListSet<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger written = new AtomicInteger();
  private int kills;

  private LeaderKills(LiveCluster cluster, int puts) {
    this.cluster = cluster;
    this.puts = puts;
  }

  /**
   * What came of it.
   *
   * @param puts each of another key, sent again only after a certain refusal
   * @param unknown PUTs without an answer that says what became of them
   * @param unknownFound those of them that were there in the end
   * @param refused tries that certainly did nothing
   * @param missing keys whose acknowledged write is not there
   * @param states how many different states the nodes have in the end
   */
  record Outcome(
      int puts,
      int acknowledged,
      int unknown,
      int unknownFound,
      int refused,
      int kills,
      double seconds,
      SortedMap<Integer, String> missing,
      long states) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d PUTs over %d connections in %.0f s, leader killed %d times: %d acknowledged, %d"
              + " unknown (%d of them are there), %d refused and sent again; missing: %d; states:"
              + " %d",
          puts,
          CONNECTIONS,
          seconds,
          kills,
          acknowledged,
          unknown,
          unknownFound,
          refused,
          missing.size(),
          states);
    }
  }

  public static void main(String[] args) throws Exception {
    int puts = args.length > 1 ? Integer.parseInt(args[1]) : PUTS;
    Outcome outcome = run(Path.of(args[0]), puts);
    System.out.println(outcome);
    outcome.missing().forEach((key, found) -> System.out.println("  key " + key + ": " + found));
    System.exit(outcome.missing().isEmpty() && outcome.states() == 1 ? 0 : 1);
  }

  static Outcome run(Path directory, int puts) throws Exception {
    Layout layout = new Layout(3, directory, new SeededChoices(1), 2_000, 500, -1, false);
    try (LiveCluster cluster =
        LiveCluster.open(new LiveCluster.Setup(ServerProgram.SERVER, layout, 0))) {
      return new LeaderKills(cluster, puts).run();
    }
  }

  private Outcome run() throws Exception {
    awaitLeader(0);
    long begun = System.nanoTime();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int c = 0; c < CONNECTIONS; c++) {
        int connection = c;
        each.submit(() -> write(connection));
      }
      kill();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    cluster.heal();
    awaitLeader(0);
    cluster.capability(Capability.Recovery.class).orElseThrow().settle();
    SortedMap<Integer, String> wrong = readAll();
    SortedMap<Integer, String> missing = new TreeMap<>(wrong);
    missing.keySet().retainAll(acknowledged);
    long found = unknown.stream().filter(key -> !wrong.containsKey(key)).count();
    return new Outcome(
        puts,
        acknowledged.size(),
        unknown.size(),
        (int) found,
        refused.get(),
        kills,
        seconds,
        missing,
        cluster.statuses().stream().map(NodeStatus::stateHash).distinct().count());
  }

  private static String path(int key) {
    return "/key/" + key;
  }

  private static String value(int key) {
    return "value of " + key;
  }

  private List<String> nodes() {
    return cluster.nodes();
  }

  /** One connection's share: it stays with a node for as long as that answers. */
  private void write(int connection) {
    AtomicInteger node = new AtomicInteger(connection);
    try (HttpClientConnection http = to(node)) {
      for (int key = next.getAndIncrement(); key < puts; key = next.getAndIncrement()) {
        write(http, node, key);
        written.incrementAndGet();
      }
    }
  }

  private HttpClientConnection to(AtomicInteger node) {
    return new HttpClientConnection(
        () -> cluster.node(nodes().get(node.get() % nodes().size())).httpAddress(), LIMIT);
  }

  private void write(HttpClientConnection http, AtomicInteger node, int key) {
    for (int i = 0; i < TRIES_MAX; i++) {
      HttpOutcome outcome = http.exchange(HttpRequest.put(path(key), value(key)));
      boolean certain =
          outcome instanceof HttpOutcome.NotSent
              || (outcome instanceof HttpOutcome.Answered answer && answer.status() == 503);
      if (outcome instanceof HttpOutcome.Answered answer && answer.status() / 100 == 2) {
        acknowledged.add(key);
        return;
      }
      node.incrementAndGet();
      if (!certain) {
        unknown.add(key);
        return;
      }
      refused.incrementAndGet();
      LockSupport.parkNanos(20_000_000);
    }
    throw new IllegalStateException("key " + key + " was refused " + TRIES_MAX + " times");
  }

  /** Kills the leader each time that so many more PUTs have been dealt with. */
  private void kill() throws Exception {
    int all = Math.max(KILLS_MIN, puts / PUTS_PER_KILL);
    long term = 0;
    for (int i = 1; i <= all; i++) {
      int due = (int) ((long) puts * i / (all + 1));
      while (written.get() < due) {
        Thread.sleep(5);
      }
      Capability.Roles.Leader leader = awaitLeader(term);
      cluster.kill(leader.node());
      kills++;
      term = awaitLeader(leader.term()).term() - 1;
      cluster.start(leader.node());
    }
  }

  private Capability.Roles.Leader awaitLeader(long after) throws Exception {
    long deadline = System.nanoTime() + LEADER_LIMIT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Optional<Capability.Roles.Leader> leader = cluster.leader();
      if (leader.isPresent() && leader.get().term() > after) {
        return leader.get();
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("no leader of a term after " + after + " in time");
  }

  /** What is not as it was written, by key. */
  private SortedMap<Integer, String> readAll() throws Exception {
    SortedMap<Integer, String> wrong = new ConcurrentSkipListMap<>();
    AtomicInteger nextRead = new AtomicInteger();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int c = 0; c < CONNECTIONS; c++) {
        AtomicInteger node = new AtomicInteger(c);
        each.submit(
            () -> {
              try (HttpClientConnection http = to(node)) {
                for (int key = nextRead.getAndIncrement();
                    key < puts;
                    key = nextRead.getAndIncrement()) {
                  String found = read(http, key);
                  if (!found.equals(value(key))) {
                    wrong.put(key, found);
                  }
                }
              }
            });
      }
    }
    return wrong;
  }

  private static String read(HttpClientConnection http, int key) {
    String last = "";
    for (int i = 0; i < TRIES_MAX; i++) {
      if (http.exchange(HttpRequest.get(path(key))) instanceof HttpOutcome.Answered answer) {
        if (answer.status() == 200) {
          return answer.body();
        }
        last = answer.status() + " " + answer.body().strip();
        if (answer.status() == 404) {
          return last;
        }
      }
      LockSupport.parkNanos(20_000_000);
    }
    return "no answer, at last: " + last;
  }
}
