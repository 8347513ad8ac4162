package dev.ariadne.harness.generator;

/** A generator without operations. */
record Exhausted() implements Generator {

  @Override
  public NextOperation next(Context context) {
    return new NextOperation.Exhausted();
  }
}
