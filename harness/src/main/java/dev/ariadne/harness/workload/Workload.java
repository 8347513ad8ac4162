package dev.ariadne.harness.workload;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.Output;
import dev.ariadne.harness.generator.Generator;
import java.util.List;
import java.util.Optional;

/**
 * The operations of a test's clients, as one generator for each phase. All its generators are for
 * client workers.
 */
public interface Workload {

  /** The name on the command line and in {@code test.json}. */
  String name();

  /** Ends once every client has been answered, or after a time limit. */
  Generator setup();

  /** The operations of the main phase, without end, as fast as workers are free. */
  Generator main();

  /**
   * Returns true if the system has answered an operation that is not OK, such as a failed
   * comparison or a lock that was taken. Such an operation has not failed. A client whose
   * operations fail rests, and a run in which most of them fail says so.
   *
   * @param completion FAIL or INFO, with the client's reason under {@code error}
   */
  default boolean answered(Op completion) {
    return completion.type() == Op.Type.FAIL
        && COMPARISONS.contains(completion.extra().getOrDefault("error", ""));
  }

  /** Operations for scenes; empty if the workload has none. Then no scene takes place. */
  default Optional<KeyOperations> keyOperations() {
    return Optional.empty();
  }

  /** Errors of compare-and-set operations that were answered: the comparison did not hold. */
  List<Keyword> COMPARISONS = List.of(Output.CAS_MISMATCH, new Keyword("revision-mismatch"));

  /**
   * Reads everything once more, and repeats reads until they are answered or a time limit has
   * passed.
   *
   * @param keys all used keys are below this number
   */
  Generator finish(long keys);
}
