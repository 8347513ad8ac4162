package dev.ariadne.checker;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.explain.CounterexampleJson;
import dev.ariadne.checker.json.JsonWriter;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Writes verdicts as JSON. The verdict on a file has one of these forms:
 *
 * <pre>
 * {"file", "verdict": "valid" | "invalid" | "unknown" | "vacuous", "format", "model", "bytes", "operations",
 *  "steps", "readMillis", "checkMillis",
 *  "keys": [{"key" | null, "operations", "steps", "verdict",
 *            "why": of an unknown, "counterexample": of an invalid}]}
 * {"file", "verdict": "unreadable", "problem"}
 * {"file", "verdict": "unknown", "why"}: its time was over before there was a verdict
 * </pre>
 *
 * <p>A key is a string with EDN. {@link CounterexampleJson} describes a counterexample.
 */
public final class VerdictJson {

  private VerdictJson() {}

  /**
   * Writes a verdict as the next JSON value.
   *
   * @param beforeExplanation runs after the verdict has been written and before its explanation is
   *     made
   * @param progress see {@link Verdict.NotLinearizable#counterexample(LongConsumer)}
   */
  public static void write(
      FileVerdict verdict, JsonWriter json, Runnable beforeExplanation, LongConsumer progress) {
    json.object().name("file").value(verdict.file());
    json.name("verdict").value(verdict.word());
    switch (verdict) {
      case FileVerdict.Unreadable unreadable -> {
        json.name("problem").value(unreadable.problem());
      }
      case FileVerdict.GivenUp givenUp -> json.name("why").value(givenUp.why());
      case FileVerdict.Checked checked -> {
        json.name("format").value(checked.format().label());
        json.name("model").value(checked.model());
        json.name("bytes").value(checked.bytes());
        json.name("operations").value(checked.operations());
        json.name("steps").value(checked.steps());
        json.name("readMillis").thousandths(checked.readNanos() / 1e6);
        json.name("checkMillis").thousandths(checked.checkNanos() / 1e6);
        json.name("keys").array();
        for (KeyVerdict key : checked.keys()) {
          write(key, json, beforeExplanation, progress);
        }
        json.end();
      }
    }
    json.end();
  }

  private static void write(
      KeyVerdict key, JsonWriter json, Runnable beforeExplanation, LongConsumer progress) {
    Optional<String> name = key.key().map(EdnPrinter::print);
    json.object().name("key").value(name.orElse(null));
    json.name("operations").value(key.operations());
    json.name("steps").value(key.steps());
    json.name("verdict").value(key.verdict().word());
    switch (key.verdict()) {
      case Verdict.Linearizable linearizable -> {}
      case Verdict.NotLinearizable violation -> {
        json.name("counterexample");
        beforeExplanation.run();
        CounterexampleJson.write(violation.counterexample(progress), json);
      }
      case Verdict.Unknown unknown -> json.name("why").value(unknown.why());
    }
    json.end();
  }
}
