/**
 * Runs generators. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.interpreter.Plan}: what an interpreter runs: generator, clients
 *       and nemesis.
 *   <li>{@link dev.ariadne.harness.interpreter.Interpreter}: runs a plan to its end.
 *   <li>{@link dev.ariadne.harness.interpreter.Nemesis}: carries out the operations of the nemesis.
 *   <li>{@code OperationDispatcher}: the common part of both interpreters: asks the generator,
 *       checks completions and writes the journal.
 *   <li>{@link dev.ariadne.harness.interpreter.LiveInterpreter}: runs a plan in real time, with one
 *       thread for each worker.
 *   <li>{@link dev.ariadne.harness.interpreter.SimulatedInterpreter}: runs a plan on virtual time,
 *       on the calling thread.
 *   <li>{@link dev.ariadne.harness.interpreter.World}: a world with virtual time, as the simulated
 *       interpreter sees it.
 *   <li>{@link dev.ariadne.harness.interpreter.VirtualTime}: the smallest world: tasks in order of
 *       time and sequence.
 * </ol>
 *
 * <p>{@code OperationDispatcher} uses neither clock nor threads. Only {@code LiveInterpreter} uses
 * threads.
 */
package dev.ariadne.harness.interpreter;
