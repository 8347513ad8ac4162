package dev.ariadne.harness.jqwik;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** A property that does not hold, for {@link ClusterDomainTest} to run. */
final class StaleReadsProperty {
  static final List<Script> FALSIFIED = new ArrayList<>();

  @Property(
      tries = 60,
      seed = "3",
      generation = GenerationMode.RANDOMIZED,
      afterFailure = AfterFailureMode.RANDOM_SEED)
  @Domain(ClusterDomain.class)
  void readsAreCurrent(@ForAll Script script) {
    Performance performance = script.perform("ariadne", true);
    if (!performance.holds()) {
      FALSIFIED.add(script);
    }
    performance.mustHold();
  }
}
