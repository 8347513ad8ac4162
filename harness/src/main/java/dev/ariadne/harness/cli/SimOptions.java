package dev.ariadne.harness.cli;

import dev.ariadne.harness.OutputPath;
import dev.ariadne.harness.report.SweepVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Further options of a simulated test. */
final class SimOptions {
  /** The largest number of worlds at a time. */
  private static final int THREADS_MAX = 1024;

  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");

  @Option(
      names = "--sim",
      description = {
        "Simulates the whole cluster in one thread on virtual time: one seed",
        "is one run."
      })
  private boolean sim;

  @Option(
      names = "--swarm",
      negatable = true,
      description = {
        "With --sim: each seed draws its own world: nodes, workload, faults,",
        "network and disks. Options that you give are the same in all worlds.",
        "[on with --seeds; otherwise the world is that of a live run]"
      })
  private Boolean swarm;

  @Option(
      names = "--seeds",
      paramLabel = "A..B",
      description = "With --sim: runs the worlds of all these seeds and lists those that fail.")
  private String seeds;

  @Option(
      names = "--vacuous-max",
      paramLabel = "SHARE%",
      description = {
        "With --seeds: exit status 2 if more worlds than this show nothing,",
        "such as 50%%. [100%%: only if no world shows anything]"
      })
  private String vacuousMax;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "With --seeds: worlds at a time. [one for each core]")
  private String threads;

  @Option(
      names = "--twice",
      description = "With --sim: runs each world twice and shows where they differ, if they do.")
  private boolean twice;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "With --sim and one seed: writes down the decisions that the run took.")
  private Path record;

  @Option(
      names = "--decisions",
      paramLabel = "FILE",
      description = "With --sim: takes the decisions of a recorded run, and no others.")
  private Path decisions;

  /** Returns true if the test is simulated. */
  boolean sim(CommandSpec spec) {
    if (!sim) {
      refuse(spec, "--seeds", seeds != null);
      refuse(spec, swarm == null || swarm ? "--swarm" : "--no-swarm", swarm != null);
      refuse(spec, "--vacuous-max", vacuousMax != null);
      refuse(spec, "--threads", threads != null);
      refuse(spec, "--twice", twice);
      refuse(spec, "--record", record != null);
      refuse(spec, "--decisions", decisions != null);
    }
    return sim;
  }

  private static void refuse(CommandSpec spec, String option, boolean given) {
    if (given) {
      throw new ParameterException(spec.commandLine(), option + " is for simulated tests: --sim");
    }
  }

  /** The first and the last seed; one seed unless a range was given. */
  long[] seeds(CommandSpec spec, long one) {
    if (seeds == null) {
      return new long[] {one, one};
    }
    Matcher range = RANGE.matcher(seeds);
    if (!range.matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--seeds: expected two whole numbers of at most 18 digits such as 1..1000, found '"
              + seeds
              + "'");
    }
    long first = Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(2));
    if (last < first) {
      throw new ParameterException(
          spec.commandLine(),
          "--seeds: " + seeds + " holds no seed: the smaller number comes first");
    }
    if (record != null || decisions != null) {
      throw new ParameterException(
          spec.commandLine(), "--record and --decisions are for one seed, not for --seeds");
    }
    return new long[] {first, last};
  }

  /** The largest share of vacuous worlds that does not make the sweep vacuous, from 0 to 1. */
  double vacuousMax(CommandSpec spec) {
    if (vacuousMax == null) {
      return SweepVerdict.ANY_SHARE;
    }
    if (!many()) {
      throw new ParameterException(
          spec.commandLine(), "--vacuous-max is for many worlds: say which with --seeds");
    }
    return SweepVerdict.share(vacuousMax)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--vacuous-max: expected a share from 0% to 100%, such as 50%; found '"
                        + vacuousMax
                        + "'"));
  }

  int threads(CommandSpec spec) {
    return threads == null
        ? Runtime.getRuntime().availableProcessors()
        : (int) OptionNumbers.whole(spec, "--threads", threads, 1, THREADS_MAX);
  }

  boolean many() {
    return seeds != null;
  }

  /** Returns true if each seed draws its own world. */
  boolean swarm() {
    return swarm == null ? many() : swarm;
  }

  /** Returns true if a command with only this seed needs {@code --swarm} to run the same world. */
  boolean swarmUnsaid() {
    return swarm == null && many();
  }

  /**
   * Checks that the output files can be written and the input files exist.
   *
   * @throws ParameterException if not; the message names the option, the path and the reason
   */
  void checkFiles(CommandSpec spec) {
    record()
        .flatMap(OutputPath::fileProblem)
        .ifPresent(
            problem -> {
              throw OptionNumbers.bad(spec, "--record", problem);
            });
    if (decisions != null && (!Files.exists(decisions) || Files.isDirectory(decisions))) {
      throw OptionNumbers.bad(
          spec,
          "--decisions",
          Files.exists(decisions)
              ? decisions + " is a directory: name one that --record has written"
              : "there is no file '" + decisions + "': name one that --record has written");
    }
  }

  boolean twice() {
    return twice;
  }

  Optional<Path> record() {
    return Optional.ofNullable(record);
  }

  Optional<Path> decisions() {
    return Optional.ofNullable(decisions);
  }
}
