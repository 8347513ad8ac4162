package dev.ariadne.harness.ariadne.oracle;

import java.util.Optional;

/** One boot of a server: its state and its disk. */
public interface ObservedProcess {

  /** The node, once it serves; the same object from then on. */
  Optional<NodeView> view();

  DurableImage disk();

  /** The log's directory on the disk. */
  String logDirectory();

  /** The snapshots' directory on the disk. */
  String snapshotDirectory();
}
