package dev.ariadne.harness.generator;

/** One note, then nothing. */
record Log(String text) implements Generator {

  @Override
  public Next next(Context context) {
    return new Next.Note(text, new Nothing());
  }
}
