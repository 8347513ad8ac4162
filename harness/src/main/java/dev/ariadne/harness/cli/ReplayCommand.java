package dev.ariadne.harness.cli;

import dev.ariadne.harness.Printable;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.report.ProgramName;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.run.ReplayRequest;
import dev.ariadne.harness.run.RunResult;
import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.run.TargetRegistry;
import dev.ariadne.harness.run.TraceDigest;
import dev.ariadne.harness.run.TracePlace;
import dev.ariadne.harness.run.TraceWindow;
import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.RunRecord;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.SimulationRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ariadne replay}: repeats a stored run. */
@Command(
    name = "replay",
    description = {
      "Runs a stored run again.",
      "A simulated run repeats event for event; --trace shows every message. A live run cannot",
      "repeat exactly: --live does its operations and faults again at the same times, --sim looks",
      "for a simulated world that fails in the same way.",
      ""
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./ariadne replay store/latest                 the same events, hash and verdict",
      "  ./ariadne replay store/latest --trace         every message, start, end and answer",
      "  ./ariadne replay store/latest --until 5000    all nodes as they are after event 5000",
      "  ./ariadne replay store/latest --trace --from index:5149 --until index:5179",
      "                                                what happens between two lines of the"
          + " history",
      "  ./ariadne replay LIVE-RUN --live              the same operations at the same times",
      "  ./ariadne replay LIVE-RUN --sim --seeds 200   worlds in which the same goes wrong",
      "",
      "Exit status: that of the verdict (0 valid, 1 a violation, 2 unknown or vacuous, or no world",
      "was found), 254 bad usage or a run that cannot be replayed, 255 the harness itself failed,",
      "also if the same code did not do the same."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int SEEDS_MAX = 1_000_000;
  private static final int SEEDS = 100;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The directory of a run.")
  private Path path;

  @Option(names = "--trace", description = "Tells everything that happens, one line each.")
  private boolean trace;

  @Option(
      names = "--from",
      paramLabel = "PLACE",
      description = "With --trace: tells nothing before this place.")
  private String from;

  @Option(
      names = "--until",
      paramLabel = "PLACE",
      description = {
        "Stops after this place and shows every node. A place is an event, such as",
        "5000 (the number in front of each line of the trace), or an index of the",
        "history, as counterexamples name it, such as index:5179."
      })
  private String until;

  @Option(names = "--live", description = "Runs its operations and faults on real servers.")
  private boolean live;

  @Option(names = "--sim", description = "Looks for a world in which the same goes wrong.")
  private boolean sim;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "With --sim: how many worlds are tried. [" + SEEDS + "]")
  private String seeds;

  private final TargetRegistry targets;

  ReplayCommand(TargetRegistry targets) {
    this.targets = targets;
  }

  /** The error that a run cannot be replayed, with the reason in one line. */
  private static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfit(String why) {
      super(why);
    }
  }

  @Override
  public Integer call() throws IOException {
    try {
      return replay();
    } catch (Unfit e) {
      spec.commandLine().getErr().println(e.getMessage());
      return Main.BAD_USAGE;
    }
  }

  /** Refuses options that contradict each other for any run. */
  private void refuseContradictions() {
    boolean told = trace || from != null || until != null;
    if (live && (sim || told)) {
      throw bad("--live cannot be combined with --sim, --trace, --from or --until");
    }
    if (sim && told) {
      throw bad(
          "--sim cannot be combined with --trace, --from or --until: use these when you replay the"
              + " world that it finds");
    }
    if (seeds != null && !sim) {
      throw bad("--seeds goes with --sim only");
    }
    seeds();
    if (from != null && !trace) {
      throw bad("--from goes with --trace only");
    }
    place("--from", from, TracePlace.BEGINNING);
    place("--until", until, TracePlace.END);
  }

  private int seeds() {
    try {
      return seeds == null
          ? SEEDS
          : (int) OptionNumbers.whole(spec, "--seeds", seeds, 1, SEEDS_MAX);
    } catch (ParameterException e) {
      throw bad(e.getMessage());
    }
  }

  private static TracePlace place(String option, String text, TracePlace unsaid) {
    try {
      return text == null ? unsaid : TracePlace.of(text);
    } catch (IllegalArgumentException e) {
      throw bad(option + ": " + e.getMessage());
    }
  }

  private int replay() throws IOException {
    refuseContradictions();
    RunDirectory run = directory();
    Scenario scenario = scenario(run);
    refuseByHand(run);
    Optional<SimulationRecord> simulated = simulation(run);
    if (live) {
      return again(scenario, run);
    }
    if (simulated.isEmpty()) {
      if (!scenario.world().isEmpty()) {
        throw bad(
            run.simulation()
                + " is missing, and test.json says that this run was simulated: put it back from a"
                + " copy, or check what is left with "
                + ProgramName.get()
                + " check "
                + ProgramName.quote(path.toString()));
      }
      if (!sim) {
        throw bad(run.path() + " was a live run: say --live, or --sim --seeds N");
      }
      return twin(scenario, run);
    }
    if (sim) {
      throw bad(run.path() + " was a simulated run: it is replayed without --sim");
    }
    Optional<Path> decisions = Optional.of(run.decisions()).filter(Files::exists);
    return replay(scenario, simulated.get(), decisions);
  }

  /** Refuses a run by hand. Only its test can repeat it. */
  private static void refuseByHand(RunDirectory run) {
    try {
      if (run.readRun().map(RunRecord::ending).equals(Optional.of(RunRecord.BY_HAND))) {
        throw bad(run.path() + " was done by hand, by a test: run the test again with its seed");
      }
    } catch (IOException e) {
      throw bad(e.getMessage());
    }
  }

  // The stored run.

  private RunDirectory directory() {
    if (path.toString().isEmpty()) {
      throw bad("RUN: expected the directory of a run, found ''");
    }
    Path absolute = path.toAbsolutePath().normalize();
    if (!Files.exists(absolute)) {
      throw bad(path + ": there is no such run");
    }
    Path directory = Files.isDirectory(absolute) ? absolute : absolute.getParent();
    RunDirectory run = new RunDirectory(directory);
    if (!Files.exists(run.scenarioFile())) {
      throw bad(path + ": no run, or a damaged one: there is no test.json");
    }
    return run;
  }

  private Scenario scenario(RunDirectory run) {
    try {
      return run.scenario();
    } catch (IOException e) {
      throw bad(e.getMessage());
    }
  }

  private Optional<SimulationRecord> simulation(RunDirectory run) {
    try {
      return run.readSimulation();
    } catch (IOException e) {
      throw bad(e.getMessage());
    }
  }

  private Evidence evidence(RunDirectory run) {
    try {
      return Evidence.load(run);
    } catch (IOException e) {
      throw bad(e.getMessage());
    }
  }

  private Simulator simulator(Scenario scenario) {
    try {
      return targets.simulator(Optional.of(scenario.target()));
    } catch (IllegalArgumentException e) {
      throw bad(e.getMessage());
    }
  }

  private static Unfit bad(String problem) {
    return new Unfit(Printable.line(problem.lines().findFirst().orElse("")));
  }

  // A simulated run.

  private int replay(Scenario scenario, SimulationRecord stored, Optional<Path> decisions)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Simulator simulator = simulator(scenario);
    TracePlace first = place("--from", from, TracePlace.BEGINNING);
    TracePlace last = place("--until", until, TracePlace.END);
    Optional<RunResult> replayed;
    try {
      replayed =
          simulator.replay(
              scenario,
              new ReplayRequest(
                  Dimension.fixedBy(stored.said()), trace, first, last, decisions, out::println));
    } catch (IllegalArgumentException e) {
      throw bad(path + ": this scenario cannot be run: " + e.getMessage());
    } catch (CharacterCodingException e) {
      throw bad(decisions.orElse(path) + ": damaged: not UTF-8");
    } catch (IOException e) {
      throw bad(e.getMessage());
    }
    out.flush();
    if (replayed.isEmpty()) {
      return Verdict.VALID.exitStatus();
    }
    RunResult finished = replayed.get();
    TraceDigest traceDigest = finished.traceDigest().orElseThrow();
    reached("--until", last, finished);
    reached("--from", first, finished);
    Verdict verdict = finished.checks().verdict();
    out.println();
    out.print(VerdictText.of(finished.checks()));
    out.println();
    out.println("Replayed: " + traceDigest + ", " + word(verdict));
    if (!trace) {
      TraceWindow.commands(ProgramName.get(), path, finished.checks(), finished.evidence())
          .forEach(command -> out.println("Trace:    " + command));
    }
    int status =
        compared(stored, traceDigest, verdict, stored.code().equals(simulator.code()), out);
    out.flush();
    return status;
  }

  /** Refuses a place after the end of the run. */
  private static void reached(String option, TracePlace place, RunResult finished) {
    long events = finished.traceDigest().orElseThrow().events();
    long lines = finished.evidence().history().size();
    switch (place) {
      case TracePlace.Event(long number) -> {
        if (number > events && !place.equals(TracePlace.END)) {
          throw bad(option + ": the run has only " + events + " events, found " + number);
        }
      }
      case TracePlace.Index(long index) -> {
        if (index >= lines) {
          throw bad(
              "%s: the run's history has only the indices 0 to %d, found %s"
                  .formatted(option, lines - 1, place));
        }
      }
    }
  }

  private static int compared(
      SimulationRecord stored,
      TraceDigest traceDigest,
      Verdict verdict,
      boolean sameCode,
      PrintWriter out) {
    if (!stored.ended()) {
      out.println("The stored run was cut short: there is nothing to compare with.");
      return verdict.exitStatus();
    }
    out.println(
        "Stored:   %d events, trace %s, %s"
            .formatted(stored.events(), stored.traceHash(), stored.verdict()));
    boolean same =
        stored.events() == traceDigest.events()
            && stored.traceHash().equals("%016x".formatted(traceDigest.traceHash()))
            && stored.verdict().equals(word(verdict));
    if (same) {
      out.println("The same run, event for event.");
      return verdict.exitStatus();
    }
    if (sameCode) {
      out.println(
          "Not the same, although the code is: the files of the run were changed, or the simulation"
              + " is not deterministic.");
      return Main.HARNESS_FAILED;
    }
    out.println("The code has changed since, and with it the run.");
    return verdict.exitStatus();
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  // A live run.

  private int again(Scenario scenario, RunDirectory run) throws IOException {
    Evidence evidence = evidence(run);
    RecordedOperations recording = RecordedOperations.of(evidence.history());
    if (recording.begun().isEmpty()) {
      throw bad(path + ": nothing was begun in this run");
    }
    try {
      return new LiveReplay(targets.target(Optional.of(scenario.target())), scenario, recording)
          .run(storeOf(run, scenario), spec.commandLine().getOut());
    } catch (IllegalArgumentException e) {
      throw bad(path + ": this run cannot be done again: " + e.getMessage());
    }
  }

  /**
   * The store that contains the run, {@code STORE/NAME/TIME}; the default store for a run in any
   * other place.
   */
  static Path storeOf(RunDirectory run, Scenario scenario) throws IOException {
    Path ofName = run.path().toRealPath().getParent();
    boolean inStore = ofName != null && ofName.endsWith(scenario.name());
    return inStore ? ofName.getParent() : Path.of("store");
  }

  private int twin(Scenario scenario, RunDirectory run) throws IOException {
    Evidence evidence = evidence(run);
    Checks.Outcome stored = Checks.run(Checks.standard(scenario), evidence);
    if (stored.verdict() != Verdict.INVALID) {
      throw bad(path + ": nothing went wrong in this run, so there is nothing to look for");
    }
    try {
      return new SimulatedSearch(simulator(scenario), scenario, stored)
          .look(seeds(), storeOf(run, scenario), spec.commandLine().getOut());
    } catch (IllegalArgumentException e) {
      throw bad(path + ": this scenario cannot be simulated: " + e.getMessage());
    }
  }
}
