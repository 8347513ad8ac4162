package dev.ariadne.server.http;

import dev.ariadne.server.kv.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Metrics in Prometheus' text format, version 0.0.4. */
final class MetricsText {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private MetricsText() {}

  static String of(List<Metric> metrics) {
    StringBuilder out = new StringBuilder(4096);
    for (Metric metric : metrics) {
      String kind = metric.kind().name().toLowerCase(Locale.ROOT);
      out.append("# HELP ").append(metric.name()).append(' ').append(metric.help()).append('\n');
      out.append("# TYPE ").append(metric.name()).append(' ').append(kind).append('\n');
      for (Metric.Sample sample : metric.samples()) {
        out.append(metric.name()).append(sample.suffix());
        labels(out, sample.labels());
        out.append(' ').append(number(sample.value())).append('\n');
      }
    }
    return out.toString();
  }

  private static void labels(StringBuilder out, List<Map.Entry<String, String>> labels) {
    String before = "{";
    for (Map.Entry<String, String> label : labels) {
      String escaped =
          label.getValue().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
      out.append(before).append(label.getKey()).append("=\"").append(escaped).append('"');
      before = ",";
    }
    if (!labels.isEmpty()) {
      out.append('}');
    }
  }

  /** Whole numbers without a point. */
  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
