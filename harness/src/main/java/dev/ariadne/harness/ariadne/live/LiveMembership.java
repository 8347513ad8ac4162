package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.ariadne.client.HttpClientConnection;
import dev.ariadne.harness.ariadne.client.HttpOutcome;
import dev.ariadne.harness.ariadne.client.HttpRequest;
import dev.ariadne.harness.ariadne.client.MemberReport;
import dev.ariadne.harness.cluster.Capability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Adds, removes and replaces nodes as an operator does: by {@code POST /ID} and {@code DELETE /ID}
 * at one member after the other, leaders and followers alike.
 *
 * <p>An answer says that a request was taken. That a change is decided, and how, is read from the
 * nodes' own reports: each reports the members whenever it applies an entry that changes them, and
 * what is applied is committed. So an answer that was lost does no harm, and neither does one from
 * a leader that is none any more.
 *
 * <p>A node that was a member before comes back under its number and at its address, with an empty
 * directory: the server draws another incarnation for it, and so it is another member.
 */
final class LiveMembership implements Capability.Membership {

  /** For one request; a paused node must not hold up the asking. */
  private static final Duration ASK_LIMIT = Duration.ofSeconds(2);

  private static final long BETWEEN_TRIES_MILLIS = 100;

  /** For so long nothing but conflicts, from the first try on, means that it is refused. */
  private static final long REFUSED_MILLIS = 5_000;

  private final LiveCluster cluster;

  /** Removed and not added again. */
  private final Set<String> removed = new ConcurrentSkipListSet<>();

  /** To be added, and not yet. */
  private final Set<String> awaited = new ConcurrentSkipListSet<>();

  private volatile Change change;
  private volatile boolean closed;

  LiveMembership(LiveCluster cluster) {
    this.cluster = cluster;
  }

  /** Whether a node is to be there and to be started: not before it is added, not afterwards. */
  boolean belongs(String node) {
    return !removed.contains(node) && !awaited.contains(node);
  }

  /** Begins nothing more and goes on with nothing. */
  void close() {
    closed = true;
  }

  @Override
  public List<Member> members() {
    return report().members();
  }

  private MemberReport report() {
    return MemberReport.newest(cluster.entries())
        .orElseGet(() -> MemberReport.first(cluster.firstNodes()));
  }

  private boolean isMember(String node) {
    return report().has(node);
  }

  @Override
  public String nextName() {
    return cluster.nextName();
  }

  @Override
  public boolean add(String node) {
    if (isMember(node)) {
      throw new IllegalArgumentException(node + " is a member");
    }
    return begin(Wish.ADD, node);
  }

  @Override
  public boolean remove(String node) {
    if (!isMember(node) || cluster.isKeeper(node)) {
      throw new IllegalArgumentException(node + " is no member, or keeps the whole log");
    }
    return begin(Wish.REMOVE, node);
  }

  @Override
  public boolean replace(String node) {
    cluster.node(node);
    return begin(Wish.REPLACE, node);
  }

  private synchronized boolean begin(Wish wish, String node) {
    if (closed || (change != null && change.stage() == Stage.UNDER_WAY)) {
      return false;
    }
    change = new Change(wish, node, Stage.UNDER_WAY, "");
    Thread.ofVirtual().name("ariadne-membership").start(() -> carryOut(wish, node));
    return true;
  }

  @Override
  public Optional<Change> change() {
    return Optional.ofNullable(change);
  }

  private void carryOut(Wish wish, String node) {
    try {
      boolean done =
          switch (wish) {
            case ADD -> added(node);
            case REMOVE -> removed(node);
            case REPLACE -> removed(node) && added(node);
          };
      if (!closed) {
        change = new Change(wish, node, done ? Stage.DONE : Stage.REFUSED, change.why());
      }
    } catch (IOException | UncheckedIOException e) {
      change = new Change(wish, node, Stage.REFUSED, e.toString());
    }
  }

  private boolean added(String node) throws IOException {
    awaited.add(node);
    if (removed.remove(node)) {
      cluster.end(node);
    }
    LiveNode fresh = cluster.prepare(node);
    String url = "http://" + ServerProgram.hostPort(cluster.front(fresh.id()));
    HttpRequest ask = HttpRequest.post("/" + fresh.id(), url);
    if (!asked(member -> Optional.of(ask), node, true)) {
      return false;
    }
    awaited.remove(node);
    cluster.start(node);
    return true;
  }

  private boolean removed(String node) {
    int id = cluster.node(node).id();
    if (!asked(member -> removal(member, id), node, false)) {
      return false;
    }
    removed.add(node);
    return true;
  }

  /**
   * Asks until the change is reported as committed.
   *
   * @param ask what to ask a member for, by its address; empty for nothing this time
   * @param wanted whether the node is to be a member
   * @return false if it is refused, or the cluster is closed
   */
  private boolean asked(
      Function<InetSocketAddress, Optional<HttpRequest>> ask, String node, boolean wanted) {
    long begun = System.nanoTime();
    boolean onlyConflicts = true;
    for (int turn = 0; !closed; turn++) {
      List<String> members =
          new ArrayList<>(members().stream().map(Member::node).filter(cluster::running).toList());
      members.remove(node);
      if (!members.isEmpty()) {
        String asked = members.get(turn % members.size());
        InetSocketAddress address = cluster.node(asked).httpAddress();
        Optional<HttpOutcome> outcome = ask.apply(address).map(it -> exchange(address, it));
        onlyConflicts &= outcome.map(LiveMembership::conflicts).orElse(false);
        String told = outcome.map(LiveMembership::text).orElse("knows of no such member");
        change = new Change(change.wish(), node, Stage.UNDER_WAY, asked + ": " + told);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_TRIES_MILLIS));
      if (isMember(node) == wanted) {
        return true;
      }
      long waited = System.nanoTime() - begun;
      if (onlyConflicts && waited > TimeUnit.MILLISECONDS.toNanos(REFUSED_MILLIS)) {
        return false;
      }
    }
    return false;
  }

  /**
   * Means the member's present life, as the node that is asked has it: a request that comes late
   * removes no later one.
   */
  private static Optional<HttpRequest> removal(InetSocketAddress asked, int id) {
    return MemberIncarnations.of(exchange(asked, HttpRequest.get("/-/members")))
        .incarnation(id)
        .map(
            incarnation ->
                new HttpRequest("DELETE", "/" + id, List.of(), Optional.empty())
                    .with("Ariadne-Incarnation: " + incarnation));
  }

  /** Whether asking again is no use, unless it was the answer of a leader that is none any more. */
  private static boolean conflicts(HttpOutcome outcome) {
    return outcome instanceof HttpOutcome.Answered answer && answer.status() / 100 == 4;
  }

  private static HttpOutcome exchange(InetSocketAddress address, HttpRequest ask) {
    try (HttpClientConnection connection = new HttpClientConnection(() -> address, ASK_LIMIT)) {
      return connection.exchange(ask);
    }
  }

  private static String text(HttpOutcome outcome) {
    return switch (outcome) {
      case HttpOutcome.Answered answer -> answer.status() + " " + answer.body().strip();
      case HttpOutcome.NotSent not -> "not sent, " + not.why();
      case HttpOutcome.Unanswered un -> "no answer, " + un.why();
    };
  }

  @Override
  public List<String> leftRunning() {
    return cluster.nodes().stream().filter(removed::contains).filter(cluster::running).toList();
  }

  @Override
  public void retire(String node) {
    if (!removed.contains(node) && isMember(node)) {
      throw new IllegalArgumentException(node + " is a member");
    }
    cluster.end(node);
  }
}
