package dev.ariadne.harness.cli;

import dev.ariadne.checker.FileVerdict;
import dev.ariadne.checker.KeyVerdict;
import dev.ariadne.checker.Verdict;
import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.SafeText;
import dev.ariadne.checker.explain.Counterexample;
import dev.ariadne.checker.explain.CounterexampleText;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.store.RunDirectory;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Writes verdicts as a table, each row as soon as it is known. The violations follow at the end.
 */
final class VerdictTable implements VerdictOutput {

  /**
   * The number of wrong keys of one file that are printed in full. Only the sentence of the others
   * is printed.
   */
  private static final int TOLD_MAX = 3;

  /** The widths of all columns except the last; negative ones are aligned to the left. */
  private static final int[] WIDTHS = {-10, 10, 6, 9, 9, 9, -12};

  private final PrintWriter out;
  private final PrintWriter err;
  private final List<FileVerdict> verdicts = new ArrayList<>();
  private final ExplanationProgress progress;
  private boolean headed;

  VerdictTable(PrintWriter out, PrintWriter err, ExplanationProgress progress) {
    this.out = out;
    this.err = err;
    this.progress = progress;
  }

  @Override
  public void add(FileVerdict verdict) {
    verdicts.add(verdict);
    if (!headed) {
      headed = true;
      row("verdict", "operations", "keys", "size", "read", "check", "model", "file");
    }
    if (verdict instanceof FileVerdict.Checked checked) {
      row(
          verdict.word(),
          String.valueOf(checked.operations()),
          String.valueOf(checked.keys().size()),
          size(checked.bytes()),
          time(checked.readNanos()),
          time(checked.checkNanos()),
          checked.model(),
          checked.file());
    } else {
      row(verdict.word(), "-", "-", "-", "-", "-", "-", verdict.file());
    }
    out.flush();
  }

  // Without a Formatter: in a new JVM it takes longer than the check of a small file.
  private void row(String... cells) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < WIDTHS.length; i++) {
      // A gap between a column aligned to the right and one aligned to the left.
      row.append(i > 0 && WIDTHS[i - 1] > 0 && WIDTHS[i] < 0 ? " " : "");
      String blanks = " ".repeat(Math.max(0, Math.abs(WIDTHS[i]) - cells[i].length()));
      row.append(WIDTHS[i] < 0 ? cells[i] + blanks : blanks + cells[i]).append(' ');
    }
    out.println(row.append(name(cells[WIDTHS.length])));
  }

  private static String name(String file) {
    return SafeText.quoted(file);
  }

  /** Writes the verdict in words. The next row begins a new table. */
  @Override
  public void add(RunDirectory run, Checks.Outcome outcome) {
    if (headed) {
      out.println();
      headed = false;
    }
    out.println(run.path() + ": " + VerdictText.of(outcome));
  }

  /** Writes the violations file by file, and their number if there are many. */
  @Override
  public void finish() {
    for (FileVerdict verdict : verdicts) {
      if (verdict instanceof FileVerdict.Checked checked) {
        explain(checked);
      } else if (verdict instanceof FileVerdict.Unreadable(String file, String problem)) {
        err.println(problem);
      } else if (verdict instanceof FileVerdict.GivenUp(String file, String why)) {
        out.println();
        out.println(name(file) + ": unknown: " + why);
      }
    }
    err.flush();
    if (verdicts.size() > 1) {
      TreeMap<String, Integer> counts = new TreeMap<>();
      verdicts.forEach(verdict -> counts.merge(verdict.word(), 1, Integer::sum));
      List<String> words = new ArrayList<>();
      for (Map.Entry<String, Integer> count : counts.entrySet()) {
        words.add(count.getValue() + " " + count.getKey());
      }
      out.println();
      out.println(verdicts.size() + " files: " + String.join(", ", words) + ".");
    }
    out.flush();
  }

  private void explain(FileVerdict.Checked checked) {
    if (checked.operations() == 0) {
      about(checked, "vacuous: the file has no client operation.");
    }
    int told = 0;
    LongConsumer following = progress.of(name(checked.file()));
    for (KeyVerdict key : checked.keys()) {
      if (key.verdict() instanceof Verdict.NotLinearizable violation) {
        about(checked, "not linearizable.");
        out.flush();
        Counterexample why = violation.counterexample(following);
        if (told++ < TOLD_MAX) {
          out.print(CounterexampleText.render(why));
        } else {
          out.println(CounterexampleText.headline(why));
        }
        out.flush();
      } else if (key.verdict() instanceof Verdict.Unknown unknown) {
        String of =
            key.key().map(k -> "key " + SafeText.quoted(EdnPrinter.print(k)) + ": ").orElse("");
        Verdict.Proved proved = unknown.proved();
        String explained =
            "; an order explains the %d operations that ended first, of %d."
                .formatted(proved.operationsExplained(), proved.operations());
        about(checked, "unknown: " + of + unknown.why() + explained);
      }
    }
  }

  private void about(FileVerdict.Checked checked, String what) {
    out.println();
    out.println(name(checked.file()) + ": " + what);
  }

  private static String size(long bytes) {
    if (bytes < 10_000) {
      return bytes + " B";
    }
    return bytes < 10_000_000 ? bytes / 1000 + " kB" : bytes / 1_000_000 + " MB";
  }

  private static String time(long nanos) {
    return nanos < 10_000_000_000L
        ? tenths(nanos, 1_000_000) + " ms"
        : tenths(nanos, 1_000_000_000) + " s";
  }

  private static String tenths(long nanos, long unit) {
    long tenths = (nanos + unit / 20) / (unit / 10);
    return tenths / 10 + "." + tenths % 10;
  }
}
