/**
 * The texts and pages about a run for people. All classes compute text; none prints. In reading
 * order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.report.Progress}: the progress of a run.
 *   <li>{@link dev.ariadne.harness.report.VerdictText}: the text at the end of a run: the verdict,
 *       then the reasons.
 *   <li>{@link dev.ariadne.harness.report.SweepVerdict}: the combined verdict on many worlds.
 *   <li>{@link dev.ariadne.harness.report.MarkdownSummary}: the summary in Markdown that CI systems
 *       show.
 *   <li>{@link dev.ariadne.harness.report.HtmlReport}: the file {@code report.html}.
 *   <li>{@code ThroughputDiagram}: a diagram of completions over time, with the faults.
 *   <li>{@code OperationDiagram}: a diagram of the operations around a violation.
 *   <li>{@code FaultBands}: the faults as coloured bands in a diagram.
 *   <li>{@code Html}: escapes text for a page that is also well-formed XML.
 *   <li>{@link dev.ariadne.harness.report.ProgramName}: the command with which this program was
 *       started.
 * </ol>
 */
package dev.ariadne.harness.report;
