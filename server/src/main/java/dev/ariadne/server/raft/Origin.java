package dev.ariadne.server.raft;

/**
 * Identifies one proposal or one read round for all time: no two ever share it.
 *
 * @param id the member that made it
 * @param incarnation which life of that member's disk
 * @param boot which start of that incarnation, from 1; durable before its first use
 * @param sequence counts within the boot, from where it was drawn
 */
public record Origin(int id, long incarnation, long boot, long sequence)
    implements Comparable<Origin> {

  @Override
  public int compareTo(Origin other) {
    if (id != other.id) {
      return Integer.compare(id, other.id);
    }
    if (incarnation != other.incarnation) {
      return Long.compare(incarnation, other.incarnation);
    }
    return boot != other.boot
        ? Long.compare(boot, other.boot)
        : Long.compare(sequence, other.sequence);
  }

  // By hand, since origins are looked up for every entry.

  @Override
  public boolean equals(Object other) {
    return other instanceof Origin that
        && sequence == that.sequence
        && id == that.id
        && boot == that.boot
        && incarnation == that.incarnation;
  }

  @Override
  public int hashCode() {
    return Long.hashCode((sequence * 31 + boot) * 0x9e3779b97f4a7c15L + incarnation * 31 + id);
  }
}
