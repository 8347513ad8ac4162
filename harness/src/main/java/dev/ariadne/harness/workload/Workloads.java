package dev.ariadne.harness.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The workloads by name: the harness's own, and those of users. */
public final class Workloads {

  /** The harness's own workloads. */
  public static final List<String> NAMES =
      List.of(RegisterWorkload.NAME, SetWorkload.NAME, AppendWorkload.NAME, CounterWorkload.NAME);

  private Workloads() {}

  /** The names that {@link #named} accepts. */
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
   * @param keys number of keys that are used at a time, at least 1; a set ignores it
   * @throws IllegalArgumentException if there is no workload of that name
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
