package dev.ariadne.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.explain.Counterexample;
import dev.ariadne.checker.explain.Counterexample.Fact;
import dev.ariadne.checker.explain.Explainer;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Counterexamples of random bad histories, judged by brute force. */
class CounterexampleTest {

  private static final int HISTORIES = Integer.getInteger("ariadne.counterexamples", 1_500);
  private static final long SEED = Long.getLong("ariadne.fuzz.seed", 1);
  private static final int OPERATIONS_MAX = 7;

  @ParameterizedTest
  @EnumSource
  void theEvidenceAloneIsBadAndWithoutAnyPartOfItIsNot(HistoryFamily family) {
    SplittableRandom seeds = new SplittableRandom(SEED ^ family.ordinal());
    int bad = 0;
    for (int i = 0; i < HISTORIES; i++) {
      long seed = seeds.nextLong();
      SplittableRandom random = new SplittableRandom(seed);
      Model<Object> model = family.model(random);
      List<Operation> operations = RandomHistory.draw(random, family, model, OPERATIONS_MAX);
      if (!BruteForce.linearizable(model, operations)) {
        bad++;
        try {
          judge(model, operations);
        } catch (AssertionError e) {
          throw new AssertionError(
              family
                  + " seed "
                  + seed
                  + "\n"
                  + operations.stream().map(Operation::toString).collect(Collectors.joining("\n")),
              e);
        }
      }
    }
    assertThat(bad).isGreaterThan(HISTORIES / 50);
  }

  private static void judge(Model<Object> model, List<Operation> operations) {
    Counterexample why =
        new Explainer(model, Optional.empty(), operations, 1 << 30, () -> false)
            .explain(10_000_000, steps -> {});
    assertThat(why.minimal()).isTrue();
    assertThat(why.shortest()).isTrue();
    int end = why.culprit().operation().ret();
    assertThat(BruteForce.linearizable(model, cut(operations, end))).isFalse();
    assertThat(BruteForce.linearizable(model, cut(operations, end - 1))).isTrue();
    List<Operation> began = cut(operations, end);
    Map<Integer, Fact> facts = new HashMap<>();
    why.evidence().forEach(fact -> facts.put(fact.operation().number(), fact));
    assertThat(facts).containsKey(why.culprit().operation().number());

    assertThat(BruteForce.linearizable(model, only(facts, began))).isFalse();
    for (Fact fact : why.evidence()) {
      for (Fact less : lessThan(fact)) {
        Map<Integer, Fact> fewer = new HashMap<>(facts);
        fewer.put(less.operation().number(), less);
        assertThat(BruteForce.linearizable(model, only(fewer, began)))
            .as("%s instead of %s", less, fact)
            .isTrue();
      }
    }
    assertThat(why.partials()).hasSize((int) why.evidence().stream().filter(Fact::outcome).count());
    assertThat(why.partials()).allSatisfy(partial -> assertThat(partial.whyNot()).isNotEmpty());
  }

  /** The fact without one of its parts, for each part. */
  private static List<Fact> lessThan(Fact f) {
    List<Fact> less = new ArrayList<>();
    if (f.outcome()) {
      less.add(new Fact(f.described(), false, f.denied(), f.began(), false));
    } else if (f.denied()) {
      less.add(new Fact(f.described(), false, false, true, false));
    }
    if (f.began()) {
      less.add(new Fact(f.described(), f.outcome(), f.denied(), false, f.ended()));
    }
    if (f.ended()) {
      less.add(new Fact(f.described(), f.outcome(), f.denied(), f.began(), false));
    }
    return less;
  }

  private static List<Operation> cut(List<Operation> operations, int end) {
    return operations.stream()
        .filter(o -> o.call() < end)
        .map(o -> o.ret() <= end ? o : with(o, new Output.Unknown(), o.call(), Operation.NEVER))
        .toList();
  }

  /** What the facts say, in the plainest way: by replacing what is not said. */
  private static List<Operation> only(Map<Integer, Fact> facts, List<Operation> began) {
    List<Operation> weaker = new ArrayList<>();
    for (Operation o : began) {
      Fact fact = facts.get(o.number());
      boolean outcome = fact != null && fact.outcome();
      if (fact != null && fact.denied() && !outcome) {
        continue;
      }
      int call = fact != null && fact.began() ? o.call() : -1;
      if (!outcome) {
        weaker.add(with(o, new Output.Unknown(), call, Operation.NEVER));
      } else {
        weaker.add(with(o, o.output(), call, fact.ended() ? o.ret() : Operation.NEVER - 1));
      }
    }
    return weaker;
  }

  private static Operation with(Operation o, Output output, int call, int ret) {
    return new Operation(
        o.number(), o.process(), o.input(), output, call, ret, o.invoked(), o.completed());
  }
}
