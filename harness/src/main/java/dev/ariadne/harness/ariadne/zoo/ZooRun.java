package dev.ariadne.harness.ariadne.zoo;

import dev.ariadne.harness.ariadne.sim.run.FirstViolationRun;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One run of the simulation, for a caller that shares no class with it: the way into a server that
 * was loaded apart.
 */
public final class ZooRun implements BiFunction<Long, Boolean, List<String>> {

  private final String workload;

  /**
   * @param workload of all worlds; empty if each draws its own
   */
  public ZooRun(String workload) {
    this.workload = workload;
  }

  /**
   * @param seed draws the world and all that happens in it
   * @param oracles whether they look on; else it is judged as a live run is
   * @return nothing if nobody complains; else who does first, and what is said
   */
  @Override
  public List<String> apply(Long seed, Boolean oracles) {
    return FirstViolationRun.complaint(seed, oracles, workload);
  }
}
