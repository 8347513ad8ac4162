package dev.ariadne.harness.jqwik;

import dev.ariadne.harness.store.ScenarioLimits;

/**
 * What a client does with a register. Whoever writes writes a number that nobody else does.
 *
 * @param client from 1; it stays with the node of its number, counted round
 * @param key from 0
 * @param gapMillis from the deed before it, of whichever client, at least 0
 */
public record ClientOp(Kind kind, int client, int key, int gapMillis) {

  public ClientOp {
    Script.within("ClientOp", "client", client, 1, ScenarioLimits.CONCURRENCY_MAX);
    Script.within("ClientOp", "key", key, 0, ScenarioLimits.KEYS_MAX - 1);
    Script.within("ClientOp", "gapMillis", gapMillis, 0, Integer.MAX_VALUE);
  }

  /** The simpler ones first. */
  public enum Kind {
    READ,
    WRITE,
    /** Writes if the register holds what the deed that wrote to it before this one would write. */
    CAS
  }
}
