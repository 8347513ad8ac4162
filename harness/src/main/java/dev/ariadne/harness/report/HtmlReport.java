package dev.ariadne.harness.report;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.OpEdn;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.check.FaultEffects;
import dev.ariadne.harness.check.FaultWindow;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.store.RecoveryRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes {@code report.html}: one file without references to others. It is well-formed XML, and all
 * text from the run is escaped.
 */
public final class HtmlReport {
  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 1040px; margin: 2em auto; padding: 0 1em; color: #222; }
      h1 { font-size: 1.4em; } h2 { font-size: 1.1em; margin-top: 2em; border-bottom: 1px solid #ddd; }
      .verdict { padding: .7em 1em; border-radius: 4px; color: #fff; font-weight: 600; }
      .verdict.valid { background: #2a7d3f; } .verdict.invalid { background: #b3261e; }
      .verdict.unknown, .verdict.vacuous { background: #8a6100; }
      table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25em .8em .25em 0; vertical-align: top; border-bottom: 1px solid #eee; }
      pre { background: #f6f6f6; padding: .8em; white-space: pre-wrap; overflow-wrap: anywhere; } code { font-size: .9em; overflow-wrap: anywhere; }
      svg { width: 100%; background: #fcfcfc; border: 1px solid #ddd; } svg text { font: 11px system-ui, sans-serif; fill: #333; }
      rect.ok { fill: #7cb48a; } rect.fail { fill: #d9a39f; } rect.info { fill: #d8c07c; }
      rect.involved { stroke: #b3261e; stroke-width: 2; } text.involved { font-weight: 600; }
      .band rect { opacity: .25; }
      """;

  private final Evidence evidence;
  private final Checks.Outcome outcome;
  private final StringBuilder page = new StringBuilder();

  private HtmlReport(Evidence evidence, Checks.Outcome outcome) {
    this.evidence = evidence;
    this.outcome = outcome;
  }

  public static String of(Evidence evidence, Checks.Outcome outcome) {
    HtmlReport report = new HtmlReport(evidence, outcome);
    report.write();
    return report.page.toString();
  }

  private void write() {
    String name = Html.escape(evidence.scenario().name());
    page.append("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n");
    page.append("<head><meta charset=\"utf-8\"/><title>").append(name);
    page.append(": ").append(word(outcome.verdict())).append("</title>\n<style>");
    page.append(STYLE).append("</style></head>\n<body>\n<h1>").append(name).append("</h1>\n");
    page.append("<p class=\"verdict ").append(word(outcome.verdict())).append("\">");
    page.append(Html.escape(VerdictText.headline(outcome))).append("</p>\n");
    checks();
    violations();
    page.append("<h2>Over time</h2>\n<p>Completed operations: ok green, failed red, unknown");
    page.append(" yellow; faults are the bands behind.</p>\n");
    page.append(ThroughputDiagram.svg(evidence.history()));
    faults();
    recovery();
    scenario();
    page.append("</body>\n</html>\n");
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private void checks() {
    page.append("<h2>Checks</h2>\n<table>\n");
    for (Result result : outcome.results()) {
      row("td", result.check(), VerdictText.word(result.verdict()), result.summary());
    }
    page.append("</table>\n");
  }

  private void violations() {
    for (Result result : outcome.results()) {
      if (result.verdict() == Verdict.VALID || result.details().isEmpty()) {
        continue;
      }
      page.append("<h2>").append(Html.escape(result.check())).append(": ");
      page.append(Html.escape(result.summary())).append("</h2>\n<pre>");
      page.append(Html.escape(String.join("\n", result.details()))).append("</pre>\n");
      Set<Long> involved = new LinkedHashSet<>(result.involved());
      if (!involved.isEmpty()) {
        page.append("<p>Each bar is an operation on the same key, from its invocation to its");
        page.append(" completion; those outlined contradict each other.</p>\n");
        page.append(OperationDiagram.svg(evidence.history(), involved));
        page.append("<p>In the history:</p>\n<pre>");
        for (Op op : evidence.history()) {
          if (involved.contains(op.index())) {
            page.append(Html.escape(OpEdn.toLine(op))).append('\n');
          }
        }
        page.append("</pre>\n");
      }
    }
  }

  private void faults() {
    List<FaultEffects> effects = FaultEffects.of(evidence);
    if (effects.isEmpty()) {
      return;
    }
    page.append("<h2>What the faults did</h2>\n<table>\n");
    for (FaultEffects kind : effects) {
      String counters =
          kind.counters().entrySet().stream()
              .map(entry -> entry.getValue() + " " + entry.getKey())
              .collect(Collectors.joining(", "));
      row("td", kind.kind(), kind.bitInWords(), counters);
    }
    page.append("</table>\n<details><summary>Each one</summary>\n<table>\n");
    row("th", "from", "to", "what", "resolved");
    for (FaultWindow window : FaultWindow.of(evidence.history())) {
      row(
          "td",
          Html.seconds(window.from()),
          Html.seconds(window.to()),
          window.kind().name(),
          EdnPrinter.print(window.what()));
    }
    page.append("</table></details>\n");
  }

  private void recovery() {
    if (evidence.recovery().isEmpty()) {
      return;
    }
    RecoveryRecord recovery = evidence.recovery().get();
    page.append("<h2>Snapshot recovery</h2>\n<p>");
    page.append(
        recovery.settled() < 0
            ? "The nodes did not come to one applied index."
            : "Recovered from copies of the disks to index " + recovery.settled() + ".");
    page.append("</p>\n<table>\n");
    row("th", "node", "index", "term", "state");
    for (RecoveryRecord.Node node : recovery.nodes()) {
      row(
          "td",
          node.node(),
          Long.toString(node.index()),
          Long.toString(node.term()),
          node.error().isEmpty() ? node.stateHash() : node.error());
    }
    page.append("</table>\n<p>");
    String replayed =
        "Replay of the log of "
            + recovery.keeper()
            + " from nothing: "
            + (recovery.replayError().isEmpty()
                ? recovery.replayed().size() + " states"
                : recovery.replayError());
    page.append(Html.escape(replayed)).append("</p>\n");
  }

  private void scenario() {
    page.append("<h2>Scenario</h2>\n<pre>");
    page.append(Html.escape(evidence.scenario().toJson())).append("</pre>\n");
  }

  private void row(String cell, String... texts) {
    page.append("<tr>");
    for (String text : texts) {
      page.append('<').append(cell).append('>').append(Html.escape(text));
      page.append("</").append(cell).append('>');
    }
    page.append("</tr>\n");
  }
}
