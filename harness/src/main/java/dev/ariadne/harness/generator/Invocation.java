package dev.ariadne.harness.generator;

/**
 * An operation to begin now.
 *
 * @param worker who does it; must be free
 * @param f what is done, as in {@link dev.ariadne.checker.history.Op}
 * @param value an EDN datum; may be null
 */
public record Invocation(Worker worker, String f, Object value) {}
