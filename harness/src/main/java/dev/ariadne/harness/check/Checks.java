package dev.ariadne.harness.check;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.workload.AppendWorkload;
import dev.ariadne.harness.workload.CounterWorkload;
import dev.ariadne.harness.workload.SetWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Several checks as one. */
public final class Checks {

  /** The check of those who look into the nodes, which only a simulation can have. */
  public static final String INSIDE = OraclesCheck.NAME;

  private Checks() {}

  /** Everything that a run of such a test is asked, in the order in which it is told. */
  public static List<Check> standard(Scenario scenario) {
    Optional<CheckProvider> provided = provided(scenario.workload());
    if (provided.isPresent()) {
      return List.of(
          provided.get().check(),
          new FinalReadsCheck(),
          new NodesCheck(),
          new FaultsCheck(),
          new StatsCheck());
    }
    return List.of(
        ofWorkload(scenario.workload()),
        new FinalReadsCheck(),
        new NodesCheck(),
        new SnapshotRecoveryCheck(),
        new FaultsCheck(),
        new StatsCheck());
  }

  /** What this workload promises, and no other question. */
  public static Check ofWorkloadAlone(Scenario scenario) {
    return provided(scenario.workload())
        .map(CheckProvider::check)
        .orElseGet(() -> ofWorkload(scenario.workload()));
  }

  /** What this workload promises, and that the cluster answers after the heal. */
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
      case SetWorkload.NAME -> new SetCheck();
      case AppendWorkload.NAME -> new AppendCheck();
      case CounterWorkload.NAME -> new CounterCheck();
      default -> new LinearizableCheck();
    };
  }

  /**
   * What all checks found, and the worst of it.
   *
   * @param results in the order of the checks
   */
  public record Outcome(Verdict verdict, List<Result> results) {

    public Outcome {
      results = List.copyOf(results);
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
   * Asks all, and where nodes were simulated also what those found that looked inside. A check that
   * throws says nothing about the run, so it is unknown.
   */
  public static Outcome run(List<Check> checks, Evidence evidence) {
    List<Result> results = new ArrayList<>();
    Verdict worst = Verdict.VALID;
    List<Check> all = new ArrayList<>(checks);
    if (OraclesCheck.lookedOn(evidence)) {
      all.add(new OraclesCheck());
    }
    for (Check check : all) {
      Result result = asked(check, evidence);
      results.add(result);
      worst = worst.and(result.verdict());
    }
    return new Outcome(worst, results);
  }

  private static Result asked(Check check, Evidence evidence) {
    try {
      return check.check(evidence);
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      return Result.of(check.name(), Verdict.UNKNOWN, "the check itself failed: " + e);
    }
  }
}
