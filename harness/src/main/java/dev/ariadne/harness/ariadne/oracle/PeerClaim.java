package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.raft.Origin;

/**
 * The promise or claim in a frame between servers, read from its bytes. It covers only what oracles
 * judge; every other frame is {@link Nothing}.
 *
 * <p>This class decodes the bytes on its own. So it sees a server that sends a wrong frame as the
 * other servers see it. On purpose it repeats numbers of {@code sim.RaftFrames}: an error in one of
 * the two classes does not blind both.
 */
sealed interface PeerClaim {

  /** The sender asks for votes in a term, and so votes for itself. */
  record Candidacy(
      long incarnation, int from, long term, long lastIndex, long lastTerm, boolean transfer)
      implements PeerClaim {}

  /** The sender asks for promises to vote for it in the term after its own (9.6). */
  record AsksPromise(int from, long term, long lastIndex, long lastTerm) implements PeerClaim {}

  /** The sender promises its vote in the next term to the node that asked it in a term. */
  record Promises(int from, int to, long asked) implements PeerClaim {}

  /** The sender has voted for a candidate. */
  record Granted(long incarnation, int from, int to, long term) implements PeerClaim {}

  /**
   * The sender leads in a term, and has committed up to an index.
   *
   * @param verified the last index at which the receiver's log agrees with the sender's log if the
   *     receiver accepts this frame
   * @param round the round of heartbeats to which this frame belongs; 0 for none
   */
  record Leads(long incarnation, int from, long term, long commit, long verified, long round)
      implements PeerClaim {}

  /** The sender answers a round of its leader's heartbeats; round 0 is no round. */
  record Confirms(int from, long term, long round) implements PeerClaim {}

  /** The sender asks its leader for a read index: the index from which on a read is current. */
  record AsksIndex(int from, long term, Origin context) implements PeerClaim {}

  /** The answer to {@link AsksIndex}. */
  record TellsIndex(int from, int to, long term, Origin context, long index) implements PeerClaim {}

  /** A part of a snapshot that ends at an index. All entries in the snapshot are committed. */
  record Chunk(long incarnation, long index) implements PeerClaim {}

  /** The sender's durable log agrees with the leader's log up to an index. */
  record Acknowledged(long incarnation, int from, int to, long term, long match)
      implements PeerClaim {}

  /** The sender is the leader and tells the receiver to stand for election at once. */
  record HandsOver(int from, int to, long term) implements PeerClaim {}

  record Nothing() implements PeerClaim {}

  /** The size of an identity: cluster, member, incarnation. */
  int IDENTITY_BYTES = 20;

  Nothing NOTHING = new Nothing();

  /** Decodes a frame as it left its sender. */
  static PeerClaim read(Bytes frame) {
    if (frame.length() < 2 || frame.at(0) != 1 || frame.at(1) != 1 && frame.at(1) != 2) {
      return NOTHING;
    }
    long incarnation = frame.i64At(14);
    int address = frame.i32At(2 + IDENTITY_BYTES);
    int message = 2 + IDENTITY_BYTES + 4 + address + IDENTITY_BYTES;
    if (frame.at(1) == 2) {
      return new Chunk(incarnation, frame.i64At(message + 8));
    }
    int from = frame.i32At(message);
    int to = frame.i32At(message + 4);
    long term = frame.i64At(message + 8);
    int kind = frame.at(message + 16);
    int body = message + 17;
    return switch (kind) {
      case 1 -> new AsksPromise(from, term, frame.i64At(body), frame.i64At(body + 8));
      case 2 -> frame.at(body + 8) == 1 ? new Promises(from, to, frame.i64At(body)) : NOTHING;
      case 3, 20 ->
          new Candidacy(
              incarnation, from, term, frame.i64At(body), frame.i64At(body + 8), kind == 20);
      case 4 -> frame.at(body) == 1 ? new Granted(incarnation, from, to, term) : NOTHING;
      case 5 ->
          new Leads(
              incarnation,
              from,
              term,
              frame.i64At(body + 16),
              frame.i64At(body) + frame.i32At(body + 24),
              0);
      case 6 -> new Acknowledged(incarnation, from, to, term, frame.i64At(body));
      case 8 ->
          new Leads(
              incarnation, from, term, frame.i64At(body), frame.i64At(body), frame.i64At(body + 8));
      case 9 -> new Confirms(from, term, frame.i64At(body));
      case 11 -> new AsksIndex(from, term, origin(frame, body));
      case 12 -> new TellsIndex(from, to, term, origin(frame, body), frame.i64At(body + 28));
      case 21 -> new HandsOver(from, to, term);
      default -> NOTHING;
    };
  }

  private static Origin origin(Bytes in, int at) {
    return new Origin(in.i32At(at), in.i64At(at + 4), in.i64At(at + 12), in.i64At(at + 20));
  }
}
