package dev.ariadne.checker.history;

/**
 * The input of an operation: its function and its argument.
 *
 * @param f the function without the colon: {@code read}, {@code write}, {@code cas} and so on
 * @param value the argument, an EDN datum
 */
public record Input(String f, Object value) {}
