package dev.ariadne.harness.generator;

/** Exhausted from the start. */
record Exhausted() implements Generator {

  @Override
  public NextOperation next(Context context) {
    return new NextOperation.Exhausted();
  }
}
