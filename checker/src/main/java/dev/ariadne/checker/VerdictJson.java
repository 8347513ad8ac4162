package dev.ariadne.checker;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.explain.CounterexampleJson;
import dev.ariadne.checker.json.JsonWriter;
import java.util.Optional;

/**
 * Verdicts as JSON. Of a file:
 *
 * <pre>
 * {"file", "verdict": "valid" | "invalid" | "unknown" | "vacuous", "format", "model", "bytes", "operations",
 *  "steps", "readMillis", "checkMillis",
 *  "keys": [{"key" | null, "operations", "steps", "verdict",
 *            "why": of an unknown, "counterexample": of an invalid}]}
 * {"file", "verdict": "unreadable", "problem"}
 * </pre>
 *
 * <p>Keys are EDN in a string. A counterexample is as {@link CounterexampleJson} has it.
 */
public final class VerdictJson {

  private VerdictJson() {}

  /** As the next value. */
  public static void write(FileVerdict verdict, JsonWriter json) {
    json.object().name("file").value(verdict.file());
    json.name("verdict").value(verdict.word());
    switch (verdict) {
      case FileVerdict.Unreadable unreadable -> {
        json.name("problem").value(unreadable.problem());
      }
      case FileVerdict.Checked checked -> {
        json.name("format").value(checked.format().label());
        json.name("model").value(checked.model());
        json.name("bytes").value(checked.bytes());
        json.name("operations").value(checked.operations());
        json.name("steps").value(checked.steps());
        json.name("readMillis").thousandths(checked.readNanos() / 1e6);
        json.name("checkMillis").thousandths(checked.checkNanos() / 1e6);
        json.name("keys").array();
        checked.keys().forEach(key -> write(key, json));
        json.end();
      }
    }
    json.end();
  }

  private static void write(KeyVerdict key, JsonWriter json) {
    Optional<String> name = key.key().map(EdnPrinter::print);
    json.object().name("key").value(name.orElse(null));
    json.name("operations").value(key.operations());
    json.name("steps").value(key.steps());
    json.name("verdict").value(key.verdict().word());
    switch (key.verdict()) {
      case Verdict.Linearizable linearizable -> {}
      case Verdict.NotLinearizable violation -> {
        json.name("counterexample");
        CounterexampleJson.write(violation.counterexample(), json);
      }
      case Verdict.Unknown unknown -> json.name("why").value(unknown.why());
    }
    json.end();
  }
}
