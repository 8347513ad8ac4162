/**
 * What to do next, as pure values.
 *
 * <p>A {@link dev.ariadne.harness.generator.Generator} is asked with a {@link
 * dev.ariadne.harness.generator.Context} and answers with a {@link
 * dev.ariadne.harness.generator.NextOperation}; it is told of every event. {@link
 * dev.ariadne.harness.generator.Generators} is the vocabulary. Whoever asks is an interpreter.
 *
 * <p>Invariants: asking changes nothing; an operation is only ever given to a free worker; a
 * generator that is exhausted stays so. All decisions come from the context's choices, with the
 * occurrence counted inside the value. After Jepsen's {@code jepsen.generator}, but with delays as
 * "nothing before this time" in place of operations that lie in the future.
 *
 * <p>{@code BackOff} lets workers rest whose operations fail, {@code UntilSilent} ends where
 * nothing is acknowledged any more.
 */
package dev.ariadne.harness.generator;
