package dev.ariadne.harness.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.Choices;
import dev.ariadne.harness.SeededChoices;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for whatever is put together from the vocabulary. */
final class PurityTest {

  private static final OperationSource SOURCE =
      (context, worker, turn) -> new Invocation(worker, "f", turn);

  private static final Predicate<Op> FAILED = op -> op.type() == Op.Type.FAIL;

  /** Finite generators of any shape, at most four deep. */
  @Provide
  Arbitrary<Generator> generators() {
    return Arbitraries.longs()
        .map(seed -> new Shapes(new SeededChoices(seed)).any(4))
        .withoutEdgeCases();
  }

  private static final class Shapes {
    private final Choices choices;
    private long drawn;

    Shapes(Choices choices) {
      this.choices = choices;
    }

    private int draw(int bound) {
      return choices.pick("shape", drawn++, bound);
    }

    Generator any(int depth) {
      return switch (draw(depth == 0 ? 6 : 24)) {
        case 0 -> Generators.nothing();
        case 1 -> Generators.limit(3, Generators.repeat("r", SOURCE));
        case 2 -> Generators.once("o", "g", null);
        case 3 -> Generators.log("note");
        case 4 -> Generators.sleep(5_000_000);
        case 5 -> Generators.timeLimit(200_000_000, Generators.untilOk("u", 1_000_000, "h", 1L));
        case 6 -> Generators.stagger("s", 2_000_000, any(depth - 1));
        case 7 -> Generators.delay(3_000_000, any(depth - 1));
        case 8 -> Generators.limit(4, any(depth - 1));
        case 9 -> Generators.timeLimit(30_000_000, any(depth - 1));
        case 10 -> Generators.eachThread(Generators.limit(2, any(depth - 1)));
        case 11 -> Generators.keyed("k", any(depth - 1));
        case 12 -> Generators.until(FAILED, any(depth - 1));
        case 13 -> Generators.reserve().and(1, any(depth - 1)).rest(any(depth - 1));
        case 14 -> {
          Generator same = any(depth - 1);
          yield Generators.keysConcurrently(1, List.of(1L, 2L, 3L), key -> same);
        }
        case 15 -> Generators.mix("m", List.of(any(depth - 1), any(depth - 1)));
        case 16 -> Generators.any(any(depth - 1), any(depth - 1));
        case 17 -> Generators.phases(any(depth - 1), any(depth - 1));
        case 18 -> Generators.onUpdate((generator, context, event) -> generator, any(depth - 1));
        case 19 -> Generators.backOff(FAILED.negate(), any(depth - 1));
        case 20 -> Generators.untilSilent(20_000_000, "silent", any(depth - 1));
        case 21 -> Generators.unlessAnsweredWithin(20_000_000, "no answer", any(depth - 1));
        case 22 -> {
          Generator then = any(depth - 1);
          yield Generators.followingIfAnswered(any(depth - 1), keys -> then);
        }
        default -> Generators.concat(any(depth - 1), any(depth - 1));
      };
    }
  }

  private static Context context(long seed, long time, int free) {
    SortedMap<Worker, Op.Process> processes = new TreeMap<>();
    for (int i = 0; i < 3; i++) {
      processes.put(new Worker(i), new Op.Process.Client(i));
    }
    TreeSet<Worker> workers = new TreeSet<>(processes.keySet());
    workers.removeIf(worker -> (free >> worker.number() & 1) == 0);
    return new Context(time, WorkerPool.of(processes, workers), new SeededChoices(seed));
  }

  @Property(tries = 300)
  void theSameQuestionHasTheSameAnswer(
      @ForAll("generators") Generator generator,
      @ForAll long seed,
      @ForAll @IntRange(max = 50) int ms,
      @ForAll @IntRange(max = 7) int free) {
    Context context = context(seed, ms * 1_000_000L, free);
    NextOperation first = generator.next(context);
    generator.next(context(seed + 1, 0, 7));
    generator.update(context, op(Op.Type.OK));
    assertThat(generator.next(context)).isEqualTo(first);
  }

  @Property(tries = 300)
  void onlyTheFreeAreGivenWork(
      @ForAll("generators") Generator generator,
      @ForAll long seed,
      @ForAll @IntRange(max = 7) int free) {
    Context context = context(seed, 0, free);
    if (generator.next(context)
        instanceof NextOperation.Emit(Invocation invocation, Generator then)) {
      assertThat(context.free()).contains(invocation.worker());
    }
  }

  @Property(tries = 200)
  void whateverRunsLeavesAHistory(@ForAll("generators") Generator generator, @ForAll long seed)
      throws HistoryException {
    Generator inner = Generators.clients(Generators.timeLimit(2_000_000_000L, generator));
    Simulation run = Simulation.run(inner, 3, Simulation.Latencies.IMPERFECT, seed);
    Simulation again = Simulation.run(inner, 3, Simulation.Latencies.IMPERFECT, seed);
    assertThat(again.history).isEqualTo(run.history);
    History.of(run.history);
    long time = 0;
    Set<Op.Process> retired = new HashSet<>();
    for (int i = 0; i < run.history.size(); i++) {
      Op op = run.history.get(i);
      assertThat(op.index()).isEqualTo(i);
      assertThat(op.time()).isGreaterThanOrEqualTo(time);
      time = op.time();
      assertThat(retired).doesNotContain(op.process());
      if (op.type() == Op.Type.INFO) {
        retired.add(op.process());
      }
    }
  }

  private static Op op(Op.Type type) {
    return new Op(0, 0, type, new Op.Process.Client(0), "f", 0L, new TreeMap<>());
  }
}
