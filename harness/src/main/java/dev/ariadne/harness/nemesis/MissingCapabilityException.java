package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.cluster.Capability;

/** A fault was asked for that this target cannot suffer. */
public final class MissingCapabilityException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param kind of fault, by its name
   * @param missing what the target does not offer
   */
  public MissingCapabilityException(String kind, Class<? extends Capability> missing) {
    super(
        FaultKinds.named(kind).map(FaultKind::simulatedOnly).orElse(false)
            ? "--nemesis " + kind + ": only a simulation can do that; add --sim"
            : "--nemesis "
                + kind
                + ": this target does not offer the capability "
                + missing.getSimpleName()
                + "; leave "
                + kind
                + " out");
  }
}
