package dev.ariadne.server.wal;

/**
 * Bytes that were durable are bad or gone. No crash does that, so the node must not serve: what is
 * missing may have been promised. Nothing on the disk was changed.
 */
public final class DamageException extends Exception {

  private static final long serialVersionUID = 1;

  private static final String ADVICE =
      "This node refuses to serve, because what is lost may have been promised to others. Remove"
          + " the member from the cluster and add it again with an empty data directory, or restore"
          + " the file from a copy of exactly this state.";

  private final String file;
  private final long offset;
  private final long index;

  DamageException(String file, long offset, long index, String what) {
    super(
        "%s is damaged at offset %d, after entry %d: %s. %s"
            .formatted(file, offset, index, what, ADVICE));
    this.file = file;
    this.offset = offset;
    this.index = index;
  }

  /** The damaged file, relative to the data directory. */
  public String file() {
    return file;
  }

  /** Where in the file the first thing is that cannot be read. */
  public long offset() {
    return offset;
  }

  /** The last entry that was read before it, or that a damaged snapshot covers; 0 for none. */
  public long index() {
    return index;
  }
}
