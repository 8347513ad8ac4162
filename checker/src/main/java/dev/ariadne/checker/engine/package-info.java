/**
 * The decision procedures: whether a model can explain the operations of one key.
 *
 * <p>The way in, and what comes out:
 *
 * <ul>
 *   <li>{@link dev.ariadne.checker.engine.Engine}: tries the procedures below, the fastest first.
 *   <li>{@link dev.ariadne.checker.engine.Outcome}: the result.
 *   <li>{@link dev.ariadne.checker.engine.Meter}: counts steps and bytes against the budget.
 *   <li>{@link dev.ariadne.checker.engine.Reduction}: the reductions that make the search short.
 *   <li>{@link dev.ariadne.checker.engine.WitnessCheck}: checks a witness, independently of the
 *       search.
 * </ul>
 *
 * <p>Decisions without search, in nearly linear time:
 *
 * <ul>
 *   <li>{@code OperationTable}: the operations that count, as columns.
 *   <li>{@code InternedValues}: values as small integers.
 *   <li>{@code UniqueValues}: decides if no two operations write the same value; see the package
 *       {@code unique}.
 *   <li>{@code OneRepeatedValue}: decides if only one value is written more than once, such as a
 *       register with deletes.
 *   <li>{@code UniqueAppends}: decides if hardly any two operations append the same element.
 *   <li>{@code SequenceParser}: splits the strings and lists that were read into appends.
 *   <li>{@code ParsedSequence}: the longest such string or list, with its parts.
 *   <li>{@code StaleReads}: finds a read of a value that had certainly been overwritten.
 *   <li>{@code ValueIntervals}: finds contradictions between the times at which values were there.
 *   <li>{@code Overwriters}: the operation that first shows that a value is gone.
 * </ul>
 *
 * <p>The search:
 *
 * <ul>
 *   <li>{@code Preprocessing}: drops operations and shrinks intervals before the search.
 *   <li>{@code EncodedHistory}: the operations of one key as small integers.
 *   <li>{@code OperationClasses}: numbers the operations that have the same effect.
 *   <li>{@code InternedStates}: a model's states as small integers.
 *   <li>{@code SearchPortfolio}: several searches that take turns.
 *   <li>{@code SuccessorOrder}: which successor a search tries first.
 *   <li>{@code Search}: depth-first search over configurations.
 *   <li>{@code Successors}: the successors of a configuration.
 *   <li>{@code UnknownRuns}: runs of operations of unknown outcome.
 *   <li>{@code SwapSources}: the states from which unknown compare-and-sets lead to a state.
 *   <li>{@code LookAhead}: cuts off configurations that cannot succeed.
 *   <li>{@code VisitedConfigurations}: the cache of configurations.
 *   <li>{@code UsedUnknowns}: how many unknown operations of each class have happened.
 *   <li>{@code InsertionSort}: sorts operations that are nearly in order.
 *   <li>{@code IntStack}: a stack of ints.
 * </ul>
 *
 * <p>A history is linearizable if there is an order of all operations that happened, and of some
 * operations of unknown outcome, such that the model accepts the order, and an operation that ended
 * before another one began comes before it (Herlihy and Wing 1990). The search is that of Wing and
 * Gong 1993 with the cache of Lowe 2017. Its cost is linear in the length of a history. At worst it
 * is exponential in the number of concurrent operations and of unknown outcomes: the problem is
 * NP-complete (Gibbons and Korach 1997).
 */
package dev.ariadne.checker.engine;
