package dev.ariadne.harness.generator;

/** Operations from a source, one after the other without end, as fast as workers are free. */
record Repeat(String site, Source source, long turn) implements Generator {

  @Override
  public NextOperation next(Context context) {
    if (!context.anyFree()) {
      return new NextOperation.Pending(NextOperation.EVENT, this);
    }
    Worker worker = context.pickFree(site + "/worker", turn);
    Invocation invocation = source.make(context, worker, turn);
    return new NextOperation.Emit(invocation, new Repeat(site, source, turn + 1));
  }
}
