package dev.ariadne.harness.generator;

/** Where the operations of {@link Generators#repeat} come from. Must be a pure function. */
public interface Source {

  /** The operation of a turn, from 0, for a worker that is free. */
  Invocation make(Context context, Worker worker, long turn);
}
