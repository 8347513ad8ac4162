package dev.ariadne.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.kv.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTextTest {

  @Test
  void isWhatPrometheusReads() {
    Metric refused =
        Metric.counters("ariadne_x_total", "Some.", "reason", Map.of("a\"b\\c\nd", 3L));
    Metric seconds =
        new Metric(
            "ariadne_s",
            Metric.Kind.HISTOGRAM,
            "How long.",
            List.of(
                new Metric.Sample("_bucket", List.of(Map.entry("le", "0.5")), 2),
                new Metric.Sample("_sum", List.of(), 0.25),
                new Metric.Sample("_count", List.of(), 2)));
    assertThat(MetricsText.of(List.of(Metric.gauge("ariadne_term", "Term.", 7), refused, seconds)))
        .isEqualTo(
            """
            # HELP ariadne_term Term.
            # TYPE ariadne_term gauge
            ariadne_term 7
            # HELP ariadne_x_total Some.
            # TYPE ariadne_x_total counter
            ariadne_x_total{reason="a\\"b\\\\c\\nd"} 3
            # HELP ariadne_s How long.
            # TYPE ariadne_s histogram
            ariadne_s_bucket{le="0.5"} 2
            ariadne_s_sum 0.25
            ariadne_s_count 2
            """);
  }
}
