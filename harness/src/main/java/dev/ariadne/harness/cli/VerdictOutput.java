package dev.ariadne.harness.cli;

import dev.ariadne.checker.FileVerdict;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.store.RunDirectory;

/** Receives the verdicts of {@code ariadne check}, in the order of the files. */
interface VerdictOutput {

  void add(FileVerdict verdict);

  /** Adds the verdict on a run of this harness. */
  void add(RunDirectory run, Checks.Outcome outcome);

  /** All verdicts were added. */
  void finish();
}
