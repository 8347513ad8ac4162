package dev.ariadne.harness.cli;

import dev.ariadne.checker.FileVerdict;
import dev.ariadne.checker.VerdictJson;
import dev.ariadne.checker.edn.SafeText;
import dev.ariadne.checker.json.JsonWriter;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.store.RunDirectory;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Writes verdicts as one JSON object. The verdict on a file is written before its explanation
 * begins.
 */
final class VerdictList implements VerdictOutput {

  private final PrintWriter out;
  private final ExplanationProgress progress;
  private final JsonWriter json = new JsonWriter().object().name("files").array();
  private int written;

  VerdictList(PrintWriter out, ExplanationProgress progress) {
    this.out = out;
    this.progress = progress;
  }

  @Override
  public void add(FileVerdict verdict) {
    String file = SafeText.quoted(verdict.file());
    VerdictJson.write(verdict, json, this::flush, progress.of(file));
    flush();
  }

  private void flush() {
    out.print(json.since(written));
    out.flush();
    written = json.length();
  }

  @Override
  public void add(RunDirectory run, Checks.Outcome outcome) {
    json.object().name("file").value(run.path().toString());
    json.name("verdict").value(outcome.verdict().name().toLowerCase(Locale.ROOT));
    json.name("checks").array();
    for (Result result : outcome.results()) {
      json.object().name("check").value(result.check());
      json.name("verdict").value(result.verdict().name().toLowerCase(Locale.ROOT));
      if (!result.counts()) {
        json.name("notChecked").value(true);
      }
      json.name("summary").value(result.summary());
      json.name("details").array();
      result.details().forEach(json::value);
      json.end().end();
    }
    json.end().end();
    flush();
  }

  @Override
  public void finish() {
    json.end().end();
    flush();
    out.println();
    out.flush();
  }
}
