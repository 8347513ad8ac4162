package dev.ariadne.harness.report;

import dev.ariadne.harness.Printable;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.store.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;

/** A summary of a command in Markdown, which CI systems show beside a build. */
public final class MarkdownSummary {
  /** The number of runs that are listed; all are counted. */
  private static final int TOLD_MAX = 20;

  /** The number of printed lines of a counterexample. */
  private static final int LINES_MAX = 40;

  private record Run(long seed, Checks.Outcome outcome) {}

  private final String title;
  private final LongFunction<String> again;
  private final List<Run> told = new ArrayList<>();
  private final SweepVerdict all;
  private long runs;
  private Optional<RunDirectory> directory = Optional.empty();

  /**
   * @param title a line that names the command or the test
   * @param again the command that runs a seed again
   */
  public MarkdownSummary(String title, LongFunction<String> again) {
    this(title, again, SweepVerdict.ANY_SHARE);
  }

  /**
   * @param vacuousMax as in {@link SweepVerdict}
   */
  public MarkdownSummary(String title, LongFunction<String> again, double vacuousMax) {
    this.title = title;
    this.again = again;
    this.all = new SweepVerdict(vacuousMax);
  }

  /**
   * Adds a run. Of several runs only those that were not valid are listed; a single run is shown in
   * full.
   */
  public void add(long seed, Checks.Outcome outcome) {
    all.add(seed, outcome);
    boolean bad = outcome.verdict() == Verdict.INVALID || outcome.verdict() == Verdict.UNKNOWN;
    if (runs == 0 || bad && told.size() < TOLD_MAX) {
      told.add(new Run(seed, outcome));
    }
    runs++;
  }

  /** Names the directory of the single run. */
  public void kept(RunDirectory where) {
    directory = Optional.of(where);
  }

  /** The text, with its end. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    if (runs == 1) {
      Run only = told.getFirst();
      text.append("## ").append(VerdictText.headline(only.outcome())).append("\n\n");
      text.append(plain(title)).append("\n\n");
      checks(only, text);
    } else {
      many(text);
    }
    directory.ifPresent(
        where -> text.append("Report: ").append(code(where.report().toString())).append("\n\n"));
    return text.toString();
  }

  private void many(StringBuilder text) {
    long wrong = all.count(Verdict.INVALID);
    text.append("## ")
        .append(wrong == 0 ? "No violation" : wrong == 1 ? "1 violation" : wrong + " violations")
        .append(" in ")
        .append(runs)
        .append(" runs")
        .append(showedNothing())
        .append("\n\n")
        .append(all.sentence())
        .append("\n\n");
    text.append(plain(title)).append("\n\n").append(all.counts()).append(".\n\n");
    text.append("| verdict | worlds |\n|---|---|\n");
    for (Verdict verdict : Verdict.values()) {
      if (all.count(verdict) > 0) {
        text.append("| ").append(word(verdict)).append(" | ").append(all.count(verdict));
        text.append(" |\n");
      }
    }
    text.append('\n');
    all.reasons().forEach(reason -> text.append("- ").append(plain(reason)).append('\n'));
    text.append('\n');
    for (Run run : told) {
      if (run.outcome().verdict() == Verdict.INVALID
          || run.outcome().verdict() == Verdict.UNKNOWN) {
        text.append("### Seed ").append(run.seed()).append("\n\n");
        checks(run, text);
      }
    }
    if (told.size() == TOLD_MAX) {
      text.append("Further runs that were not valid are counted only.\n\n");
    }
  }

  /** The number of runs that show nothing, for the title. */
  private String showedNothing() {
    List<String> words = new ArrayList<>();
    for (Verdict verdict : List.of(Verdict.UNKNOWN, Verdict.VACUOUS)) {
      if (all.count(verdict) > 0) {
        words.add(all.count(verdict) + " " + word(verdict));
      }
    }
    return words.isEmpty() ? "" : ", " + String.join(" and ", words);
  }

  private void checks(Run run, StringBuilder text) {
    text.append("| check | verdict | |\n|---|---|---|\n");
    for (Result result : run.outcome().results()) {
      text.append("| ")
          .append(plain(result.check()))
          .append(" | ")
          .append(word(result.verdict()))
          .append(" | ")
          .append(plain(result.summary()))
          .append(" |\n");
    }
    text.append('\n');
    for (Result result : run.outcome().results()) {
      if (result.verdict() == Verdict.INVALID && !result.details().isEmpty()) {
        List<String> lines = result.details();
        text.append("<details><summary>").append(plain(result.check())).append("</summary>\n\n");
        lines
            .subList(0, Math.min(LINES_MAX, lines.size()))
            .forEach(line -> text.append("    ").append(Printable.line(line)).append('\n'));
        text.append("\n</details>\n\n");
      }
    }
    text.append("Run again: ").append(code(again.apply(run.seed()))).append("\n\n");
  }

  private static String word(Verdict verdict) {
    return verdict == Verdict.INVALID ? "**invalid**" : verdict.name().toLowerCase(Locale.ROOT);
  }

  /** Code within a line; its fence is longer than any row of backticks in the code. */
  private static String code(String text) {
    String line = Printable.line(text);
    String fence = "`";
    while (line.contains(fence)) {
      fence += "`";
    }
    String gap = fence.length() == 1 ? "" : " ";
    return fence + gap + line + gap + fence;
  }

  /** Text without markup, in one line. */
  private static String plain(String text) {
    return Printable.line(text)
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("`", "\\`")
        .replace("~", "\\~")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("[", "\\[");
  }
}
