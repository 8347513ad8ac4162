package dev.ariadne.harness.run;

import java.util.Optional;

/** The events of a simulated run, in a form that can be compared with another run. */
@FunctionalInterface
public interface EventTrace {

  /** The trace of a run that kept none. */
  EventTrace NONE = other -> Optional.empty();

  /**
   * The first event after which two runs of one seed differ, in words.
   *
   * @param other of the same simulator
   * @return empty if the events are the same
   */
  Optional<String> difference(EventTrace other);
}
