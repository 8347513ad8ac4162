package dev.ariadne.harness.workload;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.Output;
import dev.ariadne.harness.generator.Generator;
import java.util.List;

/** What the clients of a test do. All its generators are for client workers. */
public interface Workload {

  /** Its name on the command line and in {@code test.json}. */
  String name();

  /** Ends once every client has been answered, or after a bound. */
  Generator setup();

  /** The operations of the main phase, as fast as workers are free, for ever. */
  Generator main();

  /**
   * Whether the system has answered an operation that is not OK: a comparison that did not hold, a
   * lock that was taken. Such an operation has not failed. A client whose operations fail rests,
   * and a run in which most of them fail says so.
   *
   * @param completion FAIL or INFO, with the client's reason under {@code error}
   */
  default boolean answered(Op completion) {
    return completion.type() == Op.Type.FAIL
        && COMPARISONS.contains(completion.extra().getOrDefault("error", ""));
  }

  /** Errors of compare-and-set operations that were answered: the comparison did not hold. */
  List<Keyword> COMPARISONS = List.of(Output.CAS_MISMATCH, new Keyword("revision-mismatch"));

  /**
   * Reads everything once more, trying again until it is answered or a bound has passed.
   *
   * @param keys the keys that were used are below this number
   */
  Generator finish(long keys);
}
