/**
 * Property-based tests of whole clusters with jqwik. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.jqwik.Script}: a complete scenario: client operations and
 *       faults, each at its time.
 *   <li>{@link dev.ariadne.harness.jqwik.ClientOp}: one client operation on a register.
 *   <li>{@link dev.ariadne.harness.jqwik.ScriptFault}: one fault of a node or of the network, from
 *       start to end.
 *   <li>{@link dev.ariadne.harness.jqwik.ClusterDomain}: provides scripts, operations, faults and
 *       histories to jqwik.
 *   <li>{@link dev.ariadne.harness.jqwik.RegisterHistory}: the history of one register as a value.
 *   <li>{@code ScriptShrinkable}: a script that jqwik can shrink.
 *   <li>{@code Shrinker}: the steps that make a script simpler.
 *   <li>{@code ScriptRun}: carries out a script in simulation.
 *   <li>{@code ScriptStep}: one step of a script at its time.
 *   <li>{@code FaultActions}: applies a script's faults to a cluster.
 *   <li>{@link dev.ariadne.harness.jqwik.ScriptResult}: the outcome of a script.
 *   <li>{@code ScriptTrace}: describes the run of a script, up to the first complaint.
 *   <li>{@link dev.ariadne.harness.jqwik.ScriptFailure}: the error with which a property fails.
 *   <li>{@link dev.ariadne.harness.jqwik.ScriptFormat}: how jqwik prints a script.
 * </ol>
 *
 * <p>A script shrinks in this order: fewer faults, fewer operations, fewer nodes, simpler ones of
 * each, earlier and shorter ones. The harness needs jqwik only here; the user's project provides
 * it.
 */
package dev.ariadne.harness.jqwik;
