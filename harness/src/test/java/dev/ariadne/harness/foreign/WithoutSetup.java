package dev.ariadne.harness.foreign;

import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import dev.ariadne.harness.workload.Workload;

/** A workload whose clients go to work at once. */
record WithoutSetup(Workload inner) implements Workload {

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public Generator setup() {
    return Generators.nothing();
  }

  @Override
  public Generator main() {
    return inner.main();
  }

  @Override
  public Generator finish(long keys) {
    return inner.finish(keys);
  }
}
