package dev.ariadne.harness.ariadne.oracle;

/** One incarnation of a member. It has its own disk, and promises hold for it. */
record DiskIncarnation(int id, long incarnation) {

  // Written by hand, because every event looks incarnations up.

  @Override
  public boolean equals(Object other) {
    return other instanceof DiskIncarnation that
        && id == that.id
        && incarnation == that.incarnation;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(incarnation) + id;
  }

  @Override
  public String toString() {
    return "node " + id;
  }
}
