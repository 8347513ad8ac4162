package dev.ariadne.harness.ariadne.client;

import java.util.function.UnaryOperator;

/** Encodes operations as HTTP requests. Live and simulated runs share it. */
public final class RequestEncoder {

  private RequestEncoder() {}

  /**
   * @param staleReads true if reads ask for the node's local copy
   * @param value turns the text of a value into the text that is sent
   */
  public static HttpRequest of(KvOperation call, boolean staleReads, UnaryOperator<String> value) {
    HttpRequest ask = plain(call, staleReads, value);
    return call.invocation().extra().get("request") instanceof String name
        ? ask.with("Ariadne-Request: " + name)
        : ask;
  }

  private static HttpRequest plain(
      KvOperation call, boolean staleReads, UnaryOperator<String> value) {
    String path = "/" + HttpRequest.encoded(call.key().toString());
    return switch (call) {
      case KvOperation.Read read ->
          staleReads ? HttpRequest.get(path, "Ariadne-Read: stale") : HttpRequest.get(path);
      case KvOperation.Write write -> HttpRequest.put(path, value.apply(write.value().toString()));
      case KvOperation.Delete delete -> HttpRequest.post("/-/delete" + path, "");
      case KvOperation.Append append ->
          HttpRequest.post("/-/append" + path, value.apply(append.element().toString()) + ",");
      case KvOperation.Increment increment ->
          HttpRequest.post("/-/increment" + path, increment.by().toString());
      case KvOperation.Cas cas ->
          HttpRequest.put(path, value.apply(cas.to().toString()), condition(cas, value));
    };
  }

  private static String condition(KvOperation.Cas cas, UnaryOperator<String> value) {
    if (cas.revision().isPresent()) {
      return "If-Match: " + cas.revision().get();
    }
    return cas.from().equals(Completions.ABSENT)
        ? "If-None-Match: *"
        : "Ariadne-If-Value: " + HttpRequest.encoded(value.apply(cas.from().toString()));
  }
}
