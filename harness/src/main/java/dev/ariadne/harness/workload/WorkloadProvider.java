package dev.ariadne.harness.workload;

/**
 * A workload of a user's own. Found through {@link java.util.ServiceLoader}, by the name that is
 * given on the command line. What it promises is asked by a {@code CheckProvider} of the same name.
 */
public interface WorkloadProvider {

  String name();

  /**
   * @param keys how many are worked on at a time, at least 1
   */
  Workload open(int keys);
}
