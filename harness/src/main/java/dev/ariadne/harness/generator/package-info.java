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
 *   <li>{@link dev.ariadne.harness.generator.Source}: makes the operations of {@code repeat}.
 *   <li>{@link dev.ariadne.harness.generator.Updater}: replaces a generator after an event.
 *   <li>{@link dev.ariadne.harness.generator.Generators}: factory methods for all generators below.
 * </ol>
 *
 * <p>Generators, in reading order:
 *
 * <ol>
 *   <li>{@code Repeat}: operations from a source, without end.
 *   <li>{@code Recorded}: stored operations, each at its time and by its worker.
 *   <li>{@code Log}: one note.
 *   <li>{@code Wait}: nothing for a time.
 *   <li>{@code Exhausted}: nothing at all.
 *   <li>{@code Limit}: at most a number of operations.
 *   <li>{@code TimeLimit}: no operation after a time.
 *   <li>{@code Until}: ends when an event is seen.
 *   <li>{@code UntilOk}: repeats one operation until it is OK.
 *   <li>{@code UntilSilent}: ends when no client operation has been OK for a time.
 *   <li>{@code Delay}: a fixed time between the starts of two operations.
 *   <li>{@code Stagger}: random times between operations.
 *   <li>{@code BackOff}: a worker waits after repeated failures.
 *   <li>{@code Concat}: one generator after the other.
 *   <li>{@code FollowedBy}: a second generator, made from the number of keys of the first.
 *   <li>{@code Synchronize}: begins when all workers are free.
 *   <li>{@code Mix}: chooses one of several generators for each operation.
 *   <li>{@code AnyOf}: takes operations from several generators in turn.
 *   <li>{@code SideBySide}: holds several generators of which few change at a time.
 *   <li>{@link dev.ariadne.harness.generator.Reserve}: a generator for the first workers, another
 *       for the next ones, and so on.
 *   <li>{@code EachThread}: a copy of a generator for each worker.
 *   <li>{@code OnWorkers}: a generator for some workers only.
 *   <li>{@code ConcurrentKeys}: groups of workers, each on one key at a time.
 *   <li>{@code Keyed}: wraps the values of a generator as {@code [key value]}.
 *   <li>{@code OnUpdate}: applies an {@code Updater} after each event.
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
