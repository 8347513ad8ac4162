package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Membership;
import java.util.OptionalLong;

/**
 * A read-only view of a serving node at the moment of the call. A call copies nothing and changes
 * nothing.
 */
public interface NodeView {

  /** The member's number, from 1. */
  int id();

  /** The identity of the member since it joined. */
  long incarnation();

  /** The number of this boot, from 1. */
  long boot();

  long term();

  /** The node that it votes for in its term; 0 for none. The vote may not be durable yet. */
  int vote();

  /** The id of the leader that it knows; 0 for none. */
  int leader();

  /** Returns true if it is the leader of its term. */
  boolean leads();

  long commit();

  /** The index of the last entry that its state machine has applied. */
  long applied();

  /** The first index whose entry is in memory; {@link #lastIndex} + 1 if no entry is in memory. */
  long firstIndex();

  long lastIndex();

  /** The entry at an index in memory. It is the same object as long as the log keeps it. */
  Entry entry(long index);

  /** The term at an index from one before {@link #firstIndex} to {@link #lastIndex}. */
  long termAt(long index);

  /** The index of the newest snapshot before the log; 0 for none. */
  long snapshotIndex();

  /**
   * The last index up to which it counts a follower's durable log as equal to its own; 0 if it does
   * not lead or does not know the follower.
   */
  long match(int follower);

  /** The members in effect, committed or not. */
  Membership membership();

  /** A fingerprint of its state. Equal states have equal fingerprints. */
  long fingerprint();

  /** The value of a key in its state; null for none. */
  Bytes value(String key);

  /** The revision of a key in its state; empty if the key has no value. */
  OptionalLong revision(String key);

  /** One line about its role, term, vote, leader and log, for the report about a stuck cluster. */
  String doing();
}
