/**
 * The command line: {@link dev.ariadne.harness.cli.Main} and its commands {@code test} and {@code
 * check}; a target brings more of its own. Here, at the outermost edge, are the wall clock, the
 * terminal and Ctrl-C.
 *
 * <p>{@code OptionNumbers} parses numbers with their ranges, {@code UsageText} words bad usage,
 * {@code CommandTimeLimit} and {@code ExplanationProgress} bound and show the work of {@code
 * check}.
 */
package dev.ariadne.harness.cli;
