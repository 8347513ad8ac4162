/**
 * Properties of whole clusters with jqwik. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.jqwik.Script}: a whole scenario, spelled out: {@link
 *       dev.ariadne.harness.jqwik.ClientOp deeds} of clients and {@link
 *       dev.ariadne.harness.jqwik.ScriptFault strikes} against nodes, each at its time.
 *   <li>{@link dev.ariadne.harness.jqwik.ClusterDomain} provides them. What it provides shrinks to
 *       something simpler in meaning ({@code Shrinker} has the steps, {@code ScriptShrinkable}
 *       their order): fewer faults, then fewer operations, then fewer nodes, then plainer, then
 *       shorter.
 *   <li>{@code ScriptRun} carries one out in simulation: its {@code ScriptStep}s in order, {@code
 *       FaultActions} being what strikes do to a cluster. {@link
 *       dev.ariadne.harness.jqwik.ScriptResult} is what came of it, told by {@code ScriptTrace};
 *       {@link dev.ariadne.harness.jqwik.ScriptFailure} is how a property fails.
 *   <li>{@code ScriptFormat} is how jqwik shows one.
 * </ol>
 *
 * <p>jqwik is the user's own: the harness needs it only here.
 */
package dev.ariadne.harness.jqwik;
