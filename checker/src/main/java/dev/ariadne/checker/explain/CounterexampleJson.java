package dev.ariadne.checker.explain;

import dev.ariadne.checker.explain.Counterexample.Described;
import dev.ariadne.checker.explain.Counterexample.Fact;
import dev.ariadne.checker.explain.Counterexample.Partial;
import dev.ariadne.checker.explain.Counterexample.PlacedOperation;
import dev.ariadne.checker.explain.Counterexample.RefusedOperation;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.json.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes a counterexample as JSON, for programs that draw it. Each operation is written once, under
 * {@code operations}; other places name it by its {@code id}. An order is a list of {@code [id,
 * state after it]}.
 *
 * <pre>
 * {"key", "kind": "stale" | "never-written" | "lost" | "duplicated" | "out-of-order" | "wrong-sum" |
 *  "unexplained", "sentence", "culprit": id,
 *  "shortest", "minimal", "missed": id | null, "begun": operations until the culprit's end,
 *  "operations": [{"id", "process", "f", "text", "call", "return": position | null,
 *                  "index" | null, "line" | null, "outcome": "ok" | "failed" | "unknown",
 *                  "role": "evidence" | "context" | "other",
 *                  "facts": ["outcome", "denied", "began", "ended"]}],
 *  "partials": [{"without": id, "order", "orderSize", "whyNot": [text]}],
 *  "explained": order, "pending": [{"id", "why"}],
 *  "contextSize", "explainedSize"}
 * </pre>
 *
 * <p>The context, the longest explanation and the other orders have their last 200 operations only.
 * The text of an operation or a state is cut in the middle if it is longer than about 200
 * characters.
 */
public final class CounterexampleJson {

  /** The most operations of the context, the last ones. */
  static final int SHOWN_MAX = 200;

  private final Counterexample counterexample;
  private final List<Described> context;
  private final List<PlacedOperation> explained;
  private final JsonWriter json;

  private CounterexampleJson(Counterexample counterexample, JsonWriter json) {
    this.counterexample = counterexample;
    this.context = last(counterexample.context());
    this.explained = counterexample.explained();
    this.json = json;
  }

  private static <T> List<T> last(List<T> all) {
    return all.subList(Math.max(0, all.size() - SHOWN_MAX), all.size());
  }

  /** Returns the JSON, on one line. */
  public static String render(Counterexample counterexample) {
    JsonWriter json = new JsonWriter();
    write(counterexample, json);
    return json.toString();
  }

  /** Writes the JSON as the next value. */
  public static void write(Counterexample counterexample, JsonWriter json) {
    new CounterexampleJson(counterexample, json).write();
  }

  private void write() {
    Counterexample c = counterexample;
    json.object();
    json.name("key").value(c.key().map(Wording::state).orElse(null));
    json.name("kind").value(c.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.name("sentence").value(c.sentence());
    json.name("culprit").value(c.culprit().operation().number());
    json.name("shortest").value(c.shortest());
    json.name("minimal").value(c.minimal());
    json.name("missed");
    c.missed()
        .ifPresentOrElse(missed -> json.value(missed.operation().number()), () -> json.none());
    json.name("begun").value(c.operations());
    operations();
    json.name("partials").array();
    for (Partial partial : c.partials()) {
      json.object().name("without").value(partial.without().operation().number());
      order("order", partial.order());
      json.name("orderSize").value(partial.orderSize());
      json.name("whyNot").array();
      partial.whyNot().forEach(json::value);
      json.end().end();
    }
    json.end();
    order("explained", explained);
    json.name("pending").array();
    for (RefusedOperation refused : c.pending()) {
      json.object().name("id").value(refused.described().operation().number());
      json.name("why").value(refused.why()).end();
    }
    json.end();
    json.name("contextSize").value(c.context().size());
    json.name("explainedSize").value(c.explainedSize());
    json.end();
  }

  private void operations() {
    SortedMap<Integer, Described> all = new TreeMap<>();
    SortedMap<Integer, Fact> evidence = new TreeMap<>();
    Set<Integer> ofContext = new TreeSet<>();
    for (Fact fact : counterexample.evidence()) {
      evidence.put(fact.operation().number(), fact);
      add(all, fact.described());
    }
    for (Described described : context) {
      ofContext.add(described.operation().number());
      add(all, described);
    }
    counterexample.missed().ifPresent(missed -> add(all, missed));
    explained.forEach(placed -> add(all, placed.described()));
    counterexample.pending().forEach(refused -> add(all, refused.described()));
    counterexample
        .partials()
        .forEach(partial -> partial.order().forEach(placed -> add(all, placed.described())));
    json.name("operations").array();
    for (Described described : all.values()) {
      int number = described.operation().number();
      Fact fact = evidence.get(number);
      String role = fact != null ? "evidence" : ofContext.contains(number) ? "context" : "other";
      operation(described, role, fact);
    }
    json.end();
  }

  private static void add(SortedMap<Integer, Described> all, Described described) {
    all.put(described.operation().number(), described);
  }

  private void operation(Described described, String role, Fact fact) {
    Operation operation = described.operation();
    Operation.Place place = operation.place();
    json.object().name("id").value(operation.number());
    json.name("process").value(operation.process());
    json.name("f").value(operation.input().f());
    json.name("text").value(described.text());
    json.name("call").value(operation.call());
    orNone("return", operation.ret() != Operation.NEVER, operation.ret());
    orNone("index", place.index() >= 0, place.index());
    orNone("line", place.line() > 0, place.line());
    json.name("outcome")
        .value(
            switch (operation.output()) {
              case Output.Ok ok -> "ok";
              case Output.Failed failed -> "failed";
              case Output.Unknown unknown -> "unknown";
            });
    json.name("role").value(role);
    if (fact != null) {
      json.name("facts").array();
      fact("outcome", fact.outcome());
      fact("denied", fact.denied());
      fact("began", fact.began());
      fact("ended", fact.ended());
      json.end();
    }
    json.end();
  }

  private void fact(String name, boolean holds) {
    if (holds) {
      json.value(name);
    }
  }

  private void orNone(String name, boolean known, long value) {
    json.name(name);
    if (known) {
      json.value(value);
    } else {
      json.none();
    }
  }

  private void order(String name, List<PlacedOperation> order) {
    json.name(name).array();
    for (PlacedOperation placed : order) {
      json.array().value(placed.described().operation().number()).value(placed.state()).end();
    }
    json.end();
  }
}
