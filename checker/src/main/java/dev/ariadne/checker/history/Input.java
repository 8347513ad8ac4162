package dev.ariadne.checker.history;

/**
 * What an operation was asked to do.
 *
 * @param f {@code read}, {@code write}, {@code cas} and so on, without the colon
 * @param value an EDN datum
 */
public record Input(String f, Object value) {}
