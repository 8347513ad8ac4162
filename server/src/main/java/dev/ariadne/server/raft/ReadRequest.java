package dev.ariadne.server.raft;

/** What became of a request for a read index. */
public enum ReadRequest {
  /**
   * A {@link ReadState} with its context may follow. It may also be lost, with a message or with
   * the leader: whoever asked asks again after a while, with a new context.
   */
  ACCEPTED,
  /** No leader is known; another try later may do. */
  NO_LEADER,
  /** Too many are waiting already. */
  OVERLOADED
}
