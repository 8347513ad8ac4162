package dev.ariadne.harness.ariadne.oracle;

/** One incarnation of a member, with a disk of its own: the unit that promises hold for. */
record DiskIncarnation(int id, long incarnation) {

  // By hand, since incarnations are looked up with every event.

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
