package dev.ariadne.harness.workload;

import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Registers with reads, writes and compare-and-set, one for each key; keys are the numbers from 0.
 * Each register is absent before its first write, and no value is written to it twice.
 */
public final class RegisterWorkload implements Workload {
  public static final String NAME = "register";

  /** How long a cluster may take to answer at all. */
  static final long SETUP_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

  /** How long after the heal every key must have been read. */
  static final long FINISH_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

  private static final long SETUP_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long FINISH_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final List<Long> keys;

  /**
   * @param keys how many, at least 1
   */
  public RegisterWorkload(int keys) {
    this.keys = LongStream.range(0, keys).boxed().toList();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Generator setup() {
    return Generators.timeLimit(
        SETUP_NANOS_MAX,
        Generators.eachThread(readUntilOk("register/setup", keys.get(0), SETUP_RETRY_NANOS)));
  }

  @Override
  public Generator main() {
    return Generators.keysMixed("register/key", keys, key -> RegisterKey.of("register/key-" + key));
  }

  @Override
  public Generator finish() {
    List<Generator> reads = new ArrayList<>();
    for (Long key : keys) {
      reads.add(readUntilOk("register/final-" + key, key, FINISH_RETRY_NANOS));
    }
    return Generators.timeLimit(FINISH_NANOS_MAX, Generators.any(reads));
  }

  private static Generator readUntilOk(String site, Long key, long retryNanos) {
    return Generators.keyed(key, Generators.untilOk(site, retryNanos, "read", null));
  }
}
