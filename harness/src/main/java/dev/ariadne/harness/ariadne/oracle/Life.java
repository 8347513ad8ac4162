package dev.ariadne.harness.ariadne.oracle;

/** One life of a member's disk: the unit that promises hold for. */
record Life(int id, long incarnation) {

  @Override
  public String toString() {
    return "node " + id;
  }
}
