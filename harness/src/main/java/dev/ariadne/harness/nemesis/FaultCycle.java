package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.generator.Context;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Invocation;
import dev.ariadne.harness.generator.NextOperation;
import dev.ariadne.harness.generator.Worker;
import dev.ariadne.harness.history.RecordEdn;

/**
 * One fault after the other, each for part of an interval. Kinds come from a shuffled deck, and so
 * do the variants of a kind.
 *
 * @param lengthSite where it is decided how long each lasts
 * @param intervalNanos from one beginning to the next
 * @param turn faults that have begun
 * @param rest how long the interval lasts on after the fault that is in force; -1 if none is
 * @param nextTime when something is to be done; -1 before the first question
 */
record FaultCycle(
    ShuffledDeck<Faults.Chosen> kinds,
    String lengthSite,
    long intervalNanos,
    long turn,
    long rest,
    long nextTime)
    implements Generator {
  private static final int LENGTH_PERCENT_MIN = 30;
  private static final int LENGTH_PERCENT_MAX = 75;

  static FaultCycle of(ShuffledDeck<Faults.Chosen> kinds, String lengthSite, long intervalNanos) {
    return new FaultCycle(kinds, lengthSite, intervalNanos, 0, -1, -1);
  }

  @Override
  public NextOperation next(Context context) {
    if (!context.isFree(Worker.NEMESIS)) {
      return new NextOperation.Pending(NextOperation.EVENT, this);
    }
    long due = nextTime < 0 ? context.time() + intervalNanos / 3 : nextTime;
    if (context.time() < due) {
      return new NextOperation.Pending(
          due, new FaultCycle(kinds, lengthSite, intervalNanos, turn, rest, due));
    }
    return rest < 0 ? begin(context) : end(context);
  }

  private NextOperation begin(Context context) {
    Faults.Chosen one = kinds.deal(context.choices(), turn);
    int percent =
        LENGTH_PERCENT_MIN
            + context.choices().pick(lengthSite, turn, LENGTH_PERCENT_MAX - LENGTH_PERCENT_MIN + 1);
    long length = intervalNanos / 100 * percent;
    return emit(
        one.kind().begins().f(),
        one.fault().plan(context.choices(), turn / kinds.cards().size()),
        new FaultCycle(
            kinds,
            lengthSite,
            intervalNanos,
            turn + 1,
            intervalNanos - length,
            context.time() + length));
  }

  private NextOperation end(Context context) {
    long last = turn - 1;
    Faults.Chosen one = kinds.deal(context.choices(), last);
    return emit(
        one.kind().ends().f(),
        one.fault().planEnd(context.choices(), last / kinds.cards().size()),
        new FaultCycle(kinds, lengthSite, intervalNanos, turn, -1, context.time() + rest));
  }

  private static NextOperation emit(String f, Record plan, Generator then) {
    return new NextOperation.Emit(new Invocation(Worker.NEMESIS, f, RecordEdn.write(plan)), then);
  }
}
