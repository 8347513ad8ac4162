package dev.ariadne.harness.junit;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.history.HistoryWriter;
import dev.ariadne.harness.report.HtmlReport;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Where a run by hand is kept: a live one always, each operation before it is sent; a simulated one
 * once it has failed.
 */
final class ByHandStore {
  private final Path root;
  private Optional<RunDirectory> directory;
  private Optional<HistoryWriter> writer = Optional.empty();

  private ByHandStore(Path root, Optional<RunDirectory> directory) {
    this.root = root;
    this.directory = directory;
  }

  /** Of a live run, whose directory is there. */
  static ByHandStore of(RunDirectory directory, Path root) throws IOException {
    ByHandStore store = new ByHandStore(root, Optional.of(directory));
    store.writer = Optional.of(HistoryWriter.create(directory.history()));
    return store;
  }

  /** Of a run that is kept only if it fails. */
  static ByHandStore ifItFails(Path root) {
    return new ByHandStore(root, Optional.empty());
  }

  Optional<RunDirectory> directory() {
    return directory;
  }

  /** Keeps an operation, before anything is done about it. */
  void record(Op op) {
    writer.ifPresent(open -> open.record(op));
  }

  /**
   * Writes what there is: history, results, report.
   *
   * @return where it is
   */
  RunDirectory keep(Evidence evidence, Checks.Outcome outcome) {
    try {
      if (directory.isEmpty()) {
        RunDirectory fresh = new Store(root).begin(evidence.scenario(), ZonedDateTime.now());
        directory = Optional.of(fresh);
        try (HistoryWriter all = HistoryWriter.create(fresh.history())) {
          evidence.history().forEach(all::record);
        }
      }
      close();
      RunDirectory kept = directory.get();
      kept.write(evidence.run());
      kept.writeEvents(evidence.events());
      kept.write(kept.results(), outcome.toEdn());
      kept.write(kept.report(), HtmlReport.of(evidence, outcome));
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException("a run by hand could not be kept: " + e.getMessage(), e);
    }
  }

  private void close() throws IOException {
    if (writer.isPresent()) {
      writer.get().close();
      writer = Optional.empty();
    }
  }
}
