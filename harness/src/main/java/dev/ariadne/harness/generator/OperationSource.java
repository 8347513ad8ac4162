package dev.ariadne.harness.generator;

/** Makes the operations of {@link Generators#repeat}. Must be a pure function. */
public interface OperationSource {

  /** The operation number {@code turn}, from 0, for a free worker. */
  Invocation make(Context context, Worker worker, long turn);
}
