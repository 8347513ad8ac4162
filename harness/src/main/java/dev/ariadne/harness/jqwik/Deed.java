package dev.ariadne.harness.jqwik;

/**
 * What a client does: it reads a register, or writes a number to it that nobody else writes.
 *
 * @param client from 1; it stays with the node of its number, counted round
 * @param key from 0
 * @param gapMillis from the deed before it, of whichever client, at least 0
 */
public record Deed(Kind kind, int client, int key, int gapMillis) {

  public enum Kind {
    READ,
    WRITE
  }
}
