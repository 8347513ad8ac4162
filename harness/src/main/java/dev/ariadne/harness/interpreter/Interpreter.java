package dev.ariadne.harness.interpreter;

/** Runs a generator to its end against clients and a nemesis. */
public interface Interpreter {

  /**
   * Returns when the generator is exhausted and every operation is completed or given up.
   *
   * @throws java.io.UncheckedIOException if the journal could not be written
   */
  Ending run(InterpreterInput input);

  /** Begins no further operation; {@link #run} returns soon. On any thread, at any time. */
  void stop();

  /** The reason why a run ended. */
  enum Ending {
    /** The generator is exhausted. */
    EXHAUSTED,
    /** {@link #stop} was called. */
    STOPPED,
    /** The generator waits for an event that cannot come any more. */
    STUCK
  }
}
