package dev.ariadne.harness.ariadne;

import dev.ariadne.harness.ariadne.http.HttpAsk;
import java.util.function.UnaryOperator;

/** How an operation is said to a node in HTTP; the same in every world. */
public final class Asking {

  private Asking() {}

  /**
   * @param staleReads whether reads ask for whatever the node has
   * @param value how the text of a value is written
   */
  public static HttpAsk of(Call call, boolean staleReads, UnaryOperator<String> value) {
    HttpAsk ask = plain(call, staleReads, value);
    return call.invocation().extra().get("request") instanceof String name
        ? ask.with("Ariadne-Request: " + name)
        : ask;
  }

  private static HttpAsk plain(Call call, boolean staleReads, UnaryOperator<String> value) {
    String path = "/" + HttpAsk.encoded(call.key().toString());
    return switch (call) {
      case Call.Read read ->
          staleReads ? HttpAsk.get(path, "Ariadne-Read: stale") : HttpAsk.get(path);
      case Call.Write write -> HttpAsk.put(path, value.apply(write.value().toString()));
      case Call.Delete delete -> HttpAsk.post("/-/delete" + path, "");
      case Call.Append append ->
          HttpAsk.post("/-/append" + path, value.apply(append.element().toString()) + ",");
      case Call.Increment increment ->
          HttpAsk.post("/-/increment" + path, increment.by().toString());
      case Call.Cas cas ->
          HttpAsk.put(path, value.apply(cas.to().toString()), condition(cas, value));
    };
  }

  private static String condition(Call.Cas cas, UnaryOperator<String> value) {
    if (cas.revision().isPresent()) {
      return "If-Match: " + cas.revision().get();
    }
    return cas.from().equals(Completions.ABSENT)
        ? "If-None-Match: *"
        : "Ariadne-If-Value: " + HttpAsk.encoded(value.apply(cas.from().toString()));
  }
}
