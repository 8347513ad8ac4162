/**
 * The harness: workloads and faults against a cluster, histories, checks and reports. In reading
 * order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.Choices}: every decision of a test, as a function of its seed.
 *   <li>{@link dev.ariadne.harness.SeededChoices}: choices as a hash of seed, site and occurrence.
 *   <li>{@link dev.ariadne.harness.Decisions}: choices that can be recorded and given again.
 *   <li>{@link dev.ariadne.harness.DecisionsFile}: recorded decisions as text.
 *   <li>{@link dev.ariadne.harness.ShuffledDeck}: deals items in a shuffled order; each item comes
 *       equally often.
 *   <li>{@link dev.ariadne.harness.Printable}: escapes and cuts text from outside for a terminal, a
 *       log or a page.
 *   <li>{@link dev.ariadne.harness.OutputPath}: tests before a run whether a path can be written.
 * </ol>
 *
 * <p>The packages below, in reading order:
 *
 * <ul>
 *   <li>{@code cluster}: the interfaces between the harness and a target. No package above it knows
 *       whether nodes are live or simulated.
 *   <li>{@code generator}: immutable values that decide the next operation.
 *   <li>{@code interpreter}: runs a generator, on real threads or on virtual time.
 *   <li>{@code history}: writes each event to disk before it takes effect.
 *   <li>{@code workload}, {@code nemesis}: the operations of clients, and the faults of nodes.
 *   <li>{@code store}: the directory of a run; {@code check}: verdicts on its content; {@code
 *       report}: verdicts for a person.
 *   <li>{@code run}: one test from start to end; {@code cli}: the command line.
 *   <li>{@code proxy}, {@code link}, {@code process}: connections between nodes that can be cut,
 *       and processes with their logs and ports, for any system.
 *   <li>{@code ariadne}: this project's server as a target.
 * </ul>
 */
package dev.ariadne.harness;
