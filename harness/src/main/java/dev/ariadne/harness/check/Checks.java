package dev.ariadne.harness.check;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.store.RunRecord;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.workload.AppendWorkload;
import dev.ariadne.harness.workload.CounterWorkload;
import dev.ariadne.harness.workload.RegisterWorkload;
import dev.ariadne.harness.workload.SetWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** Several checks as one. */
public final class Checks {

  /** The name of the check on the oracles. Only a simulation has it. */
  public static final String INSIDE = OraclesCheck.NAME;

  private Checks() {}

  /** All checks of a run with this scenario, in the order of the output. */
  public static List<Check> standard(Scenario scenario) {
    Optional<CheckProvider> provided = provided(scenario.load().workload());
    if (provided.isPresent()) {
      return List.of(
          provided.get().check(),
          new FinalReadsCheck(),
          new NodesCheck(),
          new FaultsCheck(),
          new StatsCheck());
    }
    return List.of(
        ofWorkload(scenario.load().workload()),
        new FinalReadsCheck(),
        new NodesCheck(),
        new SnapshotRecoveryCheck(),
        new FaultsCheck(),
        new StatsCheck());
  }

  /** All checks of the run that left this evidence. */
  public static List<Check> asked(Evidence evidence) {
    if (!evidence.run().ending().equals(RunRecord.BY_HAND)) {
      return standard(evidence.scenario());
    }
    List<Check> checks = new ArrayList<>();
    checks.add(ofWorkloadAlone(evidence.scenario()));
    // After damage or a membership change by hand, only the test knows which nodes may end.
    if (evidence.history().stream()
        .filter(op -> op.process() instanceof Op.Process.Named)
        .allMatch(op -> ENDING_NOBODY.contains(op.f()))) {
      checks.add(new NodesCheck());
    }
    checks.add(new ByHandCheck());
    return checks;
  }

  /** Returns true if a run by hand could not have shown a violation. */
  public static boolean shownNothingByHand(Outcome outcome) {
    return outcome
        .result(ByHandCheck.NAME)
        .map(result -> result.verdict() == Verdict.VACUOUS)
        .orElse(false);
  }

  /** Manual actions on nodes after which no node may end by itself. */
  private static final Set<String> ENDING_NOBODY =
      Set.of(
          "kill",
          "start",
          "pause",
          "resume",
          "cut",
          "heal",
          "slow",
          "fast",
          "cutClients",
          "healClients",
          "tear");

  /** The check of the workload's promise only. */
  public static Check ofWorkloadAlone(Scenario scenario) {
    return provided(scenario.load().workload())
        .map(CheckProvider::check)
        .orElseGet(() -> ofWorkload(scenario.load().workload()));
  }

  /** The check of the workload's promise, and the check that the cluster answers after the heal. */
  public static List<Check> ofClients(Scenario scenario) {
    return List.of(ofWorkloadAlone(scenario), new FinalReadsCheck());
  }

  private static Optional<CheckProvider> provided(String workload) {
    return ServiceLoader.load(CheckProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.workload().equals(workload))
        .findFirst();
  }

  private static Check ofWorkload(String workload) {
    return switch (workload) {
      case RegisterWorkload.NAME -> new LinearizableCheck();
      case SetWorkload.NAME -> new SetCheck();
      case AppendWorkload.NAME -> new AppendCheck();
      case CounterWorkload.NAME -> new CounterCheck();
      default -> new DefaultWorkloadCheck(workload);
    };
  }

  /**
   * The results of all checks, and the worst of them.
   *
   * @param verdict the worst of the results that count; unknown if there are results and none
   *     counts
   * @param results in the order of the checks
   */
  public record Outcome(Verdict verdict, List<Result> results) {

    public Outcome {
      results = List.copyOf(results);
    }

    /** The checks that this target or workload cannot answer, by name. */
    public List<String> notChecked() {
      return results.stream().filter(result -> !result.counts()).map(Result::check).toList();
    }

    /**
     * The reason why a run means little because nearly all operations failed; empty for other runs.
     */
    public Optional<String> mostFailed() {
      return results.stream()
          .filter(result -> Boolean.TRUE.equals(Edn.get(result.data(), StatsCheck.MOST_FAILED)))
          .map(Result::summary)
          .findFirst();
    }

    /** The result of one check; empty if the check was not made. */
    public Optional<Result> result(String check) {
      return results.stream().filter(result -> result.check().equals(check)).findFirst();
    }

    /** As {@code results.edn}: {@code :valid?} and one entry for each check. */
    public String toEdn() {
      StringBuilder text = new StringBuilder("{:valid? ").append(valid(verdict));
      for (Result result : results) {
        Map<Object, Object> entry = Edn.map();
        Edn.put(entry, "valid?", validDatum(result.verdict()));
        if (result.verdict() == Verdict.VACUOUS) {
          Edn.put(entry, "vacuous", true);
        }
        if (!result.counts()) {
          Edn.put(entry, "not-checked", true);
        }
        Edn.put(entry, "summary", result.summary());
        if (!result.details().isEmpty()) {
          Edn.put(entry, "details", result.details());
        }
        if (!result.involved().isEmpty()) {
          Edn.put(entry, "involved", result.involved());
        }
        entry.putAll(result.data());
        text.append(",\n :").append(result.check()).append(' ').append(EdnPrinter.print(entry));
      }
      return text.append("}\n").toString();
    }

    private static String valid(Verdict verdict) {
      return EdnPrinter.print(validDatum(verdict));
    }

    private static Object validDatum(Verdict verdict) {
      return switch (verdict) {
        case VALID -> true;
        case INVALID -> false;
        case UNKNOWN, VACUOUS -> Edn.keyword("unknown");
      };
    }
  }

  /**
   * Makes all checks. If nodes were simulated, the findings of the oracles are added; in a whole
   * run with a user's own workload, also the result of the recovery, if there is one. A check that
   * throws says nothing about the run, so it is unknown.
   */
  public static Outcome run(List<Check> checks, Evidence evidence) {
    List<Result> results = new ArrayList<>();
    Verdict worst = Verdict.VALID;
    List<Check> all = new ArrayList<>(checks);
    boolean ofDisks = all.stream().anyMatch(SnapshotRecoveryCheck.class::isInstance);
    boolean whole = all.stream().anyMatch(FaultsCheck.class::isInstance);
    if (whole && !ofDisks && evidence.run().has(Capability.Recovery.class)) {
      all.add(new SnapshotRecoveryCheck());
    }
    if (OraclesCheck.lookedOn(evidence)) {
      all.add(new OraclesCheck());
    }
    for (Check check : all) {
      Result result = asked(check, evidence);
      results.add(result);
      worst = result.counts() ? worst.and(result.verdict()) : worst;
    }
    boolean none = !results.isEmpty() && results.stream().noneMatch(Result::counts);
    return new Outcome(none ? Verdict.UNKNOWN : worst, results);
  }

  private static Result asked(Check check, Evidence evidence) {
    try {
      return check.check(evidence);
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      return Result.of(check.name(), Verdict.UNKNOWN, "The check itself failed: " + e);
    }
  }
}
