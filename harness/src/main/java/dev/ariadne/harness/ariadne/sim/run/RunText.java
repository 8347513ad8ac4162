package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.harness.ariadne.sim.WorldConditions;
import dev.ariadne.harness.store.Scenario;
import java.util.Locale;

/** Worlds in words, for a person. */
final class RunText {

  private RunText() {}

  static String opening(Scenario scenario, WorldConditions conditions) {
    return String.format(
        Locale.ROOT,
        "Simulated: %d nodes, %d clients (%s, retry %s), workload %s on %d keys for %.0f s at"
            + " %.0f/s, seed %d%nFaults: %s%s%n%s",
        scenario.cluster().nodes(),
        scenario.load().concurrency(),
        scenario.load().clients(),
        scenario.load().retry(),
        scenario.load().workload(),
        scenario.load().keys(),
        scenario.timeLimitSeconds(),
        scenario.load().rate(),
        scenario.seed(),
        scenario.faults().kinds().isEmpty() ? "none" : String.join(", ", scenario.faults().kinds()),
        scenario.faults().scenes().isEmpty()
            ? ""
            : "; scenes: " + scenario.faults().scenes().size(),
        inWords(conditions));
  }

  private static String inWords(WorldConditions world) {
    return String.format(
        Locale.ROOT,
        "World: a tick is %d ms, a request is answered within %s; snapshots every %d entries, %d"
            + " kept%n  network  frames take %s to %s, %s; of a thousand %d lost, %d twice, %d late"
            + " by up to %s; snapshots in chunks of %,d bytes%n  disk     a step takes %s to %s;"
            + " segments of %,d bytes%n  appends  at most %,d bytes or %,d entries, %d on their"
            + " way; %,d bytes uncommitted%s; %,d reads wait%n  clocks  up to %,d millionths fast"
            + " or slow; background faults: %s; edge cases: %s",
        world.tickMillis(),
        time(world.requestMillis() * 1_000_000),
        world.snapshotCount(),
        world.keepEntries(),
        time(world.linkModel().delayNanosMin()),
        time(world.linkModel().delayNanosMin() + world.linkModel().delayNanosSpread()),
        world.linkModel().inOrder() ? "in order" : "in any order",
        world.linkModel().lossPerMille(),
        world.linkModel().doublePerMille(),
        world.linkModel().latePerMille(),
        time(world.linkModel().lateNanosMax()),
        world.bounds().chunkBytesMax(),
        time(world.diskNanosMin()),
        time(world.diskNanosMin() + world.diskNanosSpread()),
        world.bounds().segmentBytesMax(),
        world.bounds().appendBytesMax(),
        world.bounds().appendEntriesMax(),
        world.bounds().inflightMax(),
        world.bounds().uncommittedBytesMax(),
        world.valueBytes() == 0
            ? ""
            : String.format(Locale.ROOT, "; some values around %,d bytes", world.valueBytes()),
        world.bounds().readsPendingMax(),
        world.driftPpmMax(),
        every(world.backgroundFaultMillis()),
        every(world.edgeCaseMillis()));
  }

  private static String every(long millis) {
    return millis == 0 ? "none" : "every " + time(millis * 1_000_000);
  }

  private static String time(long nanos) {
    return nanos < 1_000_000_000
        ? String.format(Locale.ROOT, "%.2f ms", nanos / 1e6)
        : String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }
}
