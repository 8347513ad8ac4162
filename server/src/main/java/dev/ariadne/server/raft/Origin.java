package dev.ariadne.server.raft;

import java.util.Comparator;

/**
 * Identifies one proposal or one read round for all time: no two ever share it.
 *
 * @param id the member that made it
 * @param incarnation which life of that member's disk
 * @param boot which start of that incarnation, from 1; durable before its first use
 * @param sequence counts within the boot, from 1
 */
public record Origin(int id, long incarnation, long boot, long sequence)
    implements Comparable<Origin> {

  private static final Comparator<Origin> ORDER =
      Comparator.comparingInt(Origin::id)
          .thenComparingLong(Origin::incarnation)
          .thenComparingLong(Origin::boot)
          .thenComparingLong(Origin::sequence);

  @Override
  public int compareTo(Origin other) {
    return ORDER.compare(this, other);
  }
}
