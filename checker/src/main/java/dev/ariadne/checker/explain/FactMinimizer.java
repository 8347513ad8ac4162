package dev.ariadne.checker.explain;

import java.util.Arrays;

/**
 * Reduces a set of contradictory facts to a minimal one, as delta debugging does. A subset of facts
 * without a contradiction has none either. So a fact that is needed now is needed in every smaller
 * set, and one question for each group, in ever smaller groups, is enough: about {@code 2 k log n}
 * questions for k facts out of n.
 */
final class FactMinimizer {

  /** Whether facts contradict each other. */
  interface Question {
    Answer ask(FactSet facts);
  }

  enum Answer {
    YES,
    NO,
    /** The budget did not suffice to say. */
    UNDECIDED
  }

  private final Question question;
  private boolean sure = true;

  FactMinimizer(Question question) {
    this.question = question;
  }

  /** Whether no answer was missing, so that what {@link #without} left is minimal. */
  boolean sure() {
    return sure;
  }

  /**
   * Leaves out all candidates that can be spared.
   *
   * @param facts contradict each other
   */
  FactSet without(FactSet facts, int[] candidates) {
    FactSet left = facts;
    int[] kept = candidates;
    for (int group = kept.length; group >= 1; group /= 2) {
      for (int from = 0; from < kept.length; ) {
        int to = Math.min(kept.length, from + group);
        FactSet fewer = left.without(kept, from, to);
        Answer answer = question.ask(fewer);
        if (answer == Answer.YES) {
          left = fewer;
          kept = cut(kept, from, to);
        } else {
          sure &= answer == Answer.NO || group > 1;
          from = to;
        }
      }
    }
    return left;
  }

  private static int[] cut(int[] from, int begin, int end) {
    int[] rest = Arrays.copyOf(from, from.length - (end - begin));
    System.arraycopy(from, end, rest, begin, from.length - end);
    return rest;
  }
}
