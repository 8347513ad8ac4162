package dev.ariadne.harness.fake;

import dev.ariadne.harness.store.Scenario;
import java.util.List;

/** A small scenario and its variants. */
public final class Scenarios {
  public static final List<String> ALL = List.of("partition", "kill", "pause", "wal-truncate");

  private Scenarios() {}

  public static Scenario scenario(long seed, double seconds, List<String> nemesis) {
    return new Scenario(
        Scenario.VERSION,
        "fake-register",
        "fake",
        seed,
        5,
        10,
        200,
        seconds,
        "register",
        3,
        nemesis,
        2,
        50,
        10,
        false,
        "stay",
        "none");
  }

  /** With another workload, and clients that hop and retry. */
  public static Scenario of(
      String workload, long seed, List<String> nemesis, String clients, String retry) {
    return new Scenario(
        Scenario.VERSION,
        "fake-" + workload,
        "fake",
        seed,
        5,
        10,
        200,
        20,
        workload,
        3,
        nemesis,
        2,
        50,
        10,
        false,
        clients,
        retry);
  }
}
