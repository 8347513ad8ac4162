package dev.ariadne.harness.workload;

import dev.ariadne.harness.generator.Context;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import dev.ariadne.harness.generator.Invocation;
import dev.ariadne.harness.generator.NextOperation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Lists to which the numbers from 1 on are appended, each once. Half of the operations are {@code
 * append [k e]}. The others read the whole list: {@code read [k nil]}, completed as {@code [k [1 3
 * 2]]} or {@code [k :absent]}. A new list replaces one that is long enough, so that reads stay
 * short: with n keys at a time, key k + n follows key k. At the end every list is read.
 */
public final class AppendWorkload implements Workload {
  public static final String NAME = "append";

  /** The number of elements that are tried on one key. */
  static final int ELEMENTS_MAX = 100;

  private final int keys;

  /**
   * @param keys number of lists that grow at a time, at least 1
   */
  public AppendWorkload(int keys) {
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
    List<Long> slots = LongStream.range(0, keys).boxed().toList();
    return Generators.mix(
        "append/key", slots.stream().map(slot -> new Growing(slot, keys, 0, 0)).toList());
  }

  @Override
  public Optional<KeyOperations> keyOperations() {
    return Optional.of(new OfScenes());
  }

  @Override
  public Generator finish(long used) {
    return ReadOperations.all(NAME, Math.max(keys, used));
  }

  /**
   * Works on one list after the other.
   *
   * @param key of the present list
   * @param stride from this list's key to the next one's
   * @param tried elements from 1 to this one were tried on the present list
   */
  private record Growing(long key, int stride, long turn, long tried) implements Generator {

    @Override
    public NextOperation next(Context context) {
      if (!context.anyFree()) {
        return new NextOperation.Pending(NextOperation.EVENT, this);
      }
      String site = "append/key-" + key;
      var worker = context.pickFree(site + "/worker", turn);
      if (context.choices().pick(site + "/f", turn, 2) == 0) {
        return new NextOperation.Emit(
            new Invocation(worker, "read", Arrays.asList(key, null)),
            new Growing(key, stride, turn + 1, tried));
      }
      long element = tried + 1;
      return new NextOperation.Emit(
          new Invocation(worker, "append", List.of(key, element)),
          element < ELEMENTS_MAX
              ? new Growing(key, stride, turn + 1, element)
              : new Growing(key + stride, stride, 0, 0));
    }
  }

  private static final class OfScenes implements KeyOperations {
    @Override
    public Call read(long key, long number) {
      return new Call("read", Arrays.asList(key, null));
    }

    @Override
    public Call change(long key, long number) {
      return new Call("append", List.of(key, number));
    }

    @Override
    public Optional<Call> changeOnce(long key, long number) {
      return Optional.of(change(key, number));
    }
  }
}
