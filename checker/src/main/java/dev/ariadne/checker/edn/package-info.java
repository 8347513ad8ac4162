/**
 * Reading and writing of EDN, Clojure's data format. It needs the JDK only and knows nothing of
 * histories.
 *
 * <p>The classes, in reading order:
 *
 * <ul>
 *   <li>{@link dev.ariadne.checker.edn.EdnReader}: reads data from a text.
 *   <li>{@link dev.ariadne.checker.edn.TextInput}: the characters of a text, with line and column.
 *   <li>{@code NumberParser}: parses long numbers in less than quadratic time.
 *   <li>{@link dev.ariadne.checker.edn.EdnException}: text that is not EDN.
 *   <li>{@link dev.ariadne.checker.edn.Keyword}: a keyword, such as {@code :ok}.
 *   <li>{@link dev.ariadne.checker.edn.Symbol}: a symbol.
 *   <li>{@link dev.ariadne.checker.edn.Tagged}: a datum with a tag, such as {@code #inst}.
 *   <li>{@link dev.ariadne.checker.edn.Ratio}: an exact fraction.
 *   <li>{@link dev.ariadne.checker.edn.EdnPrinter}: prints data on one line.
 *   <li>{@link dev.ariadne.checker.edn.EdnOrder}: a total order of data.
 *   <li>{@link dev.ariadne.checker.edn.SafeText}: escapes and cuts untrusted text for terminals.
 * </ul>
 */
package dev.ariadne.checker.edn;
