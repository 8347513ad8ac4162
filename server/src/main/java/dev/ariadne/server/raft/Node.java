package dev.ariadne.server.raft;

import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** The raft algorithm of one server. */
public final class Node {

  /**
   * How a node behaves. Ticks are the caller's unit of time.
   *
   * @param id this server's, from 1
   * @param electionTicks without word from a leader before a follower campaigns, at the least; the
   *     actual number is drawn from this one up to twice it, exclusive
   * @param heartbeatTicks between a leader's heartbeats, fewer than {@code electionTicks}
   * @param appendBytesMax weight of the entries in one append; one entry always fits
   * @param appendEntriesMax entries in one append
   * @param inflightMax appends on their way to one follower
   * @param uncommittedBytesMax weight of what a leader has appended and not yet committed; beyond it
   *     proposals are refused
   * @param readsPendingMax reads that wait at a leader; beyond it they are refused
   */
  public record Config(
      int id,
      int electionTicks,
      int heartbeatTicks,
      long appendBytesMax,
      int appendEntriesMax,
      int inflightMax,
      long uncommittedBytesMax,
      int readsPendingMax) {

    public static Config defaults(int id) {
      return new Config(id, 10, 1, 1 << 20, 4096, 256, 64 << 20, 10_000);
    }
  }

  private final Config config;

  /**
   * @param pick chooses from 0 (inclusive) to its argument (exclusive): election timeouts
   */
  public Node(Config config, Restored restored, IntUnaryOperator pick) {
    this.config = config;
  }

  /** A tick of time has passed. */
  public void tick() {}

  /** A message has arrived for this server. */
  public void step(Message message) {}

  /** A client's command. */
  public Proposal propose(Payload.Command command) {
    return new Proposal.Refused(Proposal.Why.NO_LEADER);
  }

  /** Asks from which index on a read is linearizable; see {@link ReadRequest}. */
  public ReadRequest readIndex(Origin context) {
    return ReadRequest.NO_LEADER;
  }

  /** Save number {@code save} and all before it are durable. */
  public void persisted(long save) {}

  /** The state machine has applied, or restored, everything up to {@code index}. */
  public void applied(long index) {}

  /**
   * A snapshot that this server took of its own state is durable: the next {@link Ready} marks it in
   * the log.
   *
   * @param meta its index is at most what was applied
   * @param keepFrom entries below this index may go, but none beyond the snapshot's
   */
  public void snapshotTaken(SnapshotMeta meta, long keepFrom) {}

  /** Messages to this server have been lost. */
  public void unreachable(int peer) {}

  /** The transfer of a snapshot's content to a peer ended; see {@link Message.InstallSnapshot}. */
  public void snapshotSent(int peer, boolean ok) {}

  /** Whether {@link #ready} has something to say. */
  public boolean hasReady() {
    return false;
  }

  /** What is to be done next; handed out once. */
  public Ready ready() {
    return new Ready(
        List.of(), Optional.empty(), List.of(), 0, Optional.empty(), List.of(), List.of());
  }

  public Status status() {
    return new Status(
        config.id(), Status.RoleName.FOLLOWER, 0, 0, 0, 0, 0, 0, 1, 0, Membership.NONE, List.of());
  }
}
