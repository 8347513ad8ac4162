package dev.ariadne.harness.workload;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Registers with reads, writes and compare-and-set, one for each key; keys are the numbers from 0.
 * Each register is absent before its first write, and no value is written to it twice. A write of
 * {@code :absent} deletes its value.
 */
public final class RegisterWorkload implements Workload {
  public static final String NAME = "register";

  private final List<Long> keys;

  /**
   * @param keys number of registers, at least 1
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
    return ReadOperations.everybodyIsAnswered(NAME);
  }

  @Override
  public Generator main() {
    return Generators.keysMixed(
        "register/key", keys, key -> RegisterGenerator.of("register/key-" + key));
  }

  @Override
  public Optional<KeyOperations> keyOperations() {
    return Optional.of(new OfScenes());
  }

  @Override
  public Generator finish(long used) {
    List<Generator> reads = new ArrayList<>();
    for (Long key : keys) {
      reads.add(
          ReadOperations.untilOk("register/final-" + key, key, ReadOperations.FINISH_RETRY_NANOS));
    }
    return Generators.timeLimit(ReadOperations.FINISH_NANOS_MAX, Generators.any(reads));
  }

  private static final class OfScenes implements KeyOperations {
    @Override
    public Call read(long key, long number) {
      return new Call("read", Arrays.asList(key, null));
    }

    @Override
    public Call change(long key, long number) {
      return new Call("write", List.of(key, number));
    }

    @Override
    public Optional<Call> changeOnce(long key, long number) {
      return Optional.of(new Call("cas", List.of(key, List.of(new Keyword("absent"), number))));
    }
  }
}
