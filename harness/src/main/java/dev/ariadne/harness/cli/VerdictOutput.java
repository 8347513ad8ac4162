package dev.ariadne.harness.cli;

import dev.ariadne.checker.FileVerdict;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.store.RunDirectory;

/** Where the verdicts of {@code ariadne check} go, in the order of its files. */
interface VerdictOutput {

  void add(FileVerdict verdict);

  /** On a run of this harness. */
  void add(RunDirectory run, Checks.Outcome outcome);

  /** There are no more. */
  void finish();
}
