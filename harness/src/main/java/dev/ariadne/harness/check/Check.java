package dev.ariadne.harness.check;

/** A question about the evidence of a run. */
public interface Check {

  String name();

  Result check(Evidence evidence);
}
