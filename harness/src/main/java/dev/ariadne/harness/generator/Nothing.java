package dev.ariadne.harness.generator;

/** Exhausted from the start. */
record Nothing() implements Generator {

  @Override
  public Next next(Context context) {
    return new Next.Exhausted();
  }
}
