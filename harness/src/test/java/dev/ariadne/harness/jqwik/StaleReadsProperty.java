package dev.ariadne.harness.jqwik;

import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** A property that does not hold, for {@link ClusterDomainTest} to run. */
final class StaleReadsProperty {
  @Property(
      tries = 60,
      seed = "3",
      generation = GenerationMode.RANDOMIZED,
      afterFailure = AfterFailureMode.RANDOM_SEED)
  @Domain(ClusterDomain.class)
  void readsAreCurrent(@ForAll Script script) {
    script.perform("ariadne", true).mustHold();
  }
}
