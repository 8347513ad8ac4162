/**
 * Knossos, Jepsen's own checker, as a second opinion: {@code ./ariadne check --engine knossos}.
 *
 * <p>{@link dev.ariadne.harness.cli.knossos.KnossosCheck} judges stored histories of registers, key
 * by key. {@link dev.ariadne.harness.cli.knossos.Knossos} is the bridge: it loads Clojure and
 * Knossos from the class path that the environment variable {@code JEPSEN_CLASSPATH} names, in a
 * class loader of its own, and talks to them in EDN texts. Nothing of either is needed to build or
 * to run anything else.
 */
package dev.ariadne.harness.cli.knossos;
