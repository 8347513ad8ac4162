package dev.ariadne.harness.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The workloads by name: those that are here, and users' own. */
public final class Workloads {

  /** Those that are here. */
  public static final List<String> NAMES =
      List.of(RegisterWorkload.NAME, SetWorkload.NAME, AppendWorkload.NAME, CounterWorkload.NAME);

  private Workloads() {}

  /** What {@link #named} knows. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(NAMES);
    ServiceLoader.load(WorkloadProvider.class).forEach(provider -> names.add(provider.name()));
    return names;
  }

  private static Optional<WorkloadProvider> provided(String name) {
    return ServiceLoader.load(WorkloadProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst();
  }

  /**
   * @param keys how many are worked on at a time, at least 1; a set has none
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Workload named(String name, int keys) {
    return switch (name) {
      case RegisterWorkload.NAME -> new RegisterWorkload(keys);
      case SetWorkload.NAME -> new SetWorkload();
      case AppendWorkload.NAME -> new AppendWorkload(keys);
      case CounterWorkload.NAME -> new CounterWorkload(keys);
      default ->
          provided(name)
              .orElseThrow(() -> new IllegalArgumentException("no such workload: " + name))
              .open(keys);
    };
  }
}
