/**
 * The ports as a simulation, for tests and for the harness; no server uses them. Everything that
 * chance decides is a choice that is handed in.
 *
 * <p>{@link dev.ariadne.server.sim.SimDisk} is a disk that crashes on command. It holds every file
 * ({@code SimFile}) and every name ({@code SimNames}) twice: as they are seen, and as they are
 * durable.
 */
package dev.ariadne.server.sim;
