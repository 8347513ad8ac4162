package dev.ariadne.harness.check;

/**
 * Offers the check of a user's own workload. {@link java.util.ServiceLoader} finds it. {@link
 * LinearizableCheck#of} makes the check of any model.
 */
public interface CheckProvider {

  /** Name of the workload. */
  String workload();

  Check check();
}
