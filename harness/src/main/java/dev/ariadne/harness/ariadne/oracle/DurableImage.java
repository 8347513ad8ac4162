package dev.ariadne.harness.ariadne.oracle;

import java.util.List;

/**
 * What would be left on a node's disk if its power failed now and everything not synced were lost.
 * Names are relative to the node's data directory.
 */
public interface DurableImage {

  /** Rises whenever anything here may have changed. */
  long version();

  /** The size of a durable file, -1 if there is none of this name. */
  long size(String file);

  /** A file's bytes from an offset to its end, in an array of the caller's. */
  byte[] read(String file, long offset);

  /** Names of the durable files in a directory, sorted, without the directory's. */
  List<String> list(String directory);
}
