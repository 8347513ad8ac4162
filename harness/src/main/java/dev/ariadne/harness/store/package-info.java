/**
 * The stored files of runs. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.store.Store}: the directory of all runs, laid out as Jepsen's.
 *   <li>{@link dev.ariadne.harness.store.RunDirectory}: the directory of one run.
 *   <li>{@link dev.ariadne.harness.store.Scenario}: {@code test.json}: everything needed to repeat
 *       a test.
 *   <li>{@link dev.ariadne.harness.store.ClusterSize}: the number of nodes, and the size of their
 *       logs.
 *   <li>{@link dev.ariadne.harness.store.Load}: the work of the clients.
 *   <li>{@link dev.ariadne.harness.store.FaultSchedule}: the faults, and the time between two.
 *   <li>{@code StoredScenario}: the form in which a scenario is stored, and older forms of it.
 *   <li>{@link dev.ariadne.harness.store.Dimension}: a dimension in which worlds differ; a seed
 *       draws it unless an option fixes it.
 *   <li>{@link dev.ariadne.harness.store.ScenarioLimits}: the ranges that a scenario must keep.
 *   <li>{@link dev.ariadne.harness.store.RunRecord}: {@code run.json}: how a run ended, and what
 *       its target could observe.
 *   <li>{@link dev.ariadne.harness.store.SimulationRecord}: {@code simulation.json}: the identity
 *       and outcome of a simulated run.
 *   <li>{@link dev.ariadne.harness.store.RecoveryRecord}: the result of recovering nodes from
 *       copies of their disks.
 *   <li>{@code ParseErrorText}: describes what is wrong with a stored file.
 * </ol>
 *
 * <p>Files are written during the run: written data stays readable if the harness dies. Every check
 * uses only what is stored here, so it can be repeated.
 */
package dev.ariadne.harness.store;
