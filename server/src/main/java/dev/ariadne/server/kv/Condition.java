package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;

/**
 * What must hold of a key, at the moment when a write to it is applied, for the write to happen.
 */
public sealed interface Condition {

  /** Nothing. */
  record Always() implements Condition {}

  /** The key has no value. */
  record Absent() implements Condition {}

  /** The key's value is this one. */
  record ValueIs(Bytes value) implements Condition {}

  /** The key was last written by the entry at this index. */
  record RevisionIs(long revision) implements Condition {}
}
