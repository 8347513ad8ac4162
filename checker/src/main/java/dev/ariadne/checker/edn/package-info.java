/**
 * EDN in and out, with nothing needed beside the JDK: {@link dev.ariadne.checker.edn.EdnReader},
 * {@link dev.ariadne.checker.edn.EdnPrinter}, and the data that Java has no type for. Knows nothing
 * of histories.
 *
 * <p>{@code Numbers} reads long numbers in less than quadratic time, {@code Ratio} is a number that
 * Java lacks, and {@code SafeText} escapes and cuts text from outside for terminals and errors.
 */
package dev.ariadne.checker.edn;
