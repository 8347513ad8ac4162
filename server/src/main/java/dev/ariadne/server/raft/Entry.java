package dev.ariadne.server.raft;

/**
 * One entry of the replicated log.
 *
 * @param index position in the log, from 1
 * @param term the leader's term that proposed it, from 1
 */
public record Entry(long index, long term, Payload payload) {

  /** What an entry weighs against the limits on a message and on memory, in bytes. */
  public int weight() {
    return 32 + payload.weight();
  }
}
