package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;

/**
 * Replaces a generator after an event: by itself, which continues to receive events, or by another
 * one. Must be a pure function.
 */
public interface Updater {

  Generator update(Generator generator, Context context, Op event);
}
