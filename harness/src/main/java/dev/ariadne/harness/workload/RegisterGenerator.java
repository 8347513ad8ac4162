package dev.ariadne.harness.workload;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.generator.Context;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Invocation;
import dev.ariadne.harness.generator.NextOperation;
import dev.ariadne.harness.generator.Worker;
import java.util.List;

/**
 * Operations on one register without end: four of ten are reads, three writes, three
 * compare-and-sets. One write of five deletes the value. A compare-and-set expects the value that a
 * client saw last, or its absence; one of six expects an older value.
 *
 * @param turn number of operations that have begun
 * @param written the values from 1 to this one have been written or tried, each once
 * @param last the value that a client saw last; 0 if there was none
 */
record RegisterGenerator(String site, long turn, long written, long last) implements Generator {
  private static final int TENTHS_READ = 4;
  private static final int TENTHS_WRITE = 3;
  private static final int DELETE_OF = 5;

  private static final Keyword ABSENT = new Keyword("absent");

  /** One compare-and-set of this number expects an older value, and so should fail. */
  private static final int OLD_GUESS_OF = 6;

  static RegisterGenerator of(String site) {
    return new RegisterGenerator(site, 0, 0, 0);
  }

  @Override
  public NextOperation next(Context context) {
    if (!context.anyFree()) {
      return new NextOperation.Pending(NextOperation.EVENT, this);
    }
    Worker worker = context.pickFree(site + "/worker", turn);
    int tenth = context.choices().pick(site + "/f", turn, 10);
    if (tenth < TENTHS_READ) {
      return emit(worker, "read", null, written);
    }
    long fresh = written + 1;
    if (tenth < TENTHS_READ + TENTHS_WRITE
        && last != 0
        && context.choices().pick(site + "/delete", turn, DELETE_OF) == 1) {
      return emit(worker, "write", ABSENT, written);
    }
    if (tenth < TENTHS_READ + TENTHS_WRITE) {
      return emit(worker, "write", fresh, fresh);
    }
    if (last == 0) {
      return emit(worker, "cas", List.of(ABSENT, fresh), fresh);
    }
    boolean guess = context.choices().pick(site + "/guess", turn, OLD_GUESS_OF) == 1;
    int bound = (int) Math.min(written, Integer.MAX_VALUE);
    long expected = guess ? 1L + context.choices().pick(site + "/old", turn, bound) : last;
    return emit(worker, "cas", List.of(expected, fresh), fresh);
  }

  private NextOperation emit(Worker worker, String f, Object value, long nowWritten) {
    return new NextOperation.Emit(
        new Invocation(worker, f, value), new RegisterGenerator(site, turn + 1, nowWritten, last));
  }

  @Override
  public Generator update(Context context, Op event) {
    if (event.type() != Op.Type.OK) {
      return this;
    }
    Object seen =
        event.f().equals("cas") && event.value() instanceof List<?> pair && pair.size() == 2
            ? pair.get(1)
            : event.value();
    if (ABSENT.equals(seen)) {
      return new RegisterGenerator(site, turn, written, 0);
    }
    return seen instanceof Long value ? new RegisterGenerator(site, turn, written, value) : this;
  }
}
