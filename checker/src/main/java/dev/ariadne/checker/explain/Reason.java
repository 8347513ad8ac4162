package dev.ariadne.checker.explain;

import dev.ariadne.checker.explain.Counterexample.ViolationKind;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reason of a contradiction in one sentence.
 *
 * @param missed the write that a stale read missed
 */
record Reason(ViolationKind kind, String sentence, Optional<Operation> missed) {

  /** The most operations that a sentence names. For more, it gives only their number. */
  private static final int NAMED_MAX = 3;

  /** Returns the operations of a simple reason; none if there is no simple reason. */
  static List<Operation> simple(ReadAnomalies anomalies, Operation culprit) {
    Optional<ReadAnomalies.UnwrittenRead> unwrittenRead = anomalies.unwrittenRead(culprit);
    if (unwrittenRead.isPresent()) {
      List<Operation> both = new ArrayList<>(List.of(culprit));
      unwrittenRead.get().failed().ifPresent(both::add);
      return both;
    }
    return anomalies.staleRead(culprit).map(ReadAnomalies.StaleRead::evidence).orElse(List.of());
  }

  /**
   * Returns the reason for a minimal contradiction.
   *
   * @param began the number of operations that had begun
   * @param relevant the operations that can matter to the facts
   */
  static Reason of(
      Wording wording,
      Model<Object> model,
      Operation culprit,
      int began,
      List<Operation> relevant,
      FactSet facts) {
    Optional<ReadAnomalies.UnwrittenRead> unwrittenRead =
        new ReadAnomalies(model, relevant).unwrittenRead(culprit);
    if (unwrittenRead.isPresent()) {
      return new Reason(
          ViolationKind.NEVER_WRITTEN, sentence(wording, unwrittenRead.get()), Optional.empty());
    }
    Optional<ReadAnomalies.StaleRead> staleRead =
        ReadAnomalies.among(model, relevant, facts, culprit)
            .map(found -> found.with(wording::original));
    if (staleRead.isPresent()) {
      return new Reason(
          ViolationKind.STALE,
          sentence(wording, staleRead.get()),
          Optional.of(staleRead.get().missed()));
    }
    List<String> others = new ArrayList<>();
    for (int i = 0; i < relevant.size(); i++) {
      if (facts.outcome(i) && relevant.get(i).number() != culprit.number()) {
        others.add(wording.text(relevant.get(i)));
      }
    }
    return new Reason(
        ViolationKind.UNEXPLAINED,
        sentence(wording.text(culprit), others, began),
        Optional.empty());
  }

  private static String sentence(String culprit, List<String> others, int began) {
    String all = began == others.size() + 1 ? "" : unresolved(began - others.size() - 1);
    if (others.isEmpty()) {
      return culprit + " is not possible" + all;
    }
    if (others.size() > NAMED_MAX) {
      return culprit + " contradicts " + others.size() + " earlier operations" + all;
    }
    String last = others.getLast();
    String first = String.join(", ", others.subList(0, others.size() - 1));
    return culprit + " contradicts " + (first.isEmpty() ? last : first + " and " + last) + all;
  }

  private static String unresolved(int rest) {
    return rest == 1
        ? "; the one other operation that had begun does not resolve this"
        : "; the " + rest + " other operations that had begun do not resolve this";
  }

  private static String sentence(Wording wording, ReadAnomalies.UnwrittenRead unwrittenRead) {
    String value = Wording.state(unwrittenRead.value());
    return unwrittenRead
        .failed()
        .map(
            failed ->
                String.format(
                    "%s saw a value that nobody had written: of the operations that had begun, only"
                        + " %s writes %s, and it failed",
                    wording.text(unwrittenRead.reader()), wording.text(failed), value))
        .orElseGet(
            () ->
                String.format(
                    "%s saw a value that nobody had written: when it ended, no operation that"
                        + " writes %s had begun",
                    wording.text(unwrittenRead.reader()), value));
  }

  private static String sentence(Wording wording, ReadAnomalies.StaleRead staleRead) {
    String missed = wording.text(staleRead.missed());
    String known =
        staleRead.missedBy() == staleRead.missed()
            ? missed + " was acknowledged"
            : wording.text(staleRead.missedBy()) + " had seen " + missed;
    String value = Wording.state(staleRead.value());
    String order =
        staleRead.later() == staleRead.missed()
            ? ""
            : staleRead
                .replaced()
                .map(
                    replaced ->
                        String.format(
                            "; the missed value is newer than %s, because %s began after %s ended",
                            value, wording.text(staleRead.later()), wording.text(replaced)))
                .orElse("");
    return String.format(
        "%s saw an old value: %s before the %s began%s; nothing wrote %s again",
        wording.text(staleRead.reader()), known, staleRead.reader().input().f(), order, value);
  }
}
