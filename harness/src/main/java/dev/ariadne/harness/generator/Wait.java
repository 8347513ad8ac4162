package dev.ariadne.harness.generator;

/**
 * Lets time pass and does nothing.
 *
 * @param until nanoseconds of test time; -1 before the first question
 */
record Wait(long nanos, long until) implements Generator {

  @Override
  public NextOperation next(Context context) {
    long end = until < 0 ? context.time() + nanos : until;
    return context.time() >= end
        ? new NextOperation.Exhausted()
        : new NextOperation.Pending(end, new Wait(nanos, end));
  }
}
