package dev.ariadne.harness.check;

/** The verdict of a check, from bad to good; of several the worst counts. */
public enum Verdict {
  /** A promise was broken. */
  INVALID,
  /** The check could not decide. */
  UNKNOWN,
  /** Nothing was wrong, but too little happened for that to mean anything. */
  VACUOUS,
  VALID;

  public Verdict and(Verdict other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** The exit status of a program with this verdict. */
  public int exitStatus() {
    return switch (this) {
      case VALID -> 0;
      case INVALID -> 1;
      case UNKNOWN, VACUOUS -> 2;
    };
  }
}
