package dev.ariadne.server.raft;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Reads what a {@link Node} holds as it stands, and changes nothing: for whoever watches a cluster
 * from outside. Every call reads anew and makes no copy.
 */
public final class NodeView {

  private final Core core;
  private final Supplier<Role> role;

  NodeView(Core core, Supplier<Role> role) {
    this.core = core;
    this.role = role;
  }

  public int id() {
    return core.id();
  }

  public long term() {
    return core.term();
  }

  /** Whom it voted for in its term, 0 for nobody; perhaps not durable yet. */
  public int vote() {
    return core.vote();
  }

  public Status.RoleName role() {
    return role.get().name();
  }

  /** Id of the leader it knows, 0 for none. */
  public int leader() {
    return role.get().leader();
  }

  public long commit() {
    return core.commit();
  }

  /** As {@link Status#applied}. */
  public long applied() {
    return core.delivery().applied();
  }

  /** Last index that it holds to be durable here. */
  public long stable() {
    return core.saves().stable();
  }

  /** The first index whose entry is in memory, one beyond {@link #lastIndex} if none is. */
  public long firstIndex() {
    return core.log().firstIndex();
  }

  public long lastIndex() {
    return core.log().lastIndex();
  }

  /**
   * The entry at an index in memory: the same object as long as the log keeps it.
   *
   * @param index {@link #firstIndex} to {@link #lastIndex}
   */
  public Entry entry(long index) {
    return core.log().entry(index);
  }

  /**
   * The term at an index.
   *
   * @param index one before {@link #firstIndex}, to {@link #lastIndex}
   */
  public long term(long index) {
    return core.log().term(index);
  }

  /** The newest snapshot that the log stands on. */
  public SnapshotMeta snapshot() {
    return core.log().snapshot();
  }

  /**
   * Up to where it takes a follower's log for the same as its own, durably.
   *
   * @return 0 if it does not lead, or has no such follower
   */
  public long match(int follower) {
    return role.get() instanceof Leader leader ? leader.match(follower) : 0;
  }

  /**
   * A leader's last round of heartbeats in its term, from 1; 0 if it has begun none, or leads not.
   */
  long round() {
    return role.get() instanceof Leader leader ? leader.round() : 0;
  }

  /**
   * Why it takes no further part: from then on it does and says nothing more, but for what was
   * saved before.
   */
  public Optional<LogFault> fault() {
    return core.fault();
  }

  /** A leader's followers that have reported a fault of their log, by id; empty elsewhere. */
  public SortedMap<Integer, LogFault> faults() {
    return role.get() instanceof Leader leader ? leader.faults() : Collections.emptySortedMap();
  }

  Status status() {
    return new Status(
        id(),
        role(),
        term(),
        vote(),
        leader(),
        commit(),
        applied(),
        stable(),
        firstIndex(),
        lastIndex(),
        membership(),
        role.get() instanceof Leader leader ? leader.followers() : List.of());
  }

  /** The members in effect, committed or not. */
  public Membership membership() {
    return core.membership();
  }

  /** Index of the entry that brought the members in effect, or of the snapshot that holds it. */
  public long membershipIndex() {
    return core.log().membershipIndex();
  }
}
