package dev.ariadne.harness.cli;

import dev.ariadne.harness.DecisionsFile;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.client.Clients;
import dev.ariadne.harness.client.Retry;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.TargetProvider;
import dev.ariadne.harness.interpreter.LiveInterpreter;
import dev.ariadne.harness.nemesis.MissingCapabilityException;
import dev.ariadne.harness.report.MarkdownSummary;
import dev.ariadne.harness.report.ProgramName;
import dev.ariadne.harness.report.Progress;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.run.RunRequest;
import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.run.SweepRequest;
import dev.ariadne.harness.run.TargetRegistry;
import dev.ariadne.harness.run.TestRun;
import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.Store;
import dev.ariadne.harness.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ariadne test}: runs one test and prints its verdict. */
@Command(
    name = "test",
    description = {
      "Tests a cluster under faults and prints a verdict.",
      "The servers start, clients work while faults come and go, everything is healed, and the",
      "checks judge what the clients saw and what the servers kept.",
      ""
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./ariadne test",
      "  ./ariadne test --time-limit 120 --nemesis partition,kill --seed 7",
      "  ./ariadne test --nodes 3 --concurrency 4n --nemesis none",
      "  ./ariadne test --workload append --clients hop --retry id --nemesis partition,kill",
      "  ./ariadne test --nemesis slow,client-cut",
      "  ./ariadne test --sim --seed 42      the same in simulation; again, bit for bit",
      "  ./ariadne test --sim --seeds 1..1000         a world of its own for each seed",
      "  ./ariadne test --sim --seeds 1..50 --summary $GITHUB_STEP_SUMMARY --vacuous-max 80%%",
      "  ./ariadne test --stale-reads        (exit status 1, with a counterexample)",
      "",
      "Exit status: 0 valid, 1 a violation, 2 unknown or vacuous, 254 bad usage,",
      "255 the harness itself failed."
    })
final class TestCommand implements Callable<Integer> {

  /** The time limit for an operation. A client answers within its own limit, which is far below. */
  private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

  /** The time for open operations after Ctrl-C. */
  private static final long STOP_NANOS_MAX = TimeUnit.SECONDS.toNanos(6);

  /** The options that are not repeated for another seed. */
  private static final List<String> OF_ONE_RUN =
      List.of("--seed", "--seeds", "--record", "--decisions", "--summary", "--vacuous-max");

  @Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private TestOptions options;

  @Mixin private SimOptions simOptions;

  private final TargetRegistry targets;

  TestCommand(TargetRegistry targets) {
    this.targets = targets;
  }

  private <T> T chosen(Function<TargetRegistry, T> choice) {
    try {
      return choice.apply(targets);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--target: " + e.getMessage(), e);
    }
  }

  @Override
  public Integer call() throws IOException {
    return simOptions.sim(spec) ? simulated() : live();
  }

  private int simulated() throws IOException {
    Simulator simulator = chosen(known -> known.simulator(options.target()));
    Scenario scenario = options.scenario(simulator.target(), spec);
    long[] seeds = simOptions.seeds(spec, scenario.seed());
    options.checkOutputs(spec);
    simOptions.checkFiles(spec);
    Set<Dimension> fixed = fixed();
    MarkdownSummary summary =
        new MarkdownSummary(
            "Simulated: " + scenario.target(), this::again, simOptions.vacuousMax(spec));
    SimulatedTest test =
        new SimulatedTest(simulator, this::again, summary::add, spec.commandLine().getOut());
    try {
      int status =
          simOptions.many()
              ? test.many(
                  new SweepRequest(
                      scenario,
                      fixed,
                      seeds[0],
                      seeds[1],
                      simOptions.threads(spec),
                      simOptions.twice(),
                      options.store(),
                      simOptions.vacuousMax(spec)))
              : test.one(
                  one(scenario.withSeed(seeds[0]), fixed), simOptions.twice(), simOptions.record());
      options.writeSummary(summary);
      return status;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private RunRequest one(Scenario scenario, Set<Dimension> fixed) {
    RunRequest run = RunRequest.of(scenario, fixed).storedIn(options.store());
    try {
      return simOptions.decisions().isPresent()
          ? run.taking(DecisionsFile.read(simOptions.decisions().get()))
          : run;
    } catch (IOException e) {
      throw new IllegalArgumentException("--decisions: " + e.getMessage(), e);
    }
  }

  private Set<Dimension> fixed() {
    List<String> given = new ArrayList<>();
    spec.commandLine().getParseResult().matchedOptions().forEach(o -> given.add(o.longestName()));
    if (!simOptions.swarm()) {
      given.add(Dimension.CONDITIONS.option());
    }
    return Dimension.fixedBy(given);
  }

  private int live() throws IOException {
    TargetProvider target = chosen(known -> known.target(options.target()));
    Scenario scenario = options.scenario(target.name(), spec);
    options.checkOutputs(spec);
    PrintWriter out = spec.commandLine().getOut();
    Store store = new Store(options.store());
    RunDirectory directory = store.begin(scenario, ZonedDateTime.now());
    out.println(opening(scenario));
    out.println("Store: " + shown(directory.path()));
    out.flush();

    LiveInterpreter interpreter =
        new LiveInterpreter(System::nanoTime, ANSWER_NANOS_MAX, STOP_NANOS_MAX);
    Interruption interruption = Interruption.guarding(interpreter, out);
    int status = Main.HARNESS_FAILED;
    try {
      Checks.Outcome outcome = run(target, scenario, directory, interpreter, out);
      status = outcome.verdict().exitStatus();
      MarkdownSummary summary = new MarkdownSummary(opening(scenario), this::again);
      summary.add(scenario.seed(), outcome);
      summary.kept(directory);
      options.writeSummary(summary);
      out.println();
      out.print(VerdictText.of(outcome));
      out.println();
      out.println("Report:      " + shown(directory.report()));
      out.println("Check again: " + ProgramName.get() + " check " + shown(directory.history()));
      out.println("Run again:   " + again(scenario.seed()));
      out.println("Exit status: " + status + meaning(outcome.verdict()));
      out.flush();
      return status;
    } catch (MissingCapabilityException e) {
      status = Main.BAD_USAGE;
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } finally {
      interruption.finished(status);
    }
  }

  private Checks.Outcome run(
      TargetProvider target,
      Scenario scenario,
      RunDirectory directory,
      LiveInterpreter interpreter,
      PrintWriter out)
      throws IOException, MissingCapabilityException {
    Progress progress = new Progress();
    Cluster cluster = target.open(scenario.clusterOptions(directory.path()));
    try (ProgressPrinter printer =
        ProgressPrinter.start(out, progress, cluster.capability(Capability.Roles.class))) {
      return new TestRun(
              scenario,
              directory,
              cluster,
              interpreter,
              Workloads.named(scenario.load().workload(), scenario.load().keys()),
              progress,
              printer::note)
          .execute();
    }
  }

  private static String opening(Scenario scenario) {
    return String.format(
        "%d nodes, %d clients, workload %s on %d keys for %s s, seed %d; faults: %s%s%s%s%s",
        scenario.cluster().nodes(),
        scenario.load().concurrency(),
        scenario.load().workload(),
        scenario.load().keys(),
        plain(scenario.timeLimitSeconds()),
        scenario.seed(),
        scenario.faults().kinds().isEmpty() ? "none" : String.join(", ", scenario.faults().kinds()),
        scenario.faults().scenes().isEmpty()
            ? ""
            : "; scenes: " + scenario.faults().scenes().size(),
        scenario.load().clients().equals(Clients.HOP) ? "; clients hop" : "",
        Retry.of(scenario.load().retry()) == Retry.NONE
            ? ""
            : "; retries: " + scenario.load().retry(),
        scenario.load().staleReads() ? "; reads are stale on purpose" : "");
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static String meaning(Verdict verdict) {
    return switch (verdict) {
      case VALID -> " (valid)";
      case INVALID -> " (a violation)";
      case UNKNOWN -> " (unknown)";
      case VACUOUS -> " (vacuous)";
    };
  }

  /** A path for people: relative if it is below the working directory. */
  private static Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path) : path;
  }

  private String again(long seed) {
    List<String> given = spec.commandLine().getParseResult().originalArgs();
    List<String> words = new ArrayList<>(List.of(ProgramName.get(), "test"));
    boolean skip = false;
    for (String word :
        given.subList(given.isEmpty() ? 0 : given.indexOf("test") + 1, given.size())) {
      boolean left = OF_ONE_RUN.stream().anyMatch(o -> word.equals(o) || word.startsWith(o + "="));
      if (!skip && !left) {
        words.add(ProgramName.quote(word));
      }
      skip = left && !word.contains("=");
    }
    if (simOptions.swarmUnsaid()) {
      words.add("--swarm");
    }
    words.add("--seed");
    words.add(Long.toString(seed));
    return String.join(" ", words);
  }
}
