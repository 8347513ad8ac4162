/**
 * The ports as a simulation, for tests and for the harness; no server uses them. The caller passes
 * in every random decision. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.sim.SimDisk}: a disk in memory that crashes on command.
 *   <li>{@code SimFile}: a file's content twice: as readers see it, and as it is durable.
 *   <li>{@code SimNames}: the names of files twice: as readers see them, and as they are durable.
 *   <li>{@code SimFaults}: the faults that a simulated disk has been told to show.
 *   <li>{@link dev.ariadne.server.sim.Pace}: decides when a disk's moves happen, on virtual time.
 * </ol>
 */
package dev.ariadne.server.sim;
