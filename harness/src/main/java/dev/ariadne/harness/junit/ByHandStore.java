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
 * Keeps a run by hand. A live run is always kept, each operation before it is sent. A simulated run
 * is kept only if it has failed.
 */
final class ByHandStore {
  private final Path root;
  private Optional<RunDirectory> directory;
  private Optional<HistoryWriter> writer = Optional.empty();

  private ByHandStore(Path root, Optional<RunDirectory> directory) {
    this.root = root;
    this.directory = directory;
  }

  /** The store of a live run, whose directory exists. */
  static ByHandStore of(RunDirectory directory, Path root) throws IOException {
    ByHandStore store = new ByHandStore(root, Optional.of(directory));
    store.writer = Optional.of(HistoryWriter.create(directory.history()));
    return store;
  }

  /** The store of a run that is kept only if it fails. */
  static ByHandStore ifItFails(Path root) {
    return new ByHandStore(root, Optional.empty());
  }

  Optional<RunDirectory> directory() {
    return directory;
  }

  /** Keeps an operation before it is done. */
  void record(Op op) {
    writer.ifPresent(open -> open.record(op));
  }

  /**
   * Writes the history, the results and the report.
   *
   * @return the directory of the run
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
