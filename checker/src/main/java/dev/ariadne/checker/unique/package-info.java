/**
 * Decides in nearly linear time where no two operations write the same value.
 *
 * <p>In reading order: {@link dev.ariadne.checker.unique.Chains} (which value follows from which,
 * and who saw it), {@code Zones} (in which order the chains can stand), {@code Bystanders} (where
 * failed comparisons fit), {@link dev.ariadne.checker.unique.Decision} (what comes out); {@link
 * dev.ariadne.checker.unique.Columns} is a register's history as arrays, for those who have millions
 * of operations, and {@code Longs} finds their values.
 *
 * <p>The idea of zones is that of Gibbons and Korach 1997 (reads whose writes are known) and of
 * Golab, Li and Shah 2011; what is proved here, in {@code Chains} and {@code Zones}, includes
 * compare-and-set. Nothing here knows models: operations are numbers.
 */
package dev.ariadne.checker.unique;
