package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.process.EventLine;
import dev.ariadne.server.os.FileDisk;
import dev.ariadne.server.wal.DamageException;
import dev.ariadne.server.wal.SyncedDamage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Damages what a dead node has synced, and says whether the node noticed. */
final class LiveDamage implements Capability.Damage {

  /** How long a damaged node may take to refuse, its virtual machine's start included. */
  private static final Duration REACTION_LIMIT = Duration.ofSeconds(30);

  private static final long POLL_MILLIS = 50;

  private final LiveCluster cluster;
  private final Set<String> out = new ConcurrentSkipListSet<>();

  LiveDamage(LiveCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the node runs, has no log yet, or is damaged already
   */
  @Override
  public Damaged damage(String name, Kind kind, long choice) {
    LiveNode node = cluster.node(name);
    if (node.running()) {
      throw new IllegalStateException(name + " runs: only a dead node's disk can be damaged");
    }
    String log = ServerProgram.logDirectory(node.id());
    try (FileDisk disk = FileDisk.open(node.data(), Runnable::run)) {
      SyncedDamage.Strike strike = SyncedDamage.choose(disk, log, log + "-snap", of(kind), choice);
      disk.run(strike.steps());
      out.add(name);
      return new Damaged(
          of(strike.kind()),
          node.data().resolve(strike.file()).toString(),
          strike.offset(),
          strike.bytesCut(),
          strike.bitsFlipped());
    } catch (DamageException e) {
      throw new IllegalStateException(name + " is damaged already: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(name + "'s disk cannot be damaged", e);
    }
  }

  /** Its disk is another one now. */
  void wiped(String node) {
    out.remove(node);
  }

  private static SyncedDamage.Kind of(Kind kind) {
    return switch (kind) {
      case CUT -> SyncedDamage.Kind.CUT;
      case SEGMENT_GONE -> SyncedDamage.Kind.SEGMENT_GONE;
      case SNAPSHOT_GONE -> SyncedDamage.Kind.SNAPSHOT_GONE;
      case SNAPSHOT_CUT -> SyncedDamage.Kind.SNAPSHOT_CUT;
      case BIT -> SyncedDamage.Kind.BIT;
      case SNAPSHOT_BIT -> SyncedDamage.Kind.SNAPSHOT_BIT;
    };
  }

  private static Kind of(SyncedDamage.Kind kind) {
    return switch (kind) {
      case CUT -> Kind.CUT;
      case SEGMENT_GONE -> Kind.SEGMENT_GONE;
      case SNAPSHOT_GONE -> Kind.SNAPSHOT_GONE;
      case SNAPSHOT_CUT -> Kind.SNAPSHOT_CUT;
      case BIT -> Kind.BIT;
      case SNAPSHOT_BIT -> Kind.SNAPSHOT_BIT;
    };
  }

  @Override
  public Tried tryToStart(String name) {
    LiveNode node = cluster.node(name);
    cluster.startInAnyCase(name);
    long deadline = System.nanoTime() + REACTION_LIMIT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      if (!node.running()) {
        String said = lastWords(node);
        if (!said.isEmpty()) {
          return new Tried(said.contains("damaged") ? Reaction.NOTICED : Reaction.UNCLEAR, said);
        }
      } else if (cluster.statuses().stream().anyMatch(status -> status.node().equals(name))) {
        return new Tried(Reaction.SERVED, "it serves");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
    }
    node.kill();
    return new Tried(Reaction.UNCLEAR, "it neither served nor refused in time");
  }

  /** Of this life; empty until its end is in the log. */
  private static String lastWords(LiveNode node) {
    try {
      List<EventLine> events = node.log().events();
      EventLine last = events.get(events.size() - 1);
      return last.kind().equals("exited-by-itself") ? last.fields().get("last") : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> outOfService() {
    return cluster.nodes().stream().filter(out::contains).toList();
  }
}
