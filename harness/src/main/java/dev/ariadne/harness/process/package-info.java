/**
 * Processes of the operating system, one node each.
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.process.ServerProcess} starts one, stops it in the ways a fault
 *       needs, and says when it ended and whether it was told to.
 *   <li>{@link dev.ariadne.harness.process.Reaper} sees to it that none outlives the harness,
 *       however that ends.
 *   <li>{@link dev.ariadne.harness.process.Ports} finds ports for them.
 *   <li>{@link dev.ariadne.harness.process.NodeLog} is the file with all that a node said, over all
 *       its lives, and {@link dev.ariadne.harness.process.EventLine} what can be read from a line
 *       of it.
 * </ol>
 *
 * <p>Linux: signals are sent by the shell's {@code kill}, states are read in {@code /proc}.
 */
package dev.ariadne.harness.process;
