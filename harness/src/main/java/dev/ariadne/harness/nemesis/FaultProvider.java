package dev.ariadne.harness.nemesis;

/**
 * A kind of fault of a user's own, found through {@link java.util.ServiceLoader}. It has all that a
 * kind of ours has: its name on the command line with a line of help, a line of progress, a band in
 * the report, and a place in the check of effects.
 */
public interface FaultProvider {

  /** The kind; its name is none of the others'. */
  FaultKind kind();
}
