package dev.ariadne.server.raft;

/** What became of a command that was handed to {@link Node#propose}. */
public sealed interface Proposal {

  /**
   * This node leads and has appended it. If an entry of another term is committed at that index,
   * the command is certainly lost.
   */
  record Appended(long index, long term) implements Proposal {}

  /**
   * It goes to the leader with the next {@link Ready}, once and never again. Whether it takes
   * effect is seen only in the log: after this the outcome is the result or unknown.
   */
  record Forwarded(int leader) implements Proposal {}

  /** It certainly does not happen. */
  record Refused(Why why) implements Proposal {}

  enum Why {
    /** No leader is known; another try later may do. */
    NO_LEADER,
    /** Too much is waiting to be committed already. */
    OVERLOADED,
    /** This leader is handing over; the next one may take it. */
    HANDING_OVER
  }
}
