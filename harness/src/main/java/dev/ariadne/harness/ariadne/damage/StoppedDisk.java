package dev.ariadne.harness.ariadne.damage;

import dev.ariadne.server.port.Disk;
import dev.ariadne.server.wal.Inspection;
import java.io.IOException;

/** The disk of a stopped node. It is held until it is closed. */
public interface StoppedDisk extends AutoCloseable {

  /** The name of the node. */
  String node();

  Disk disk();

  /** The log's directory on the disk. */
  String logDirectory();

  /** The snapshots' directory on the disk. */
  String snapshotDirectory();

  /** The path of a file for people. */
  String shown(String file);

  /**
   * The number of bytes of the log's last segment that are certain to be durable. It is at least
   * the number that the log itself proves.
   */
  default long durableBytes(Inspection log) {
    return log.evidenceBytes();
  }

  /**
   * Returns true if the node was added and has not served on this disk yet. The disk may have a
   * part of a log.
   */
  boolean isYetToJoin();

  /** The disk was changed without the node. */
  default void changed() {}

  @Override
  default void close() throws IOException {}
}
