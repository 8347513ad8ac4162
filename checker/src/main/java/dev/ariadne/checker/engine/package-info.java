/**
 * Decides. {@link dev.ariadne.checker.engine.Engine} is the way in; then, in the order of events,
 * {@code Admitted} (which operations count) with {@code Values}, {@code UniqueValues}, {@code
 * ReturningValue} and {@code UniqueLists} with {@code Sequences} and {@code Grown} (no search, in
 * nearly linear time, where hardly any two operations write the same; see the package {@code
 * unique}), {@code Replaced} (a contradiction that needs no search, however often values repeat),
 * {@code Preparation} (what can be said without search), {@code Part} (the operations of one key as
 * small integers), {@code Turns} (of searches that differ in their {@code Order}; when they become
 * long, {@code Spans}, contradictions in nearly linear time; both by {@code Replacers}), {@code
 * Search} (depth first over configurations) with {@code Moves} (what can come next), {@code Runs},
 * {@code LookAhead}, {@code Visited} and {@code UsedUnknowns}; {@link
 * dev.ariadne.checker.engine.Replay} checks what was found without knowing how. {@link
 * dev.ariadne.checker.engine.Meter} counts what all that costs.
 *
 * <p>A history is linearizable if all that happened and some of what may have happened can be put
 * into an order that the model accepts, and in which what had ended before something else began
 * comes before it (Herlihy and Wing 1990). The search is that of Wing and Gong 1993 with the cache
 * of Lowe 2017; {@link dev.ariadne.checker.engine.Rule} lists what makes it short. Its cost is
 * linear in the length of a history and, at worst, exponential in how much of it goes on at once
 * and in the number of unknown outcomes: the problem is NP-complete (Gibbons and Korach 1997).
 */
package dev.ariadne.checker.engine;
