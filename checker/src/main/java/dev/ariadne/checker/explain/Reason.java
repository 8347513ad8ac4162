package dev.ariadne.checker.explain;

import dev.ariadne.checker.explain.Counterexample.Kind;
import dev.ariadne.checker.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Why operations contradict each other, in a sentence.
 *
 * @param missed the write that a stale read missed
 */
record Reason(Kind kind, String sentence, Optional<Operation> missed) {

  /** So many operations are named in a sentence; of more only the number is told. */
  private static final int NAMED_MAX = 3;

  /** So many operations, those that ended last, are asked whether they are plainly stale. */
  private static final int ASKED_MAX = 50;

  /** The operations that a simple reason rests on; none if there is no simple one. */
  static List<Operation> simple(Lineage lineage, Operation culprit, List<Operation> began) {
    Optional<Lineage.Orphan> orphan = lineage.orphan(culprit);
    if (orphan.isPresent()) {
      List<Operation> both = new ArrayList<>(List.of(culprit));
      orphan.get().failed().ifPresent(both::add);
      return both;
    }
    return stale(lineage, culprit, began).map(Lineage.Stale::evidence).orElse(List.of());
  }

  private static Optional<Lineage.Stale> stale(
      Lineage lineage, Operation culprit, List<Operation> began) {
    Optional<Lineage.Stale> stale = lineage.stale(culprit);
    if (stale.isPresent()) {
      return stale;
    }
    // The latest to end first: the nearer to the culprit, the better to see.
    return began.stream()
        .filter(operation -> operation.ret() != Operation.NEVER)
        .sorted(Comparator.comparingInt(Operation::ret).reversed())
        .limit(ASKED_MAX)
        .map(lineage::stale)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * The reason for a contradiction of facts that are minimal.
   *
   * @param lineage of all that had begun
   */
  static Reason of(
      Wording wording, Lineage lineage, Operation culprit, List<Operation> began, Facts facts) {
    Optional<Lineage.Orphan> orphan = lineage.orphan(culprit);
    if (orphan.isPresent()) {
      return new Reason(Kind.NEVER_WRITTEN, sentence(wording, orphan.get()), Optional.empty());
    }
    Optional<Lineage.Stale> stale = 
        lineage.among(began, facts, culprit).map(found -> found.with(wording::original));
    if (stale.isPresent()) {
      return new Reason(
          Kind.STALE, sentence(wording, stale.get()), Optional.of(stale.get().missed()));
    }
    List<String> others = new ArrayList<>();
    for (int i = 0; i < began.size(); i++) {
      if (facts.outcome(i) && began.get(i).number() != culprit.number()) {
        others.add(wording.text(began.get(i)));
      }
    }
    return new Reason(
        Kind.UNEXPLAINED, sentence(wording.text(culprit), others, began), Optional.empty());
  }

  private static String sentence(String culprit, List<String> others, List<Operation> began) {
    String all =
        began.size() == others.size() + 1
            ? ""
            : ", whatever else of the " + began.size() + " operations that had begun did happen";
    if (others.isEmpty()) {
      return culprit + " cannot be explained" + all;
    }
    if (others.size() > NAMED_MAX) {
      return culprit
          + " cannot be explained together with "
          + others.size()
          + " operations before it"
          + all;
    }
    String last = others.getLast();
    String first = String.join(", ", others.subList(0, others.size() - 1));
    return culprit
        + " cannot be explained together with "
        + (first.isEmpty() ? last : first + " and " + last)
        + all;
  }

  private static String sentence(Wording wording, Lineage.Orphan orphan) {
    String value = Wording.state(orphan.value());
    return orphan
        .failed()
        .map(
            failed ->
                String.format(
                    "%s ended when only %s had been asked to write %s, and that is said not to"
                        + " have happened",
                    wording.text(orphan.reader()), wording.text(failed), value))
        .orElseGet(
            () ->
                String.format(
                    "%s ended before anything that writes %s began",
                    wording.text(orphan.reader()), value));
  }

  private static String sentence(Wording wording, Lineage.Stale stale) {
    String known =
        stale.missedBy() == stale.missed()
            ? "was acknowledged"
            : "had been seen by " + wording.text(stale.missedBy());
    String value = Wording.state(stale.value());
    String order =
        stale.later() == stale.missed()
            ? ""
            : stale
                .replaced()
                .map(
                    replaced ->
                        String.format(
                            "; that came after %s, for %s began after %s ended",
                            value, wording.text(stale.later()), wording.text(replaced)))
                .orElse("");
    return String.format(
        "%s began after %s %s%s; nothing wrote %s again",
        wording.text(stale.reader()), wording.text(stale.missed()), known, order, value);
  }
}
