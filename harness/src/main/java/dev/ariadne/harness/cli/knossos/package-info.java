/**
 * Knossos, Jepsen's own checker, as a second opinion: {@code ./ariadne check --engine knossos}. In
 * reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.cli.knossos.KnossosCheck}: judges stored histories of registers,
 *       key by key.
 *   <li>{@code Knossos}: loads Knossos in its own class loader and talks to it in EDN.
 *   <li>{@code KnossosVerdict}: Knossos' verdict on one register.
 *   <li>{@code KnossosException}: Knossos is missing or did not understand the request.
 *   <li>{@code ClassPath}: parses a class path as the JVM does.
 * </ol>
 *
 * <p>The environment variable {@code JEPSEN_CLASSPATH} names the class path with Clojure and
 * Knossos. Everything else builds and runs without them.
 */
package dev.ariadne.harness.cli.knossos;
