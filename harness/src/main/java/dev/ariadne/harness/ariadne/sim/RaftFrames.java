package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.node.ServerView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads a message of raft's in a frame; the format is {@code FrameCodec}'s. The harness knows the
 * numbers of frames and messages here alone, but for the oracles, which read frames on their own:
 * {@code oracle.PeerClaim}.
 */
public final class RaftFrames {

  // The numbers of messages, as kind(Bytes) returns them.
  public static final int PRE_VOTE = 1;
  public static final int PRE_VOTE_REPLY = 2;
  public static final int VOTE = 3;
  public static final int VOTE_REPLY = 4;
  public static final int APPEND = 5;
  public static final int APPEND_ACCEPTED = 6;
  public static final int APPEND_REJECTED = 7;
  public static final int HEARTBEAT = 8;
  public static final int HEARTBEAT_REPLY = 9;

  /** A vote is asked for since the leader wants the sender elected (3.10). */
  public static final int VOTE_BY_TRANSFER = 20;

  public static final int TIMEOUT_NOW = 21;

  // The numbers of frames.
  private static final int MESSAGE_FRAME = 1;
  private static final int CHUNK_FRAME = 2;

  private static final int VERSION = 1;

  private static final int IDENTITY_BYTES = Long.BYTES + Integer.BYTES + Long.BYTES;

  private RaftFrames() {}

  /** Returns true if the frame carries a raft message. */
  public static boolean isMessage(Bytes frame) {
    return frame.length() >= 2 && frame.at(0) == VERSION && frame.at(1) == MESSAGE_FRAME;
  }

  /** Returns true if the frame is addressed to the cluster and the incarnation of this node. */
  public static boolean isFor(Bytes frame, ServerView node) {
    return frame.i64At(2) == node.identity().cluster()
        && frame.i64At(message(frame) - Long.BYTES) == node.identity().incarnation();
  }

  /** The incarnation of the sender's disk. */
  public static long senderIncarnation(Bytes frame) {
    return frame.i64At(2 + Long.BYTES + Integer.BYTES);
  }

  /** Returns true if the node knows the sender, by this incarnation, as a member. */
  public static boolean isFromMember(Bytes frame, int from, ServerView node) {
    long incarnation = senderIncarnation(frame);
    return node.raft()
        .membership()
        .member(from)
        .filter(member -> member.incarnation() == incarnation)
        .isPresent();
  }

  /** Returns true if only leaders send such a frame: entries, a heartbeat, a part of a snapshot. */
  public static boolean isFromALeader(Bytes frame) {
    if (frame.length() < 2 || frame.at(0) != VERSION) {
      return false;
    }
    int kind = frame.at(1) == MESSAGE_FRAME ? kind(frame) : 0;
    return frame.at(1) == CHUNK_FRAME || kind == APPEND || kind == HEARTBEAT;
  }

  /** Returns true if a reply to a pre-vote grants it. */
  public static boolean grantsPreVote(Bytes frame) {
    return frame.at(body(frame) + Long.BYTES) == 1;
  }

  /** The term in which the pre-vote was asked for that a reply answers. */
  public static long askedTerm(Bytes frame) {
    return frame.i64At(body(frame));
  }

  /** Returns true if a reply to a request for a vote grants it. */
  public static boolean grantsVote(Bytes frame) {
    return frame.at(body(frame)) == 1;
  }

  /** The last index of the log of a node that asks for a vote or a pre-vote. */
  public static long lastIndex(Bytes frame) {
    return frame.i64At(body(frame));
  }

  /** The last term of the log of a node that asks for a vote or a pre-vote. */
  public static long lastTerm(Bytes frame) {
    return frame.i64At(body(frame) + Long.BYTES);
  }

  /** The commit index that a heartbeat tells. */
  public static long heartbeatCommit(Bytes frame) {
    return frame.i64At(body(frame));
  }

  /** The sender's term. */
  public static long term(Bytes frame) {
    return frame.i64At(message(frame) + 2 * Integer.BYTES);
  }

  /** The number of the message's kind. */
  public static int kind(Bytes frame) {
    return frame.at(message(frame) + 2 * Integer.BYTES + Long.BYTES);
  }

  /**
   * Returns the frame as a node of another cluster would send it that has the same addresses and
   * members of the same numbers and incarnations: with a later term, or for a longer log.
   */
  static Bytes ofAnotherCluster(Bytes frame, int more) {
    ByteBuffer other = ByteBuffer.wrap(frame.toArray()).order(ByteOrder.LITTLE_ENDIAN);
    int message = message(frame);
    other.putLong(2, ~frame.i64At(2));
    other.putLong(message - IDENTITY_BYTES, ~frame.i64At(2));
    int kind = kind(frame);
    boolean ofLog = kind == APPEND_ACCEPTED || kind == HEARTBEAT;
    int raised = message + 2 * Integer.BYTES + (ofLog ? Long.BYTES + 1 : 0);
    other.putLong(raised, frame.i64At(raised) + more);
    return Bytes.copyOf(other.array());
  }

  /** The beginning of what differs between the kinds of messages. */
  private static int body(Bytes frame) {
    return message(frame) + 2 * Integer.BYTES + Long.BYTES + 1;
  }

  private static int message(Bytes frame) {
    int address = frame.i32At(2 + IDENTITY_BYTES);
    return 2 + IDENTITY_BYTES + Integer.BYTES + address + IDENTITY_BYTES;
  }
}
