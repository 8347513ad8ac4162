package dev.ariadne.harness.workload;

import dev.ariadne.harness.generator.Context;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Invocation;
import dev.ariadne.harness.generator.NextOperation;
import dev.ariadne.harness.generator.Worker;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A set to which every number from 0 on is added once: element {@code e} is the key {@code e} with
 * the value {@code e}. Half of the operations are {@code add [e e]}. The others read one of the
 * latest elements: {@code read [e nil]}, completed as {@code [e e]} or {@code [e :absent]}. At the
 * end every element is read.
 */
public final class SetWorkload implements Workload {
  public static final String NAME = "set";

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
    return new Elements(0, 0);
  }

  @Override
  public Optional<KeyOperations> keyOperations() {
    return Optional.of(new OfScenes());
  }

  @Override
  public Generator finish(long keys) {
    return ReadOperations.all(NAME, keys);
  }

  /**
   * @param added elements from 0 to this one, exclusive, have been tried
   */
  private record Elements(long turn, long added) implements Generator {
    /** A read asks for one of this number of latest elements. */
    private static final int LATEST = 64;

    @Override
    public NextOperation next(Context context) {
      if (!context.anyFree()) {
        return new NextOperation.Pending(NextOperation.EVENT, this);
      }
      Worker worker = context.pickFree("set/worker", turn);
      if (added == 0 || context.choices().pick("set/f", turn, 2) == 0) {
        return new NextOperation.Emit(
            new Invocation(worker, "add", Arrays.asList(added, added)),
            new Elements(turn + 1, added + 1));
      }
      int back = context.choices().pick("set/back", turn, (int) Math.min(added, LATEST));
      return new NextOperation.Emit(
          new Invocation(worker, "read", Arrays.asList(added - 1 - back, null)),
          new Elements(turn + 1, added));
    }
  }

  private static final class OfScenes implements KeyOperations {
    @Override
    public Call read(long key, long number) {
      return new Call("read", Arrays.asList(key - number, null));
    }

    @Override
    public Call change(long key, long number) {
      return new Call("add", List.of(key - number, key - number));
    }
  }
}
