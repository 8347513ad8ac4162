package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.server.os.FileDisk;
import dev.ariadne.server.wal.DamageException;
import dev.ariadne.server.wal.Inspection;
import dev.ariadne.server.wal.TornTail;
import dev.ariadne.server.wal.WalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/**
 * Leaves a dead node's log as a crash in mid-write could have left it. Where that is possible is
 * decided by the log's own evidence: nothing that the node may have promised is touched.
 */
final class LiveTornLogs implements Capability.TornLog {

  private final Function<String, LiveNode> nodes;

  LiveTornLogs(Function<String, LiveNode> nodes) {
    this.nodes = nodes;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the node runs, has no log yet, or its log is damaged already
   */
  @Override
  public Torn tear(String name, Tear tear, long choice) {
    LiveNode node = nodes.apply(name);
    if (node.running()) {
      throw new IllegalStateException(name + " runs: only a dead node's log can be damaged");
    }
    try (FileDisk disk = FileDisk.open(node.data(), Runnable::run)) {
      Inspection log = WalReader.inspect(disk, ServerProgram.logDirectory(node.id()));
      if (log.boot() == 0) {
        // Laid down, and never written to: nothing can have been under way at its end.
        return Torn.nothing(tear);
      }
      TornTail.Tear torn = TornTail.tear(log, kind(tear), choice);
      disk.run(torn.steps());
      return new Torn(
          tear(torn.kind()),
          node.data().resolve(torn.file()).toString(),
          torn.offset(),
          torn.bytesCut(),
          torn.bytesAdded());
    } catch (DamageException e) {
      if (node.isYetToJoin()) {
        return Torn.nothing(tear); // It has no log, or only a part of its first.
      }
      throw new IllegalStateException(name + "'s log cannot be torn: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(name + "'s log cannot be torn", e);
    }
  }

  private static TornTail.Kind kind(Tear tear) {
    return switch (tear) {
      case CUT -> TornTail.Kind.CUT;
      case PART_OF_RECORD -> TornTail.Kind.PART_OF_BATCH;
      case GARBAGE -> TornTail.Kind.GARBAGE;
      case ZEROS -> TornTail.Kind.ZEROS;
    };
  }

  private static Tear tear(TornTail.Kind kind) {
    return switch (kind) {
      case CUT -> Tear.CUT;
      case PART_OF_BATCH -> Tear.PART_OF_RECORD;
      case GARBAGE -> Tear.GARBAGE;
      case ZEROS -> Tear.ZEROS;
    };
  }
}
