package dev.ariadne.server.node;

import dev.ariadne.server.kv.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long something took, counted by how long. */
final class Histogram {

  private static final long[] BOUNDS_MICROS = {
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000
  };

  /** How many fell under each bound and under none before it; the last is beyond all bounds. */
  private final long[] counts = new long[BOUNDS_MICROS.length + 1];

  private long sumNanos;

  void add(long nanos) {
    sumNanos += nanos;
    int i = 0;
    while (i < BOUNDS_MICROS.length && nanos > BOUNDS_MICROS[i] * 1_000) {
      i++;
    }
    counts[i]++;
  }

  private static String seconds(long micros) {
    return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
  }

  /** In seconds, as Prometheus has it: each bucket holds all those below it too. */
  Metric metric(String name, String help) {
    List<Metric.Sample> samples = new ArrayList<>();
    long sofar = 0;
    for (int i = 0; i < counts.length; i++) {
      sofar += counts[i];
      String bound = i < BOUNDS_MICROS.length ? seconds(BOUNDS_MICROS[i]) : "+Inf";
      samples.add(new Metric.Sample("_bucket", List.of(Map.entry("le", bound)), sofar));
    }
    samples.add(new Metric.Sample("_sum", List.of(), sumNanos / 1e9));
    samples.add(new Metric.Sample("_count", List.of(), sofar));
    return new Metric(name, Metric.Kind.HISTOGRAM, help, samples);
  }
}
