package dev.ariadne.harness.example.locks;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.model.Mutex;
import dev.ariadne.harness.check.Check;
import dev.ariadne.harness.check.CheckProvider;
import dev.ariadne.harness.check.LinearizableCheck;
import dev.ariadne.harness.generator.Context;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import dev.ariadne.harness.generator.Invocation;
import dev.ariadne.harness.generator.NextOperation;
import dev.ariadne.harness.workload.Workload;
import dev.ariadne.harness.workload.WorkloadProvider;
import java.util.List;
import java.util.stream.LongStream;

/** Clients take locks from each other, and give them back. */
public final class LockWorkload implements WorkloadProvider, CheckProvider {
  private static final List<String> HOLDERS = List.of("ann", "bob", "cyd", "dan");
  private static final Keyword NOT_THEIRS = new Keyword("no");
  private static final long RETRY_NANOS = 50_000_000;

  @Override
  public String name() {
    return "lock";
  }

  @Override
  public String workload() {
    return "lock";
  }

  /** One holder at a time: a mutex for each key, whatever order the operations overlap in. */
  @Override
  public Check check() {
    return LinearizableCheck.of(new Mutex());
  }

  @Override
  public Workload open(int keys) {
    List<Long> locks = LongStream.range(0, keys).boxed().toList();
    return new Workload() {
      @Override
      public String name() {
        return "lock";
      }

      @Override
      public Generator setup() {
        return Generators.nothing();
      }

      @Override
      public Generator main() {
        return Generators.keysMixed("lock/key", locks, lock -> new Turns("lock/" + lock, 0, ""));
      }

      /** Somebody else's lock is an answer, not a failure. */
      @Override
      public boolean answered(Op completion) {
        return NOT_THEIRS.equals(completion.extra().get("error"));
      }

      @Override
      public Generator finish(long used) {
        return Generators.keysConcurrently(
            1,
            locks,
            lock ->
                Generators.concat(
                    Generators.limit(
                        HOLDERS.size(),
                        Generators.repeat(
                            "lock/final-" + lock,
                            (context, worker, turn) ->
                                new Invocation(worker, "release", HOLDERS.get((int) turn)))),
                    Generators.limit(
                        100,
                        Generators.untilOk(
                            "lock/last-" + lock, RETRY_NANOS, "acquire", "the last"))));
      }
    };
  }

  /**
   * Operations on one lock, for ever: mostly whoever has it gives it back, or somebody tries.
   *
   * @param holder who has it or may have it; empty if nobody is known to
   */
  private record Turns(String site, long turn, String holder) implements Generator {

    @Override
    public NextOperation next(Context context) {
      if (context.free().isEmpty()) {
        return new NextOperation.Pending(NextOperation.EVENT, this);
      }
      boolean release = !holder.isEmpty() && context.choices().pick(site + "/f", turn, 2) == 0;
      String who =
          release
              ? holder
              : HOLDERS.get(context.choices().pick(site + "/who", turn, HOLDERS.size()));
      return new NextOperation.Emit(
          new Invocation(
              context.pickFree(site + "/worker", turn), release ? "release" : "acquire", who),
          new Turns(site, turn + 1, holder));
    }

    @Override
    public Generator update(Context context, Op event) {
      if (event.f().equals("acquire")) {
        boolean perhaps = event.type() == Op.Type.OK || event.type() == Op.Type.INFO;
        return perhaps ? new Turns(site, turn, (String) event.value()) : this;
      }
      boolean free = event.type() == Op.Type.OK || NOT_THEIRS.equals(event.extra().get("error"));
      return free && holder.equals(event.value()) ? new Turns(site, turn, "") : this;
    }
  }
}
