package dev.ariadne.harness.check;

/** stub */
final class LinearizableCheck implements Check {
  @Override
  public String name() {
    return "linearizable";
  }

  @Override
  public Result check(Evidence evidence) {
    return Result.of(name(), Verdict.UNKNOWN, "not yet");
  }
}
