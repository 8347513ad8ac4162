/**
 * Properties of whole clusters with jqwik. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.jqwik.Script}: a whole scenario, spelled out: {@link
 *       dev.ariadne.harness.jqwik.Deed deeds} of clients and {@link
 *       dev.ariadne.harness.jqwik.Strike strikes} against nodes, each at its time.
 *   <li>{@link dev.ariadne.harness.jqwik.ClusterDomain} provides them. What it provides shrinks to
 *       something simpler in meaning ({@code Simpler} has the steps, {@code ScriptShrinkable} their
 *       order): fewer faults, then fewer operations, then fewer nodes, then plainer, then shorter.
 *   <li>{@code ScriptRun} carries one out in simulation: its {@code Moment}s in order, {@code
 *       Blows} being what strikes do to a cluster. {@link dev.ariadne.harness.jqwik.Performance} is
 *       what came of it, told by {@code Telling}; {@link dev.ariadne.harness.jqwik.BrokenPromise}
 *       is how a property fails.
 *   <li>{@code ScriptFormat} is how jqwik shows one.
 * </ol>
 *
 * <p>jqwik is the user's own: the harness needs it only here.
 */
package dev.ariadne.harness.jqwik;
