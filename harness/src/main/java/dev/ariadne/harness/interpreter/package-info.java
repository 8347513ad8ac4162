/**
 * Runs generators.
 *
 * <p>A {@link dev.ariadne.harness.interpreter.Plan} says what is to be run; an {@link
 * dev.ariadne.harness.interpreter.Interpreter} does it: {@link
 * dev.ariadne.harness.interpreter.LiveInterpreter} with a thread for each worker, {@link
 * dev.ariadne.harness.interpreter.SimulatedInterpreter} on the virtual time of a {@link
 * dev.ariadne.harness.interpreter.World}. Both are shells around the same conductor, which asks the
 * generator, keeps the history's discipline and writes the journal, and knows neither clock nor
 * thread. {@code LiveInterpreter} is the only class here that may use threads.
 */
package dev.ariadne.harness.interpreter;
