package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;

/**
 * What becomes of a generator after an event: itself, which goes on listening, or another one in
 * its place. Must be a pure function.
 */
public interface Updater {

  Generator update(Generator generator, Context context, Op event);
}
