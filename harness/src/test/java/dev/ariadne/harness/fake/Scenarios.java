package dev.ariadne.harness.fake;

import dev.ariadne.harness.store.ClusterSize;
import dev.ariadne.harness.store.FaultSchedule;
import dev.ariadne.harness.store.Load;
import dev.ariadne.harness.store.Scenario;
import java.util.List;

/** A small scenario and its variants. */
public final class Scenarios {
  public static final List<String> ALL = List.of("partition", "kill", "pause", "wal-truncate");

  private Scenarios() {}

  public static Scenario scenario(long seed, double seconds, List<String> nemesis) {
    Scenario usual = of("register", seed, nemesis, Load.CLIENTS, Load.RETRY);
    return usual.withTimeLimit(seconds);
  }

  /** With another workload, and clients that hop and retry. */
  public static Scenario of(
      String workload, long seed, List<String> nemesis, String clients, String retry) {
    return Scenario.of("fake", workload, seed)
        .with(new ClusterSize(5, 50, 10))
        .with(new Load(workload, 3, 10, 200, clients, retry, false))
        .with(new FaultSchedule(nemesis, 2))
        .withTimeLimit(20);
  }
}
