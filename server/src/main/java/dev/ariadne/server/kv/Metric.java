package dev.ariadne.server.kv;

import java.util.List;
import java.util.Map;

/**
 * One thing that a node counts or measures, as it stands; Prometheus' data model.
 *
 * @param name begins with {@code ariadne_}; a counter's ends with {@code _total}
 * @param help one line for a person
 * @param samples one for each combination of labels, in a fixed order
 */
public record Metric(String name, Kind kind, String help, List<Sample> samples) {

  /** How it moves. */
  public enum Kind {
    /** Only grows, from 0 at the start of the process. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** How many were at most so large: samples {@code _bucket}, {@code _sum} and {@code _count}. */
    HISTOGRAM
  }

  /**
   * @param suffix added to the metric's name; empty but for a histogram's
   * @param labels name and value, in the order in which they are shown
   */
  public record Sample(String suffix, List<Map.Entry<String, String>> labels, double value) {}

  public static Metric counter(String name, String help, long value) {
    return new Metric(name, Kind.COUNTER, help, List.of(new Sample("", List.of(), value)));
  }

  public static Metric gauge(String name, String help, long value) {
    return new Metric(name, Kind.GAUGE, help, List.of(new Sample("", List.of(), value)));
  }

  /** A counter for each value of one label, in the map's order. */
  public static Metric counters(String name, String help, String label, Map<?, Long> byValue) {
    return new Metric(name, Kind.COUNTER, help, labelled(label, byValue));
  }

  /** A gauge for each value of one label, in the map's order. */
  public static Metric labelledGauge(String name, String help, String label, Map<?, Long> byValue) {
    return new Metric(name, Kind.GAUGE, help, labelled(label, byValue));
  }

  private static List<Sample> labelled(String label, Map<?, Long> byValue) {
    return byValue.entrySet().stream()
        .map(e -> new Sample("", List.of(Map.entry(label, e.getKey().toString())), e.getValue()))
        .toList();
  }
}
