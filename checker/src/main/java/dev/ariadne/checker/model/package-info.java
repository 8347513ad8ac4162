/**
 * Models: the sequential specifications of systems. A user's own model needs {@link
 * dev.ariadne.checker.model.Model} and {@link dev.ariadne.checker.model.Step} only.
 *
 * <p>The interfaces, in reading order:
 *
 * <ul>
 *   <li>{@link dev.ariadne.checker.model.Model}: the initial state and the steps of a system.
 *   <li>{@link dev.ariadne.checker.model.Step}: a model's answer: the next state, or a refusal.
 *   <li>{@link dev.ariadne.checker.model.Access}: the effect of an operation on any state; it makes
 *       checking faster.
 *   <li>{@link dev.ariadne.checker.model.Shortcut}: a decision that a model makes without search.
 * </ul>
 *
 * <p>The models:
 *
 * <ul>
 *   <li>{@link dev.ariadne.checker.model.Models}: the ready-made models by name.
 *   <li>{@link dev.ariadne.checker.model.Keyed}: any model, once for each key.
 *   <li>{@link dev.ariadne.checker.model.Register}: one value; read, write and compare-and-set.
 *   <li>{@link dev.ariadne.checker.model.KeyValue}: the value of a key; get, put, append, delete.
 *   <li>{@link dev.ariadne.checker.model.RevisionedKeyValue}: the same with revision numbers.
 *   <li>{@link dev.ariadne.checker.model.SetModel}: a set.
 *   <li>{@link dev.ariadne.checker.model.Counter}: a number.
 *   <li>{@link dev.ariadne.checker.model.Mutex}: a lock.
 *   <li>{@link dev.ariadne.checker.model.FifoQueue}: a first-in-first-out queue.
 * </ul>
 *
 * <p>Their parts:
 *
 * <ul>
 *   <li>{@code SingleValueSteps}: the steps that models of a single value share.
 *   <li>{@code PersistentSet}: an immutable set that shares its elements with earlier ones.
 *   <li>{@code PersistentQueue}: an immutable queue that shares its elements with earlier ones.
 *   <li>{@code SetShortcut}: finds contradictions in the history of a set.
 *   <li>{@code GrowOnlySetOrder}: finds an order for a set without removals.
 *   <li>{@code CounterShortcut}: finds contradictions in the history of a counter.
 *   <li>{@code CounterOrder}: finds an order for a counter.
 *   <li>{@code QueueShortcut}: finds contradictions in the history of a queue.
 *   <li>{@code QueueOrder}: finds an order for a queue.
 * </ul>
 */
package dev.ariadne.checker.model;
