package dev.ariadne.harness.ariadne.zoo;

import dev.ariadne.harness.ariadne.sim.run.FirstViolationRun;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Runs one simulated world for a caller that shares no class with it. It is the entry into a
 * separately loaded server.
 */
public final class ZooRun implements BiFunction<Long, Boolean, List<String>> {

  private final String workload;

  /**
   * @param workload the workload of all worlds; empty if each world draws its own
   */
  public ZooRun(String workload) {
    this.workload = workload;
  }

  /**
   * @param seed the seed that draws the world and its events
   * @param oracles true to judge with oracles; false to judge like a live run
   * @return an empty list without a complaint; otherwise the name and the text of the first
   *     complaint
   */
  @Override
  public List<String> apply(Long seed, Boolean oracles) {
    return FirstViolationRun.complaint(seed, oracles, workload);
  }
}
