package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.harness.Printable;
import dev.ariadne.harness.ariadne.sim.WorldConditions;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.store.Scenario;
import java.util.Locale;
import java.util.stream.Collectors;

/** Worlds in words, for a person. */
final class RunText {

  /** Characters that one check has in the line of a world. */
  private static final int WRONG_CHARS_MAX = 400;

  private RunText() {}

  static String opening(Scenario scenario, WorldConditions conditions) {
    return String.format(
        Locale.ROOT,
        "Simulated: %d nodes, %d clients (%s, retry %s), workload %s on %d keys for %.0f s at"
            + " %.0f/s, seed %d%nFaults: %s%n%s",
        scenario.nodes(),
        scenario.concurrency(),
        scenario.clients(),
        scenario.retry(),
        scenario.workload(),
        scenario.keys(),
        scenario.timeLimitSeconds(),
        scenario.rate(),
        scenario.seed(),
        scenario.nemesis().isEmpty() ? "none" : String.join(", ", scenario.nemesis()),
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
            + " or slow; accidents: %s; visits: %s",
        world.tickMillis(),
        time(world.requestMillis() * 1_000_000),
        world.snapshotCount(),
        world.keepEntries(),
        time(world.weather().delayNanosMin()),
        time(world.weather().delayNanosMin() + world.weather().delayNanosSpread()),
        world.weather().inOrder() ? "in order" : "in any order",
        world.weather().lossPerMille(),
        world.weather().doublePerMille(),
        world.weather().latePerMille(),
        time(world.weather().lateNanosMax()),
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
        every(world.unrestMillis()),
        every(world.visitMillis()));
  }

  private static String every(long millis) {
    return millis == 0 ? "none" : "every " + time(millis * 1_000_000);
  }

  private static String time(long nanos) {
    return nanos < 1_000_000_000
        ? String.format(Locale.ROOT, "%.2f ms", nanos / 1e6)
        : String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }

  /** A world in one line. */
  static String line(SimRun.Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "seed %-8d trace %016x  %-8s %6d ops %8d events  %s",
        outcome.seed(),
        outcome.traceHash(),
        word(outcome.checks().verdict()),
        outcome.operations(),
        outcome.events(),
        wrong(outcome));
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  /** What was not as it is to be, in a few words. */
  static String wrong(SimRun.Outcome outcome) {
    return outcome.checks().results().stream()
        .filter(result -> result.verdict() != Verdict.VALID)
        .filter(result -> result.verdict() != Verdict.VACUOUS)
        .map(RunText::wrong)
        .collect(Collectors.joining("; "));
  }

  private static String wrong(Result result) {
    String text = result.check() + ": " + result.withFirst(1);
    return Printable.line(text, WRONG_CHARS_MAX);
  }

  static String speed(long operations, long nanos, long events, long tookNanos) {
    double seconds = tookNanos / 1e9;
    return String.format(
        Locale.ROOT,
        "%.1f s of virtual time in %.1f s: %.0f operations a second executed and checked,"
            + " %.0f events a second, %.0f times real time",
        nanos / 1e9,
        seconds,
        operations / seconds,
        events / seconds,
        nanos / 1e9 / seconds);
  }
}
