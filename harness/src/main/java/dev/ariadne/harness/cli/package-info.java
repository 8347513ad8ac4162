/**
 * The command line. Only this package uses the wall clock, the terminal and Ctrl-C. A target may
 * bring commands of its own.
 *
 * <p>Commands, in reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.cli.Main}: the command {@code ariadne} with all its subcommands.
 *   <li>{@code TestCommand}: the command {@code ariadne test}: one test and its verdict.
 *   <li>{@code TestOptions}: the options of a test, with Jepsen's names where it has them.
 *   <li>{@code FaultHelp}: the kinds of faults as a section of the help.
 *   <li>{@code SimOptions}: further options of a simulated test.
 *   <li>{@code SimulatedTest}: runs simulated worlds and prints the results.
 *   <li>{@code ReplayCommand}: the command {@code ariadne replay}: runs a stored run again.
 *   <li>{@code LiveReplay}: repeats the operations and faults of a stored run on real servers.
 *   <li>{@code RecordedOperations}: the operations that a stored run began.
 *   <li>{@code SimulatedSearch}: searches for a simulated world in which the same checks fail.
 *   <li>{@code CheckCommand}: the command {@code ariadne check}: verdicts on stored histories.
 *   <li>{@code CheckOptions}: the options that say how histories are read and checked.
 *   <li>{@code CheckFastPath}: {@code ariadne check} with few options, which starts faster.
 * </ol>
 *
 * <p>Output and limits, in reading order:
 *
 * <ol>
 *   <li>{@code VerdictOutput}: receives the verdicts of {@code ariadne check} in the order of
 *       files.
 *   <li>{@code VerdictTable}: writes verdicts as a table.
 *   <li>{@code VerdictList}: writes verdicts as one JSON object.
 *   <li>{@code ExplanationProgress}: shows the progress of a long explanation.
 *   <li>{@code ProgressPrinter}: shows the progress of a run.
 *   <li>{@code CommandTimeLimit}: ends {@code ariadne check} after a time.
 *   <li>{@code Interruption}: ends a run in order on Ctrl-C or SIGTERM.
 *   <li>{@code OptionNumbers}: parses numbers and checks their ranges.
 *   <li>{@code UsageText}: error messages for a wrong command line.
 *   <li>{@link dev.ariadne.harness.cli.ClassArchiveWarmUp}: loads the classes of a small check, so
 *       that the build can archive them.
 * </ol>
 *
 * <p>Exit statuses: {@link dev.ariadne.harness.check.Verdict} has 0 to 2, {@code Main} has 254 for
 * bad usage and 255 for a failure of the harness.
 */
package dev.ariadne.harness.cli;
