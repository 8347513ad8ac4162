/**
 * What a system promises, as a sequential specification: {@link dev.ariadne.checker.model.Model}
 * with its answer {@link dev.ariadne.checker.model.Step} is all that a user's own model needs;
 * {@link dev.ariadne.checker.model.Access} is what a model may add to be checked faster.
 * Ready-made: {@link dev.ariadne.checker.model.Register}, {@link
 * dev.ariadne.checker.model.KeyValue}, with revisions {@link dev.ariadne.checker.model.Revisions},
 * {@link dev.ariadne.checker.model.SetModel}, {@link dev.ariadne.checker.model.Counter}, {@link
 * dev.ariadne.checker.model.Mutex}, {@link dev.ariadne.checker.model.FifoQueue}; any model once for
 * each key as {@link dev.ariadne.checker.model.Keyed}; all by name in {@link
 * dev.ariadne.checker.model.Models}.
 *
 * <p>{@code Shortcut} is what a model can say of a whole history without search: a contradiction
 * with its evidence ({@code SetShortcut}, {@code CounterShortcut}, {@code QueueShortcut}), or an
 * order that may explain it ({@code GrowingSetOrder}, {@code CounterOrder}, {@code QueueOrder}).
 */
package dev.ariadne.checker.model;
