/**
 * What a person gets to see: {@link dev.ariadne.harness.report.Progress} while a run goes on,
 * {@link dev.ariadne.harness.report.VerdictText} at its end, {@link
 * dev.ariadne.harness.report.HtmlReport} for afterwards. All are functions of what happened; none
 * prints.
 *
 * <p>{@code SweepVerdict} is the verdict on many worlds.
 */
package dev.ariadne.harness.report;
