package dev.ariadne.harness.ariadne.member;

import dev.ariadne.harness.cluster.Capability;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Adds, removes and replaces nodes as an operator does. It asks one member after another, leaders
 * and followers alike, until the change is decided.
 *
 * <p>An answer says only that a member has accepted the request. The reports of the nodes tell the
 * decision: a node reports the members whenever it applies an entry that changes them, and an
 * applied entry is committed. So a lost answer does no harm, and neither does an answer of a former
 * leader.
 *
 * <p>A node that was a member before comes back with its number and its address, but with an empty
 * disk. The server draws a new incarnation for it, so it is another member.
 */
public final class MembershipOperator implements Capability.Membership {

  /**
   * The time after which a change counts as refused, if all answers since the first request were
   * conflicts.
   */
  private static final long REFUSED_NANOS = 5_000_000_000L;

  private final OperatedNodes nodes;

  /** The nodes that were removed and not added again. */
  private final Set<String> removed = new ConcurrentSkipListSet<>();

  /** The nodes that are to be added, but were not yet. */
  private final Set<String> awaited = new ConcurrentSkipListSet<>();

  private volatile Change change;
  private volatile boolean closed;

  // The present part of a change. A replacement has two parts.
  private boolean adding;
  private int requests;
  private int conflicts;
  private long begunAt;

  public MembershipOperator(OperatedNodes nodes) {
    this.nodes = nodes;
  }

  /**
   * Returns true if a node belongs to the cluster and may be started: after it was added, and
   * before it was removed.
   */
  public boolean belongs(String node) {
    return !removed.contains(node) && !awaited.contains(node);
  }

  /** Stops the present change and begins no other. */
  public void close() {
    closed = true;
  }

  public boolean isClosed() {
    return closed;
  }

  public boolean isRemoved(String node) {
    return removed.contains(node);
  }

  /** A node was removed after the operator stopped asking for it. */
  public void wasRemoved(String node) {
    removed.add(node);
  }

  /** A node was added after the operator stopped asking for it. */
  public void wasAdded(String node) {
    removed.remove(node);
  }

  public boolean isBeingChanged(String node) {
    return isUnderWay() && change.node().equals(node);
  }

  private boolean isUnderWay() {
    return change != null && change.stage() == Stage.UNDER_WAY;
  }

  @Override
  public List<Member> members() {
    return nodes.members();
  }

  public boolean isMember(String node) {
    return members().stream().anyMatch(member -> member.node().equals(node));
  }

  @Override
  public String nextName() {
    return nodes.nextName();
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
    if (!isMember(node) || nodes.isKeeper(node)) {
      throw new IllegalArgumentException(node + " is no member, or keeps the whole log");
    }
    return begin(Wish.REMOVE, node);
  }

  @Override
  public boolean replace(String node) {
    nodes.running(node); // So that there is such a node.
    return begin(Wish.REPLACE, node);
  }

  private synchronized boolean begin(Wish wish, String node) {
    if (closed || isUnderWay()) {
      return false;
    }
    change = new Change(wish, node, Stage.UNDER_WAY, "");
    nodes.begin(() -> guarded(wish == Wish.ADD ? this::beginToAdd : this::beginToRemove));
    return true;
  }

  @Override
  public Optional<Change> change() {
    return Optional.ofNullable(change);
  }

  private void beginToRemove() {
    beginPart(false);
  }

  private void beginToAdd() {
    String node = change.node();
    awaited.add(node);
    if (removed.remove(node)) {
      nodes.end(node);
    }
    nodes.prepare(node);
    beginPart(true);
  }

  private void beginPart(boolean add) {
    adding = add;
    requests = 0;
    conflicts = 0;
    begunAt = nodes.nowNanos();
    goOnAfter(0);
  }

  private void goOnAfter(long nanos) {
    nodes.after(nanos, () -> guarded(this::goOn));
  }

  /** A node that cannot be prepared or started ends the change. */
  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (UncheckedIOException e) {
      move(Stage.REFUSED, e.toString());
    }
  }

  private void goOn() {
    if (closed) {
      return;
    }
    if (requests > 0 && isMember(change.node()) == adding) {
      partDone();
    } else if (requests > 0
        && conflicts == requests
        && nodes.nowNanos() - begunAt > REFUSED_NANOS) {
      move(Stage.REFUSED, change.why());
    } else {
      ask();
      requests++;
      goOnAfter(nodes.betweenTriesNanos());
    }
  }

  private void partDone() {
    String node = change.node();
    if (adding) {
      awaited.remove(node);
      nodes.start(node);
    } else {
      removed.add(node);
      if (change.wish() == Wish.REPLACE) {
        beginToAdd();
        return;
      }
    }
    move(Stage.DONE, change.why());
  }

  private void move(Stage stage, String why) {
    change = new Change(change.wish(), change.node(), stage, why);
  }

  private void ask() {
    List<String> running =
        members().stream()
            .map(Member::node)
            .filter(node -> !node.equals(change.node()) && nodes.running(node))
            .toList();
    if (running.isEmpty()) {
      return;
    }
    List<String> among = nodes.preferred(running);
    String member = among.get(requests % among.size());
    long part = begunAt;
    nodes.ask(member, adding, change.node(), answer -> answered(part, member, answer));
  }

  private void answered(long part, String member, OperatedNodes.Answer answer) {
    if (part == begunAt && isUnderWay()) {
      conflicts += answer.conflict() ? 1 : 0;
      move(Stage.UNDER_WAY, member + ": " + answer.text());
    }
  }

  @Override
  public List<String> leftRunning() {
    return nodes.nodes().stream().filter(removed::contains).filter(nodes::running).toList();
  }

  @Override
  public void retire(String node) {
    if (!removed.contains(node) && isMember(node)) {
      throw new IllegalArgumentException(node + " is a member");
    }
    nodes.end(node);
  }
}
