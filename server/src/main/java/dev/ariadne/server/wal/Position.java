package dev.ariadne.server.wal;

import java.util.Comparator;

/**
 * A place in the log: everything before it, in this segment and in all earlier ones.
 *
 * @param segment the segment's sequence number, from 1
 * @param offset in bytes from the segment's beginning
 */
public record Position(long segment, long offset) implements Comparable<Position> {

  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::segment).thenComparingLong(Position::offset);

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  static Position later(Position a, Position b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
