package dev.ariadne.harness.generator;

/** One note, then nothing. */
record Log(String text) implements Generator {

  @Override
  public NextOperation next(Context context) {
    return new NextOperation.Note(text, new Exhausted());
  }
}
