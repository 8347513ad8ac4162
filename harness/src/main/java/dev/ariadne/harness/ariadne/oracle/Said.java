package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.base.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a frame between servers promises or claims, read from its bytes. Only what oracles judge is
 * here; every other frame says {@link Nothing}.
 *
 * <p>This reads the wire on its own, so that a server which sends something else than it means to
 * is seen as the others see it.
 */
sealed interface Said {

  /** The sender asks for votes in a term, and so votes for itself. */
  record Candidacy(long incarnation, int from, long term, long lastIndex, long lastTerm)
      implements Said {}

  /** The sender has voted for a candidate. */
  record Granted(long incarnation, int from, int to, long term) implements Said {}

  /**
   * The sender leads in a term, and has committed up to an index.
   *
   * @param verified the last index at which the receiver's log agrees with the sender's if it
   *     accepts this
   */
  record Leads(long incarnation, int from, long term, long commit, long verified) implements Said {}

  /** A part of a snapshot that ends at an index; all of that is committed. */
  record Chunk(long incarnation, long index) implements Said {}

  /** The sender's log agrees with the leader's up to an index, durably. */
  record Acknowledged(long incarnation, int from, int to, long term, long match) implements Said {}

  record Nothing() implements Said {}

  /** Cluster, member, incarnation. */
  int IDENTITY_BYTES = 20;

  Nothing NOTHING = new Nothing();

  /** Reads a frame as it left. */
  static Said read(Bytes frame) {
    if (frame.length() < 2 || frame.at(0) != 1 || frame.at(1) != 1 && frame.at(1) != 2) {
      return NOTHING;
    }
    ByteBuffer in = frame.asBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long incarnation = in.getLong(14);
    int address = in.getInt(2 + IDENTITY_BYTES);
    int message = 2 + IDENTITY_BYTES + 4 + address + IDENTITY_BYTES;
    if (frame.at(1) == 2) {
      return new Chunk(incarnation, in.getLong(message + 8));
    }
    int from = in.getInt(message);
    int to = in.getInt(message + 4);
    long term = in.getLong(message + 8);
    int kind = in.get(message + 16);
    int body = message + 17;
    return switch (kind) {
      case 3, 20 -> new Candidacy(incarnation, from, term, in.getLong(body), in.getLong(body + 8));
      case 4 -> in.get(body) == 1 ? new Granted(incarnation, from, to, term) : NOTHING;
      case 5 ->
          new Leads(
              incarnation,
              from,
              term,
              in.getLong(body + 16),
              in.getLong(body) + in.getInt(body + 24));
      case 6 -> new Acknowledged(incarnation, from, to, term, in.getLong(body));
      case 8 -> new Leads(incarnation, from, term, in.getLong(body), in.getLong(body));
      default -> NOTHING;
    };
  }
}
