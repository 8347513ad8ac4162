package dev.ariadne.harness.jqwik;

import dev.ariadne.harness.store.ScenarioLimits;

/**
 * One operation of a client on a register. Each write has a number of its own.
 *
 * @param client the number of the client, from 1. It uses the node with its number, counted round
 * @param key the key, from 0
 * @param gapMillis the time since the operation before it, of any client; at least 0
 */
public record ClientOp(Kind kind, int client, int key, int gapMillis) {

  public ClientOp {
    Script.within("ClientOp", "client", client, 1, ScenarioLimits.CONCURRENCY_MAX);
    Script.within("ClientOp", "key", key, 0, ScenarioLimits.KEYS_MAX - 1);
    Script.within("ClientOp", "gapMillis", gapMillis, 0, Integer.MAX_VALUE);
  }

  /** The kinds, the simpler ones first. */
  public enum Kind {
    READ,
    WRITE,
    /**
     * Writes if the register has the value of the last operation in the script that writes to it.
     */
    CAS
  }
}
