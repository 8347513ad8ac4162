/**
 * The interfaces for everything that a server uses outside its memory. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.port.Clock}: the time as one node sees it, and timers.
 *   <li>{@link dev.ariadne.server.port.Disk}: the files of one node.
 *   <li>{@link dev.ariadne.server.port.Network}: frames between servers, with best effort.
 *   <li>{@link dev.ariadne.server.port.Choices}: the source of a node's randomness.
 * </ol>
 *
 * <p>{@code os} implements them with the operating system, {@code sim} as a simulation. Both
 * promise:
 *
 * <ul>
 *   <li>Once a node serves, no call blocks. Results come back as calls on the node's own event
 *       loop, one at a time, and never from within the call that asked for them.
 *   <li>After a crash no callback of the earlier process runs.
 * </ul>
 */
package dev.ariadne.server.port;
