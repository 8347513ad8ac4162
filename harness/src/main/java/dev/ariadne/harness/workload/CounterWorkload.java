package dev.ariadne.harness.workload;

import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import dev.ariadne.harness.generator.Invocation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Counters. Half of the operations are {@code increment [k n]} by 1 to {@value #STEP_MAX}; the
 * answer has the new number under {@code :result}. The others read: {@code [k 17]} or {@code [k
 * :absent]}. At the end every counter is read.
 */
public final class CounterWorkload implements Workload {
  public static final String NAME = "counter";

  static final int STEP_MAX = 5;

  private final int keys;

  /**
   * @param keys number of counters, at least 1
   */
  public CounterWorkload(int keys) {
    this.keys = keys;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Generator setup() {
    return ReadOperations.everybodyIsAnswered(NAME);
  }

  @Override
  public Generator main() {
    List<Long> all = LongStream.range(0, keys).boxed().toList();
    return Generators.keysMixed("counter/key", all, key -> counter("counter/key-" + key));
  }

  private static Generator counter(String site) {
    return Generators.repeat(
        site,
        (context, worker, turn) ->
            context.choices().pick(site + "/f", turn, 2) == 0
                ? new Invocation(worker, "read", null)
                : new Invocation(
                    worker,
                    "increment",
                    1L + context.choices().pick(site + "/step", turn, STEP_MAX)));
  }

  @Override
  public Optional<KeyOperations> keyOperations() {
    return Optional.of(new OfScenes());
  }

  @Override
  public Generator finish(long used) {
    return ReadOperations.all(NAME, keys);
  }

  private static final class OfScenes implements KeyOperations {
    @Override
    public Call read(long key, long number) {
      return new Call("read", Arrays.asList(key, null));
    }

    @Override
    public Call change(long key, long number) {
      return new Call("increment", List.of(key, 1L));
    }

    @Override
    public Optional<Call> changeOnce(long key, long number) {
      return Optional.of(change(key, number));
    }
  }
}
