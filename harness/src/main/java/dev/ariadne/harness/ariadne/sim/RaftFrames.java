package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.server.base.Bytes;

/** Reads where a message stands in a frame of raft's; the format is {@code FrameCodec}'s. */
final class RaftFrames {

  private static final int IDENTITY_BYTES = Long.BYTES + Integer.BYTES + Long.BYTES;

  private RaftFrames() {}

  /** Whether it carries a message of raft's. */
  static boolean isMessage(Bytes frame) {
    return frame.length() >= 2 && frame.at(0) == 1 && frame.at(1) == 1;
  }

  /** The sender's term. */
  static long term(Bytes frame) {
    return frame.i64At(message(frame) + 2 * Integer.BYTES);
  }

  /** What kind of message it is. */
  static int kind(Bytes frame) {
    return frame.at(message(frame) + 2 * Integer.BYTES + Long.BYTES);
  }

  private static int message(Bytes frame) {
    int address = frame.i32At(2 + IDENTITY_BYTES);
    return 2 + IDENTITY_BYTES + Integer.BYTES + address + IDENTITY_BYTES;
  }
}
