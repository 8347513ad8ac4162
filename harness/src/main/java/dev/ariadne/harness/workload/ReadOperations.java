package dev.ariadne.harness.workload;

import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** The reads at the start and at the end of a test. */
final class ReadOperations {

  /** The longest time until a cluster's first answer. */
  static final long SETUP_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

  /**
   * The longest time from the heal until every key has been read, beside {@link
   * #FINISH_NANOS_PER_KEY}.
   */
  static final long FINISH_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

  /**
   * The time for each key. A set has thousands of keys, and a grown cluster answers each read by a
   * round of messages.
   */
  static final long FINISH_NANOS_PER_KEY = TimeUnit.MILLISECONDS.toNanos(20);

  static final long FINISH_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long SETUP_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private ReadOperations() {}

  /** Every client reads key 0 until it is answered. */
  static Generator everybodyIsAnswered(String workload) {
    return Generators.timeLimit(
        SETUP_NANOS_MAX,
        Generators.eachThread(untilOk(workload + "/setup", 0L, SETUP_RETRY_NANOS)));
  }

  /** Reads every key below the number, each by one client until it is answered. */
  static Generator all(String workload, long keys) {
    List<Long> wanted = LongStream.range(0, keys).boxed().toList();
    return Generators.timeLimit(
        FINISH_NANOS_MAX + keys * FINISH_NANOS_PER_KEY,
        Generators.keysConcurrently(
            1,
            wanted,
            key ->
                Generators.untilOk(workload + "/final-" + key, FINISH_RETRY_NANOS, "read", null)));
  }

  static Generator untilOk(String site, Long key, long retryNanos) {
    return Generators.keyed(key, Generators.untilOk(site, retryNanos, "read", null));
  }
}
