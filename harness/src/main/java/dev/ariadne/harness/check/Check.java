package dev.ariadne.harness.check;

/** A question to what a run has left behind. */
public interface Check {

  String name();

  Result check(Evidence evidence);
}
