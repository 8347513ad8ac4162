package dev.ariadne.harness.ariadne.oracle;

import java.util.Optional;

/** Where one start of a server runs: what is inside, and the disk below. */
public interface ObservedProcess {

  /** The node, once it serves; the same object from then on. */
  Optional<NodeView> view();

  DurableImage disk();

  /** The log's directory on the disk. */
  String logDirectory();

  /** The snapshots' directory on the disk. */
  String snapshotDirectory();
}
