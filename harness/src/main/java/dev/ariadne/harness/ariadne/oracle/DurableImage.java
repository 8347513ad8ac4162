package dev.ariadne.harness.ariadne.oracle;

import java.util.List;

/**
 * The content of a node's disk if the power failed now and all data that is not synced were lost.
 * File names are relative to the node's data directory.
 */
public interface DurableImage {

  /** A number that rises whenever the content may have changed. */
  long version();

  /** The size of a durable file; -1 if no file has this name. */
  long size(String file);

  /** The bytes of a file from an offset to its end. The array belongs to the caller. */
  byte[] read(String file, long offset);

  /** The sorted names of the durable files in a directory, without the name of the directory. */
  List<String> list(String directory);
}
