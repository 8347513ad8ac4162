/**
 * EDN in and out, with nothing needed beside the JDK: {@link dev.ariadne.checker.edn.EdnReader},
 * {@link dev.ariadne.checker.edn.EdnPrinter}, and the data that Java has no type for. Knows nothing
 * of histories.
 */
package dev.ariadne.checker.edn;
