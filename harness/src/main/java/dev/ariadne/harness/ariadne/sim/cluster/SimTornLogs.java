package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.server.wal.DamageException;
import dev.ariadne.server.wal.Inspection;
import dev.ariadne.server.wal.TornTail;
import dev.ariadne.server.wal.WalReader;
import java.io.IOException;

/** Leaves a dead node's log as a crash in mid-write could have left it. */
final class SimTornLogs implements Capability.TornLog {

  private final SimCluster cluster;

  SimTornLogs(SimCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Torn tear(String name, Tear tear, long choice) {
    SimNode node = cluster.node(name);
    if (node.running()) {
      throw new IllegalStateException(name + " runs: only a dead node's log can be damaged");
    }
    if (!node.disk().exists("raftexample-" + node.id() + "/note")) {
      // It was added, and has not begun its log yet.
      return Torn.nothing(tear);
    }
    try {
      Inspection log = WalReader.inspect(node.disk(), "raftexample-" + node.id());
      if (log.boot() == 0) {
        // Laid down, and never written to: nothing can have been under way at its end.
        return Torn.nothing(tear);
      }
      TornTail.Tear torn = TornTail.tear(fair(node, log), kind(tear), choice);
      node.disk().run(torn.steps());
      cluster.world().meddled(node);
      return new Torn(
          tear(torn.kind()),
          name + "/" + torn.file(),
          torn.offset(),
          torn.bytesCut(),
          torn.bytesAdded());
    } catch (DamageException | IOException e) {
      throw new IllegalStateException(name + "'s log cannot be torn: " + e.getMessage(), e);
    }
  }

  /**
   * After a power cut the evidence may be older than the truth: what was promised since is durable
   * all the same, and is left alone.
   */
  private static Inspection fair(SimNode node, Inspection log) {
    long durable = Math.min(node.disk().durableSize(log.file()), log.fileBytes());
    return durable <= log.evidenceBytes()
        ? log
        : new Inspection(
            log.identity(),
            log.evidence(),
            log.end(),
            log.file(),
            log.fileBytes(),
            durable,
            log.lastIndex(),
            log.boot(),
            log.torn(),
            log.nextBatch());
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
