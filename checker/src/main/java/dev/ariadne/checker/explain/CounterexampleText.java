package dev.ariadne.checker.explain;

/** A counterexample for people. */
public final class CounterexampleText {

  private CounterexampleText() {}

  /** Several lines, each ended. */
  public static String render(Counterexample counterexample) {
    return counterexample.sentence() + "\n";
  }
}
