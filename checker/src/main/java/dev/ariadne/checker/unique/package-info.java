/**
 * Decisions in nearly linear time for histories in which no two operations write the same value.
 *
 * <p>The classes, in reading order:
 *
 * <ul>
 *   <li>{@link dev.ariadne.checker.unique.Chains}: which value follows from which, and its readers.
 *   <li>{@code Zones}: the order in which the chains can stand.
 *   <li>{@code FailedCasPlacement}: finds a moment for each failed compare-and-set.
 *   <li>{@link dev.ariadne.checker.unique.Decision}: the result.
 *   <li>{@link dev.ariadne.checker.unique.Columns}: the history of one register as arrays, for
 *       millions of operations.
 *   <li>{@code WritersByValue}: a hash table from a value to the operation that writes it.
 * </ul>
 *
 * <p>The idea of zones is that of Gibbons and Korach 1997 (reads whose writes are known) and of
 * Golab, Li and Shah 2011. The proofs in {@code Chains} and {@code Zones} include compare-and-set.
 * Nothing here knows models: operations are numbers.
 */
package dev.ariadne.checker.unique;
