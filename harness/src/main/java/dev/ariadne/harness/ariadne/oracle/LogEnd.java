package dev.ariadne.harness.ariadne.oracle;

/**
 * A position in a log's files between two batches.
 *
 * @param check the checksum of the last record before it
 */
record LogEnd(long segment, long offset, int check) {

  static final LogEnd NONE = new LogEnd(0, 0, 0);

  boolean isBeyond(LogEnd other) {
    return segment > other.segment || segment == other.segment && offset > other.offset;
  }

  @Override
  public String toString() {
    return "segment %d, offset %d".formatted(segment, offset);
  }
}
