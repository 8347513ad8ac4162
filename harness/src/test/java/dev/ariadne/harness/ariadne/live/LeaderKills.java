package dev.ariadne.harness.ariadne.live;

import static org.awaitility.Awaitility.await;

import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.ariadne.client.HttpClientConnection;
import dev.ariadne.harness.ariadne.client.HttpOutcome;
import dev.ariadne.harness.ariadne.client.HttpRequest;
import dev.ariadne.harness.ariadne.client.NodeStatus;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.ClusterOptions;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/**
 * PUTs of distinct keys over 64 connections to three servers, while whoever leads is killed by
 * SIGKILL again and again; then every key is read. Not one acknowledged write may be missing.
 *
 * <p>{@code docs/measurements.md} has its figures.
 */
final class LeaderKills {

  static final int CONNECTIONS = 64;

  /** Kills are spread evenly over the acknowledged writes. */
  private static final int PUTS_PER_KILL = 1_000;

  private static final int KILLS_MIN = 3;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration LEADER_LIMIT = Duration.ofSeconds(60);

  /** For so long a key is tried again, and so long after a try that came to nothing. */
  private static final Duration KEY_LIMIT = Duration.ofSeconds(60);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

  /** So many more PUTs take no longer than this, elections included. */
  private static final Duration PUTS_LIMIT = Duration.ofMinutes(5);

  private final LiveCluster cluster;
  private final int puts;
  private final AtomicInteger next = new AtomicInteger();
  private final SortedSet<Integer> acknowledged = new ConcurrentSkipListSet<>();
  private final SortedSet<Integer> unknown = new ConcurrentSkipListSet<>();
  private final AtomicInteger refused = new AtomicInteger();

  /** A permit for each PUT that has been dealt with. */
  private final Semaphore written = new Semaphore(0);

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

  static Outcome run(Path directory, int puts) throws Exception {
    ClusterOptions options =
        new ClusterOptions(3, directory, new SeededChoices(1), 2_000, 500, -1, false);
    try (LiveCluster cluster =
        LiveCluster.open(new LiveCluster.Setup(ServerProgram.SERVER, options, 0))) {
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
        written.release();
      }
    }
  }

  private HttpClientConnection to(AtomicInteger node) {
    return new HttpClientConnection(
        () -> cluster.node(nodes().get(node.get() % nodes().size())).httpAddress(), LIMIT);
  }

  private void write(HttpClientConnection http, AtomicInteger node, int key) {
    if (!isDealtWith(http, node, key)) {
      trying("PUT of key " + key).until(() -> isDealtWith(http, node, key));
    }
  }

  /** Sends a PUT once; false if it was certainly refused. */
  private boolean isDealtWith(HttpClientConnection http, AtomicInteger node, int key) {
    HttpOutcome outcome = http.exchange(HttpRequest.put(path(key), value(key)));
    if (outcome instanceof HttpOutcome.Answered answer && answer.status() / 100 == 2) {
      acknowledged.add(key);
      return true;
    }
    node.incrementAndGet();
    boolean certain =
        outcome instanceof HttpOutcome.NotSent
            || (outcome instanceof HttpOutcome.Answered answer && answer.status() == 503);
    if (certain) {
      refused.incrementAndGet();
    } else {
      unknown.add(key);
    }
    return !certain;
  }

  private static ConditionFactory trying(String what) {
    return await(what)
        .pollInSameThread()
        .pollDelay(BETWEEN_TRIES)
        .pollInterval(BETWEEN_TRIES)
        .atMost(KEY_LIMIT);
  }

  /** Kills the leader each time that so many more PUTs have been dealt with. */
  private void kill() throws Exception {
    int all = Math.max(KILLS_MIN, puts / PUTS_PER_KILL);
    long term = 0;
    int before = 0;
    for (int i = 1; i <= all; i++) {
      int due = (int) ((long) puts * i / (all + 1));
      if (!written.tryAcquire(due - before, PUTS_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(due + " PUTs were not dealt with in time");
      }
      before = due;
      Capability.Roles.Leader leader = awaitLeader(term);
      cluster.kill(leader.node());
      kills++;
      term = awaitLeader(leader.term()).term() - 1;
      cluster.start(leader.node());
    }
  }

  private Capability.Roles.Leader awaitLeader(long after) {
    return await("leader of a term after " + after)
        .pollInterval(BETWEEN_TRIES)
        .atMost(LEADER_LIMIT)
        .until(cluster::leader, leader -> leader.isPresent() && leader.get().term() > after)
        .orElseThrow();
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
    Optional<String> found = found(http, key);
    try {
      return found.isPresent()
          ? found.get()
          : trying("GET of key " + key)
              .until(() -> found(http, key), Optional::isPresent)
              .orElseThrow();
    } catch (ConditionTimeoutException e) {
      return "no answer, " + e.getMessage();
    }
  }

  /** Asks for a key once: its value, or that it has none; empty if nobody says so. */
  private static Optional<String> found(HttpClientConnection http, int key) {
    if (http.exchange(HttpRequest.get(path(key))) instanceof HttpOutcome.Answered answer) {
      if (answer.status() == 200) {
        return Optional.of(answer.body());
      }
      if (answer.status() == 404) {
        return Optional.of(answer.status() + " " + answer.body().strip());
      }
    }
    return Optional.empty();
  }
}
