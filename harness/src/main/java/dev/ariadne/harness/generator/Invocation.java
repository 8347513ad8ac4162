package dev.ariadne.harness.generator;

/**
 * @param worker the worker of the operation; must be free
 * @param f the name of the operation, as in {@link dev.ariadne.checker.history.Op}
 * @param value an EDN datum; may be null
 */
public record Invocation(Worker worker, String f, Object value) {}
