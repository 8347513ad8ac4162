package dev.ariadne.harness.check;

/**
 * What a workload of a user's own promises. Found through {@link java.util.ServiceLoader}. {@link
 * LinearizableCheck#of} makes the check of any model.
 */
public interface CheckProvider {

  /** Name of the workload. */
  String workload();

  Check check();
}
