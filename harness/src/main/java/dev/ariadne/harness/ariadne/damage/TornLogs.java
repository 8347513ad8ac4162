package dev.ariadne.harness.ariadne.damage;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.server.wal.DamageException;
import dev.ariadne.server.wal.Inspection;
import dev.ariadne.server.wal.WalReader;
import java.io.IOException;

/**
 * Changes the end of a stopped node's log as a crash during a write could have left it. The log
 * itself proves how far it is durable, so nothing is touched that the node may have promised.
 */
public final class TornLogs implements Capability.TornLog {

  private final StoppedDisks disks;

  public TornLogs(StoppedDisks disks) {
    this.disks = disks;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the node runs, or its log is damaged already
   */
  @Override
  public Torn tear(String node, Tear tear, long choice) {
    try (StoppedDisk disk = disks.open(node)) {
      return tear(disk, tear, choice);
    } catch (IOException e) {
      throw new IllegalStateException(node + "'s log cannot be torn: " + e.getMessage(), e);
    }
  }

  private static Torn tear(StoppedDisk disk, Tear tear, long choice) throws IOException {
    if (!WalReader.isBegun(disk.disk(), disk.logDirectory())) {
      return Torn.nothing(tear);
    }
    try {
      Inspection log = WalReader.inspect(disk.disk(), disk.logDirectory());
      if (log.boot() == 0) {
        // The log was created and never written to, so no write can have been interrupted at its
        // end.
        return Torn.nothing(tear);
      }
      TornTail torn = TornTail.choose(log, disk.durableBytes(log), tear, choice);
      disk.disk().run(torn.steps());
      disk.changed();
      return new Torn(
          torn.tear(), disk.shown(torn.file()), torn.offset(), torn.bytesCut(), torn.bytesAdded());
    } catch (DamageException e) {
      if (disk.isYetToJoin()) {
        return Torn.nothing(tear); // It has only a part of its first log.
      }
      throw new IllegalStateException(disk.node() + "'s log cannot be torn: " + e.getMessage(), e);
    }
  }
}
