package dev.ariadne.harness.workload;

import java.util.List;

/** The workloads by name. */
public final class Workloads {

  /** What {@link #named} knows. */
  public static final List<String> NAMES =
      List.of(RegisterWorkload.NAME, SetWorkload.NAME, AppendWorkload.NAME, CounterWorkload.NAME);

  private Workloads() {}

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
      default -> throw new IllegalArgumentException("no such workload: " + name);
    };
  }
}
