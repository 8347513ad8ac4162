package dev.ariadne.harness.run;

import dev.ariadne.harness.cluster.TargetProvider;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The systems that can be tested, by name.
 *
 * @param live as real processes
 * @param simulated on virtual time
 */
public record TargetRegistry(List<TargetProvider> live, List<Simulator> simulated) {

  public TargetRegistry {
    live = List.copyOf(live);
    simulated = List.copyOf(simulated);
  }

  /**
   * Returns all targets and simulations on the class path.
   *
   * @param clock names the directories of runs
   */
  public static TargetRegistry found(Supplier<ZonedDateTime> clock) {
    List<TargetProvider> live = new ArrayList<>();
    ServiceLoader.load(TargetProvider.class).forEach(live::add);
    List<Simulator> simulated = new ArrayList<>();
    ServiceLoader.load(Simulator.class).forEach(simulated::add);
    ServiceLoader.load(VirtualTarget.class)
        .forEach(target -> simulated.add(new VirtualSimulator(target, clock)));
    return new TargetRegistry(live, simulated);
  }

  /**
   * Returns the target of this name; without a name, the first one.
   *
   * @throws IllegalArgumentException if there is none, in one line
   */
  public TargetProvider target(Optional<String> name) {
    return named(live, TargetProvider::name, name, "target");
  }

  /** Returns the simulation of the target of this name; without a name, the first one. */
  public Simulator simulator(Optional<String> name) {
    return named(simulated, Simulator::target, name, "simulation");
  }

  private static <T> T named(
      List<T> all, Function<T, String> nameOf, Optional<String> name, String what) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is no " + what + " on the class path");
    }
    if (name.isEmpty()) {
      return all.getFirst();
    }
    return all.stream()
        .filter(one -> nameOf.apply(one).equals(name.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no %s '%s'; there are: %s"
                        .formatted(
                            what,
                            name.get(),
                            String.join(", ", all.stream().map(nameOf).toList()))));
  }
}
