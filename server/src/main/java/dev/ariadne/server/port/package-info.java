/**
 * Everything that a server touches outside its memory: {@link dev.ariadne.server.port.Clock},
 * {@link dev.ariadne.server.port.Disk}, {@link dev.ariadne.server.port.Network} and {@link
 * dev.ariadne.server.port.Choices}.
 *
 * <p>One implementation talks to the operating system ({@code os}), one is a simulation ({@code
 * sim}). What they promise alike:
 *
 * <ul>
 *   <li>Once a node serves, no call blocks. Results come back as calls on the node's own event
 *       loop, one at a time, never from within the call that asked for them.
 *   <li>After a crash nothing comes back: a callback of a former life is never run.
 * </ul>
 */
package dev.ariadne.server.port;
