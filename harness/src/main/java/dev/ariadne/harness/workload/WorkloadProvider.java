package dev.ariadne.harness.workload;

/**
 * Offers a user's own workload. {@link java.util.ServiceLoader} finds it, by its name on the
 * command line. A {@code CheckProvider} of the same name checks its promise.
 */
public interface WorkloadProvider {

  String name();

  /**
   * @param keys number of keys that are used at a time, at least 1
   */
  Workload open(int keys);
}
