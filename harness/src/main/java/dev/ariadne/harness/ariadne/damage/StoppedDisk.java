package dev.ariadne.harness.ariadne.damage;

import dev.ariadne.server.port.Disk;
import dev.ariadne.server.wal.Inspection;
import java.io.IOException;

/** The disk of a node that does not run, held as long as something is done to it. */
public interface StoppedDisk extends AutoCloseable {

  /** The name of the node. */
  String node();

  Disk disk();

  /** The log's directory on the disk. */
  String logDirectory();

  /** The snapshots' directory on the disk. */
  String snapshotDirectory();

  /** A file of the disk as people find it. */
  String shown(String file);

  /**
   * How many bytes of the log's last segment are certain to be durable; not fewer than the log's
   * own evidence has.
   */
  default long durableBytes(Inspection log) {
    return log.evidenceBytes();
  }

  /** Whether the node was added and has not served on this disk: it may have a part of a log. */
  boolean isYetToJoin();

  /** The disk has been changed behind the node's back. */
  default void changed() {}

  @Override
  default void close() throws IOException {}
}
