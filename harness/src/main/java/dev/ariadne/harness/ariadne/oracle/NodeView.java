package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Membership;
import java.util.OptionalLong;

/**
 * What oracles read of a node that serves, as it stands at the moment of the call. Nothing is
 * copied and nothing is changed.
 */
public interface NodeView {

  /** The member's number, from 1. */
  int id();

  /** The member's identity since it joined. */
  long incarnation();

  /** The number of this start, from 1. */
  long boot();

  long term();

  /** Whom it votes for in its term, 0 for nobody; perhaps not durable yet. */
  int vote();

  /** Id of the leader that it knows, 0 for none. */
  int leader();

  /** Whether it leads in its term. */
  boolean leads();

  long commit();

  /** Index of the last entry that its state machine has applied. */
  long applied();

  /** The first index whose entry is in memory, one beyond {@link #lastIndex} if none is. */
  long firstIndex();

  long lastIndex();

  /** The entry at an index in memory; the same object as long as the log keeps it. */
  Entry entry(long index);

  /** The term at an index from one before {@link #firstIndex} to {@link #lastIndex}. */
  long termAt(long index);

  /** The index of the newest snapshot that the log stands on, 0 for none. */
  long snapshotIndex();

  /**
   * Up to where it takes a follower's log for the same as its own, durably; 0 if it does not lead
   * or knows no such follower.
   */
  long match(int follower);

  /** The members in effect, committed or not. */
  Membership membership();

  /** A number that equal states have in common. */
  long fingerprint();

  /** A key's value in its state, or null for none. */
  Bytes value(String key);

  /** The revision of a key in its state; empty if it has no value. */
  OptionalLong revision(String key);

  /** What it does and what it waits for, in a line, for the report of a cluster that is stuck. */
  String doing();
}
