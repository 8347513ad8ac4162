/**
 * Immutable values that decide the next operation.
 *
 * <p>Interfaces, in reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.generator.Generator}: decides the next operation.
 *   <li>{@link dev.ariadne.harness.generator.Context}: what a generator knows when it is asked.
 *   <li>{@link dev.ariadne.harness.generator.NextOperation}: a generator's answer.
 *   <li>{@link dev.ariadne.harness.generator.Invocation}: an operation to begin now.
 *   <li>{@link dev.ariadne.harness.generator.Worker}: a client thread or the nemesis.
 *   <li>{@link dev.ariadne.harness.generator.WorkerPool}: all workers, their processes, and which
 *       of them are free.
 *   <li>{@link dev.ariadne.harness.generator.OperationSource}: makes the operations of {@code
 *       repeat}.
 *   <li>{@link dev.ariadne.harness.generator.Updater}: replaces a generator after an event.
 *   <li>{@link dev.ariadne.harness.generator.Generators}: factory methods for all generators below.
 * </ol>
 *
 * <p>Generators, in reading order. Each class holds several as nested records:
 *
 * <ol>
 *   <li>{@code Primitives}: operations from a source, from a recording, or one until it is OK; a
 *       note; a time without operations; nothing.
 *   <li>{@code EndConditions}: ends after a number of operations, a time, an event, or a silence.
 *   <li>{@code Timing}: fixed or random times between operations; rests after failures.
 *   <li>{@code Sequences}: one generator after the other, or one that replaces another after an
 *       event; begins when all workers are free.
 *   <li>{@code Alternatives}: chooses one of several generators for each operation, or lets them
 *       take turns.
 *   <li>{@code PerWorker}: a copy of a generator for each worker, or a generator for some workers
 *       only.
 *   <li>{@link dev.ariadne.harness.generator.ReserveBuilder}: a generator for the first workers,
 *       another for the next ones, and so on.
 *   <li>{@code Keys}: wraps values as {@code [key value]}; groups of workers, each on one key at a
 *       time.
 * </ol>
 *
 * <p>An interpreter asks a generator with a {@code Context}, gets a {@code NextOperation}, and
 * reports each event to it.
 *
 * <p>Invariants: a question changes nothing. An operation is only given to a free worker. An
 * exhausted generator stays exhausted. All decisions come from the choices in the context; the
 * value itself counts the occurrences. The design follows {@code jepsen.generator}, but a delay is
 * the answer "nothing before this time", not an operation in the future.
 */
package dev.ariadne.harness.generator;
