/**
 * Runs generators. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.interpreter.InterpreterInput}: what an interpreter runs:
 *       generator, clients and nemesis.
 *   <li>{@link dev.ariadne.harness.interpreter.Interpreter}: runs a generator to its end.
 *   <li>{@link dev.ariadne.harness.interpreter.Nemesis}: carries out the operations of the nemesis.
 *   <li>{@code OperationDispatcher}: the common part of both interpreters: asks the generator,
 *       checks completions and records the history.
 *   <li>{@link dev.ariadne.harness.interpreter.LiveInterpreter}: runs a generator in real time,
 *       with one thread for each worker.
 *   <li>{@link dev.ariadne.harness.interpreter.SimulatedInterpreter}: runs a generator on virtual
 *       time, on the calling thread.
 *   <li>{@link dev.ariadne.harness.interpreter.VirtualClock}: the clock of a simulation: time
 *       passes only by running the next event.
 *   <li>{@link dev.ariadne.harness.interpreter.VirtualScheduler}: runs tasks on virtual time, in
 *       the order of time and sequence.
 * </ol>
 *
 * <p>{@code OperationDispatcher} reads no clock and starts no threads. Only {@code LiveInterpreter}
 * uses threads.
 */
package dev.ariadne.harness.interpreter;
