package dev.ariadne.harness.cli;

import dev.ariadne.harness.DecisionsFile;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.report.ProgramName;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.run.DeterminismCheck;
import dev.ariadne.harness.run.RunRequest;
import dev.ariadne.harness.run.RunResult;
import dev.ariadne.harness.run.SimulationResult;
import dev.ariadne.harness.run.SimulationSpeed;
import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.run.Sweep;
import dev.ariadne.harness.run.SweepRequest;
import dev.ariadne.harness.run.SweepSummary;
import dev.ariadne.harness.run.TraceDigest;
import dev.ariadne.harness.run.TraceWindow;
import dev.ariadne.harness.run.WorldResult;
import dev.ariadne.harness.store.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;

/** The simulated part of {@code ariadne test}: runs one world or many, and prints the results. */
final class SimulatedTest {

  private final Simulator simulator;
  private final LongFunction<String> command;
  private final BiConsumer<Long, Checks.Outcome> told;
  private final PrintWriter out;

  /**
   * @param command gives the command that runs the world of a seed again
   * @param told receives the outcome of each world, in the order of the seeds
   */
  SimulatedTest(
      Simulator simulator,
      LongFunction<String> command,
      BiConsumer<Long, Checks.Outcome> told,
      PrintWriter out) {
    this.simulator = simulator;
    this.command = command;
    this.told = told;
    this.out = out;
  }

  /**
   * Runs one world and prints everything about it.
   *
   * @param twice true if the world is run twice and both runs have to be equal
   * @param record the file for its decisions, if there is one
   * @return the exit status
   */
  int one(RunRequest asked, boolean twice, Optional<Path> record) throws IOException {
    RunRequest traced = twice ? asked.tracing() : asked;
    RunRequest request = record.isPresent() ? traced.recording() : traced;
    long begun = System.nanoTime();
    RunResult run = simulator.run(request.noting(out::println));
    long tookNanos = System.nanoTime() - begun;
    long seed = run.scenario().seed();
    SimulationResult simulated = run.simulated().orElseThrow();
    RunDirectory directory = run.directory().orElseThrow();
    told.accept(seed, run.checks());
    out.println();
    out.print(VerdictText.of(run.checks()));
    out.println();
    out.println(line(seed, run.checks(), simulated.traceDigest(), simulated.operations()));
    out.println(
        new SimulationSpeed(
            simulated.operations(),
            simulated.nanos(),
            simulated.traceDigest().events(),
            tookNanos));
    if (record.isPresent()) {
      new DecisionsFile(seed, simulated.taken()).write(record.get());
      out.println("Decisions:   " + record.get());
    }
    int status = run.checks().verdict().exitStatus();
    if (twice) {
      Optional<String> difference = DeterminismCheck.difference(simulator, request, run);
      out.println("Twice:       " + difference.orElse("the same"));
      status = difference.isPresent() ? Verdict.INVALID.exitStatus() : status;
    }
    out.println("Report:      " + directory.report());
    out.println("Check again: " + ProgramName.get() + " check " + directory.history());
    out.println("Run again:   " + command.apply(seed));
    out.println("Replay:      " + ProgramName.get() + " replay " + directory.path());
    TraceWindow.commands(ProgramName.get(), directory.path(), run.checks(), run.evidence())
        .forEach(trace -> out.println("Trace:       " + trace));
    out.println("Exit status: " + status);
    out.flush();
    return status;
  }

  /**
   * Runs many worlds. Prints a line for each, then the combined verdict.
   *
   * @return the exit status
   */
  int many(SweepRequest request) throws IOException {
    SweepSummary summary =
        Sweep.run(
            simulator,
            request,
            world -> {
              told.accept(world.seed(), world.checks());
              out.println(line(world));
              out.flush();
            });
    out.println();
    if (!summary.counts().isEmpty()) {
      summary.counts().forEach((what, count) -> out.printf("%,14d  %s%n", count, what));
      out.println();
    }
    for (WorldResult world : summary.undecided()) {
      out.println("UNKNOWN " + world.seed() + "  " + VerdictText.wrong(world.checks()));
    }
    for (WorldResult world : summary.failed()) {
      out.println("FAILED  " + world.seed() + "  " + VerdictText.wrong(world.checks()));
      out.println("        " + command.apply(world.seed()));
      Optional.ofNullable(summary.directories().get(world.seed()))
          .ifPresent(directory -> out.println("        " + directory));
    }
    out.println("In all:          " + summary.speed());
    out.println("On one core:     " + summary.speedOnOneCore());
    summary.verdicts().reasons().forEach(out::println);
    boolean missing = summary.verdict() != summary.verdicts().verdict();
    out.println(
        missing
            ? "%s. VACUOUS. Never reached: %s. Exit status: %d"
                .formatted(
                    summary.verdicts().counts(),
                    String.join(", ", summary.neverReached()),
                    summary.verdict().exitStatus())
            : summary.verdicts().line());
    out.flush();
    return summary.verdict().exitStatus();
  }

  private static String line(WorldResult world) {
    return line(world.seed(), world.checks(), world.traceDigest(), world.operations());
  }

  /** The line of a world. */
  private static String line(
      long seed, Checks.Outcome checks, TraceDigest traceDigest, long operations) {
    return String.format(
        Locale.ROOT,
        "seed %-8d trace %016x  %-8s %6d ops %8d events  %s",
        seed,
        traceDigest.traceHash(),
        checks.verdict().name().toLowerCase(Locale.ROOT),
        operations,
        traceDigest.events(),
        VerdictText.wrong(checks));
  }
}
