package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.ariadne.damage.SyncedDamage;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.process.EventLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Damages synced data of a stopped node, and reports if the node notices. */
final class LiveDamage implements Capability.Damage {

  /** The time in which a damaged node has to refuse, with the start of its JVM. */
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
    Damaged damaged =
        SyncedDamage.damage(node -> LiveStoppedDisk.of(cluster.node(node)), name, kind, choice);
    out.add(name);
    return damaged;
  }

  /** The node has a new disk. */
  void wiped(String node) {
    out.remove(node);
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

  /** The last line of the last process; empty until its end is in the log. */
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
