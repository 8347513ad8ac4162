package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.ariadne.sim.EventQueue;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.node.ServerOptions;
import dev.ariadne.server.raft.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Checks liveness. After the heal, a leader has to be elected within {@value
 * #ELECTION_TIMEOUTS_MAX} election timeouts. After the same time again, each node in service has to
 * have accepted a write. Otherwise the cluster is stuck, and the check reports the state of each
 * node.
 */
final class LivenessCheck {

  static final String NAME = "liveness";

  /** The number of the longest election timeouts within which a leader has to be elected. */
  static final int ELECTION_TIMEOUTS_MAX = 20;

  /**
   * The least bound, however short the timeouts are, because a disk may be slower than a timeout.
   */
  private static final long BOUND_NANOS_MIN = 15_000_000_000L;

  private static final long BETWEEN_LOOKS_NANOS = 500_000_000;

  private final SimCluster cluster;
  private final SimWorld world;

  /** The nodes that have answered a read since the heal. */
  private final TreeSet<String> read = new TreeSet<>();

  /**
   * The nodes that have accepted a write since then. No write is requested before all nodes have
   * answered a read.
   */
  private final TreeSet<String> served = new TreeSet<>();

  /**
   * True while a request is open. There is one request at a time, because the cluster may be slow
   * and has to catch up first.
   */
  private boolean asking;

  private long askedAt;

  private boolean begun;
  private boolean over;
  private boolean ledInTime;
  private long healedAt;
  private long bound;

  LivenessCheck(SimCluster cluster) {
    this.cluster = cluster;
    this.world = cluster.world();
  }

  /** All faults have been taken away. Only the first call counts. */
  void healed() {
    if (begun) {
      return;
    }
    begun = true;
    healedAt = world.now();
    long timeout = 2L * ServerOptions.ELECTION_TICKS * world.conditions().tickMillis() * 1_000_000;
    bound = Math.max(ELECTION_TIMEOUTS_MAX * timeout, BOUND_NANOS_MIN);
    lookSoon();
  }

  /** Returns true if the check has been decided. */
  boolean over() {
    return over || !begun;
  }

  private void lookSoon() {
    world.eventQueue().after(BETWEEN_LOOKS_NANOS, EventQueue.Kind.FAULT, 0, this::look);
  }

  private void look() {
    if (over) {
      return;
    }
    ledInTime |= cluster.leader().isPresent();
    long waited = world.now() - healedAt;
    if (!ledInTime && waited > bound) {
      stuck("no leader was elected within " + bound / 1_000_000 + " ms after the heal");
      return;
    }
    List<SimNode> unread = missing(read);
    List<SimNode> missing = unread.isEmpty() ? missing(served) : unread;
    if (missing.isEmpty()) {
      over = true;
    } else if (waited > 2 * bound) {
      stuck(
          "the nodes "
              + missing.stream().map(SimNode::name).toList()
              + (unread.isEmpty() ? " accepted no write within " : " answered no read within ")
              + 2 * bound / 1_000_000
              + " ms after the heal");
    } else {
      // A node that has ended meanwhile never answers.
      asking &= world.now() - askedAt < 2 * world.conditions().requestMillis() * 1_000_000;
      if (!asking) {
        ask(missing.getFirst(), unread.isEmpty());
      }
      lookSoon();
    }
  }

  private List<SimNode> missing(TreeSet<String> done) {
    return cluster.inService().stream().filter(node -> !done.contains(node.name())).toList();
  }

  /**
   * Sends a request. Reads come first: a new leader has to answer them even if no client writes.
   */
  private void ask(SimNode node, boolean writes) {
    Request request =
        writes
            ? new Request.Put("probe", Bytes.EMPTY, new Condition.Always(), Optional.empty())
            : new Request.Get("probe", false);
    asking = node.running();
    askedAt = world.now();
    node.receive(
        () ->
            node.server().ifPresent(server -> server.submit(request, reply -> heard(node, reply))));
  }

  private void heard(SimNode node, Reply reply) {
    asking = false;
    if (reply instanceof Reply.Written) {
      served.add(node.name());
    } else if (reply instanceof Reply.Found || reply instanceof Reply.NotFound) {
      read.add(node.name());
    }
  }

  /** Reports that the cluster makes no progress. */
  void stuck(String what) {
    over = true;
    world.complain(
        NAME, "the cluster is stuck: " + what + ". " + String.join("; ", waiting()) + ".");
  }

  /** Describes the things that each node waits for. */
  private List<String> waiting() {
    List<String> lines = new ArrayList<>();
    for (SimNode node : world.nodes()) {
      lines.add(node.name() + " " + state(node));
    }
    return lines;
  }

  private static String state(SimNode node) {
    if (!node.running()) {
      return "is down";
    }
    if (node.paused()) {
      return "is paused";
    }
    List<Reply> replies = new ArrayList<>();
    node.server().orElseThrow().submit(new Request.Status(), replies::add);
    if (replies.isEmpty() || !(replies.getFirst() instanceof Reply.Report report)) {
      return "does not serve: " + replies;
    }
    Status raft = report.raft();
    return String.format(
        "is %s in term %d, vote %d, leader %d, log %d..%d, durable %d, committed %d, applied %d,"
            + " members %s%s",
        raft.role(),
        raft.term(),
        raft.vote(),
        raft.leader(),
        raft.firstIndex(),
        raft.lastIndex(),
        raft.stable(),
        raft.commit(),
        raft.applied(),
        raft.membership().members().stream()
            .map(member -> member.id() + (member.votes() ? "" : "(learner)"))
            .toList(),
        raft.followers().isEmpty() ? "" : ", " + raft.followers());
  }
}
