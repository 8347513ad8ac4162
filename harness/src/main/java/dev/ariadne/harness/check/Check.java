package dev.ariadne.harness.check;

/** A check of the evidence of a run. */
public interface Check {

  String name();

  Result check(Evidence evidence);
}
