package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.ariadne.sim.LinkModel;
import dev.ariadne.harness.ariadne.sim.WorldConditions;
import dev.ariadne.harness.ariadne.sim.WorldConditionsText;
import dev.ariadne.harness.client.Clients;
import dev.ariadne.harness.client.Retry;
import dev.ariadne.harness.nemesis.FaultKind;
import dev.ariadne.harness.nemesis.FaultKinds;
import dev.ariadne.harness.scene.SceneKinds;
import dev.ariadne.harness.store.ClusterSize;
import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.FaultSchedule;
import dev.ariadne.harness.store.Load;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.workload.RegisterWorkload;
import dev.ariadne.harness.workload.SetWorkload;
import dev.ariadne.harness.workload.Workloads;
import dev.ariadne.server.kv.Image;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.node.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Each seed's own world: its size, what clients do, which faults there are and which are off
 * altogether, how small everything is. What was asked for by name is left as it is. Swarm testing
 * (Groce et al., 2012): many worlds that differ find more than one that has everything.
 */
public final class Swarm {

  /** Longer than all tries of an operation can take: entries of half a minute. */
  private static final long WINDOW_OF_IDS = 20_000;

  /** Entries between snapshots at the least where values are large. */
  private static final long LARGE_SNAPSHOT_COUNT_MIN = 20;

  /** Of so many worlds one has a kind of fault that is drawn often. */
  private static final int OFTEN = 2;

  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;

  /** The scenario and the conditions that are drawn for a seed. */
  record TestConfiguration(Scenario scenario, WorldConditions conditions) {}

  private final Decisions decisions;
  private final Set<Dimension> fixed;

  /**
   * @param fixed dimensions in which the scenario that is asked for counts
   */
  Swarm(Decisions decisions, Set<Dimension> fixed) {
    this.decisions = decisions;
    this.fixed = fixed;
  }

  TestConfiguration draw(Scenario asked) {
    if (!asked.world().isEmpty()) {
      return new TestConfiguration(asked, WorldConditions.of(asked)); // drawn before
    }
    if (fixed.contains(Dimension.CONDITIONS)) {
      return world(asked, WorldConditions.usual(asked));
    }
    Scenario scenario = scenario(asked);
    return world(scenario, conditions(scenario));
  }

  private static TestConfiguration world(Scenario scenario, WorldConditions conditions) {
    return new TestConfiguration(scenario.in(WorldConditionsText.of(conditions)), conditions);
  }

  private int pick(String what, int bound) {
    return decisions.pick("swarm/" + what, 0, bound);
  }

  @SafeVarargs
  private <T> T one(String what, T... of) {
    return of[pick(what, of.length)];
  }

  private boolean free(Dimension dimension) {
    return !fixed.contains(dimension);
  }

  private Scenario scenario(Scenario asked) {
    int nodes =
        free(Dimension.NODES)
            ? one("nodes", 5, 3, 1, 3, 5, 4, 3, 5, 2, 3, 5, 7, 3, 6)
            : asked.cluster().nodes();
    int concurrency =
        free(Dimension.CONCURRENCY)
            ? Math.max(2, nodes * one("concurrency", 3, 1, 2, 4))
            : asked.load().concurrency();
    String workload =
        free(Dimension.WORKLOAD)
            ? Workloads.NAMES.get(pick("workload", 4))
            : asked.load().workload();
    List<String> nemesis = free(Dimension.NEMESIS) ? faults(nodes) : asked.faults().kinds();
    double rate =
        free(Dimension.RATE) ? one("rate", 300.0, 100.0, 30.0, 600.0) : asked.load().rate();
    double timeLimit =
        free(Dimension.TIME_LIMIT) ? one("time-limit", 10.0, 6.0, 15.0) : asked.timeLimitSeconds();
    int keys = free(Dimension.KEYS) ? one("keys", 5, 1, 2, 8) : asked.load().keys();
    double interval =
        free(Dimension.NEMESIS_INTERVAL)
            ? one("nemesis-interval", 2.0, 0.5, 1.0, 3.0)
            : asked.faults().intervalSeconds();
    long snapshotCount =
        free(Dimension.SNAPSHOT_COUNT)
            ? one("snapshot-count", 50L, 3L, 5L, 10L, 20L, 100L, 3L, 5L)
            : asked.cluster().snapshotCount();
    long keepEntries =
        free(Dimension.KEEP_ENTRIES)
            ? one("keep-entries", 20L, 0L, 0L, 0L, 1L, 5L)
            : asked.cluster().keepEntries();
    String clients =
        free(Dimension.CLIENTS)
            ? one("clients", Clients.STAY, Clients.HOP)
            : asked.load().clients();
    String retry =
        free(Dimension.RETRY)
            ? one("retry", Retry.NONE.word(), Retry.ID.word(), Retry.BLIND.word())
            : asked.load().retry();
    // A world that comes up late is healed all the same, and then has to answer.
    double setupLimit =
        free(Dimension.SETUP_LIMIT) ? Scenario.NO_SETUP_LIMIT : asked.setupLimitSeconds();
    boolean staleReads = asked.load().staleReads();
    return Scenario.of(asked.target(), workload, asked.seed())
        .with(new ClusterSize(nodes, snapshotCount, keepEntries))
        .with(
            new Load(workload, keys, concurrency, rate, clients, retry, staleReads)
                .withReads(asked.load().readShare(), asked.load().readers())
                .withClientTimeout(asked.load().clientTimeoutSeconds()))
        .with(new FaultSchedule(nemesis, scenes(asked, nemesis), interval))
        .withTimeLimit(timeLimit)
        .withSetupLimit(setupLimit);
  }

  /** All scenes in two of three worlds that have faults at all. */
  private List<String> scenes(Scenario asked, List<String> nemesis) {
    if (!free(Dimension.SCENES)) {
      return asked.faults().scenes();
    }
    return nemesis.isEmpty() || pick("scenes", 3) == 0 ? List.of() : SceneKinds.names();
  }

  /** Each kind in one of so many worlds as the kind says; in some worlds none. */
  private List<String> faults(int nodes) {
    List<String> kinds = new ArrayList<>();
    if (pick("no-faults", 12) == 1) {
      return kinds;
    }
    List<String> often = new ArrayList<>();
    for (FaultKind kind : FaultKinds.all()) {
      if (kind.oneWorldOf() == OFTEN) {
        often.add(kind.name());
      }
      if (kind.oneWorldOf() > 0 && pick("fault/" + kind.name(), kind.oneWorldOf()) == 1) {
        kinds.add(kind.name());
      }
    }
    if (kinds.isEmpty()) {
      kinds.add(often.get(pick("one-fault", often.size())));
    }
    return kinds;
  }

  private WorldConditions conditions(Scenario scenario) {
    WorldConditions usual = WorldConditions.usual(scenario);
    boolean remembers =
        Retry.of(scenario.load().retry()) == Retry.ID || !scenario.faults().scenes().isEmpty();
    ServerOptions.Bounds drawn = bounds();
    long valueBytes = valueBytes(scenario, drawn);
    ServerOptions.Bounds bounds = valueBytes == 0 ? drawn : withUsualChunks(drawn);
    return new WorldConditions(
        usual.nodes(),
        usual.snapshotCount(),
        usual.keepEntries(),
        usual.keeper(),
        usual.staleReads(),
        usual.clientNanos(),
        one("tick", 100L, 100L, 50L, 20L),
        one("request", 5_000L, 2_000L, 500L),
        usual.requestsMax(),
        // A request id is remembered for a window: clients that try again rely on it, those of
        // scenes, too.
        remembers ? WINDOW_OF_IDS : one("window", 2_000L, 1_000L, 50L),
        bounds,
        linkModel(),
        one("disk-min", 20 * MICRO, 100 * MICRO, MILLI),
        isNarrow(bounds)
            ? one("disk-spread", 400 * MICRO, 50 * MICRO, 3 * MILLI)
            : one("disk-spread", 400 * MICRO, 50 * MICRO, 5 * MILLI, 30 * MILLI),
        one("drift", 200, 0, 20_000),
        backgroundFaultMillis(scenario),
        one("visits", 0L, 200L, 0L, 50L),
        valueBytes);
  }

  /** Megabytes in chunks of 4 KiB, each acknowledged, take minutes: longer than anybody waits. */
  private static ServerOptions.Bounds withUsualChunks(ServerOptions.Bounds drawn) {
    return new ServerOptions.Bounds(
        drawn.appendBytesMax(),
        drawn.appendEntriesMax(),
        drawn.inflightMax(),
        drawn.uncommittedBytesMax(),
        drawn.segmentBytesMax(),
        drawn.readsPendingMax(),
        ServerOptions.Bounds.DEFAULT.chunkBytesMax());
  }

  /** Around the bound on something that a value has to go through, in half of the worlds. */
  private long valueBytes(Scenario scenario, ServerOptions.Bounds bounds) {
    List<Long> sizes = new ArrayList<>(List.of(0L, 0L, 0L));
    sizes.add(Math.min(Math.max(bounds.appendBytesMax(), 100), 4_096));
    sizes.add(Math.min(bounds.segmentBytesMax(), 4_096));
    sizes.add(Math.min(bounds.uncommittedBytesMax(), 4_096));
    String workload = scenario.load().workload();
    // A list of such values would soon be as long as a value can be, and a count is none; and to
    // write all of them into a snapshot every few entries takes longer than all else together.
    boolean whole =
        (workload.equals(RegisterWorkload.NAME) || workload.equals(SetWorkload.NAME))
            && scenario.cluster().snapshotCount() >= LARGE_SNAPSHOT_COUNT_MIN;
    sizes.add(whole ? (long) Image.CHUNK_BYTES_MAX : 100L);
    sizes.add(whole && pick("value-limit", 4) == 1 ? (long) KvStore.VALUE_BYTES_MAX : 1_000L);
    return sizes.get(pick("value-bytes", sizes.size()));
  }

  /** In two of three worlds that have faults at all. */
  private long backgroundFaultMillis(Scenario scenario) {
    boolean none = !free(Dimension.NEMESIS) || scenario.faults().kinds().isEmpty();
    return none ? 0 : one("unrest", 0L, 1_000L, 300L, 0L, 100L, 300L);
  }

  private ServerOptions.Bounds bounds() {
    ServerOptions.Bounds usual = ServerOptions.Bounds.DEFAULT;
    ServerOptions.Bounds drawn =
        new ServerOptions.Bounds(
            one("append-bytes", usual.appendBytesMax(), usual.appendBytesMax(), 200L, 1L),
            one("append-entries", usual.appendEntriesMax(), usual.appendEntriesMax(), 1, 3),
            one("inflight", usual.inflightMax(), 256, 1, 2),
            one("uncommitted", usual.uncommittedBytesMax(), usual.uncommittedBytesMax(), 2_000L),
            one("segment-bytes", usual.segmentBytesMax(), usual.segmentBytesMax(), 600L),
            one("reads-pending", usual.readsPendingMax(), usual.readsPendingMax(), 30),
            one("chunk-bytes", usual.chunkBytesMax(), usual.chunkBytesMax(), 16_384, 4_096));
    return isNarrow(drawn)
        ? new ServerOptions.Bounds(
            drawn.appendBytesMax(),
            drawn.appendEntriesMax(),
            drawn.inflightMax(),
            2_000,
            usual.segmentBytesMax(),
            drawn.readsPendingMax(),
            drawn.chunkBytesMax())
        : drawn;
  }

  /**
   * Returns true if so little is under way at a time that clients want more than a slow disk can
   * do: what is waiting has to be kept short, or it takes minutes after the heal until anybody is
   * answered.
   */
  private static boolean isNarrow(ServerOptions.Bounds bounds) {
    return bounds.inflightMax() <= 2
        && (bounds.appendEntriesMax() <= 3 || bounds.appendBytesMax() <= 200);
  }

  private LinkModel linkModel() {
    return new LinkModel(
        one("delay-min", 250 * MICRO, 50 * MICRO, 5 * MILLI),
        one("delay-spread", 5 * MILLI, 200 * MICRO, 20 * MILLI),
        pick("in-order", 2) == 0,
        one("loss", 0, 0, 0, 5, 30, 150),
        one("double", 0, 0, 0, 5, 50, 300),
        one("late", 0, 0, 0, 5, 50, 300),
        one("late-max", 300 * MILLI, 3_000 * MILLI, 50 * MILLI));
  }
}
