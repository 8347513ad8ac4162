package dev.ariadne.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.Checker;
import dev.ariadne.checker.Verdict;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Register;
import dev.ariadne.checker.model.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A history of several keys, checked key by key, against brute force on all keys at once. */
class LocalityTest {

  private static final int HISTORIES = 3000;

  private static final Register REGISTER = Register.withCas(0L);

  @Test
  void keyByKeyTheVerdictIsThatOnAllKeysAtOnce() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    int linearizable = 0;
    for (int i = 0; i < HISTORIES; i++) {
      History history = History.of(interleaved(random));
      boolean expected = BruteForce.linearizable(new AllKeys(), history.operations());

      Verdict verdict = Checker.check(REGISTER.keyed(), history, Budget.standard());

      assertThat(verdict instanceof Verdict.Linearizable).as("%s", history).isEqualTo(expected);
      linearizable += expected ? 1 : 0;
    }
    assertThat(linearizable).isBetween(HISTORIES / 4, HISTORIES * 9 / 10);
  }

  /** Two histories, one for each key, their lines shuffled into each other. */
  private static List<Op> interleaved(SplittableRandom random) {
    List<List<Op>> keys = new ArrayList<>();
    for (long key = 0; key < 2; key++) {
      keys.add(lines(key, RandomHistory.draw(random, HistoryFamily.REGISTER, REGISTER, 4)));
    }
    List<Op> all = new ArrayList<>();
    int[] taken = new int[keys.size()];
    while (taken[0] < keys.get(0).size() || taken[1] < keys.get(1).size()) {
      int key = random.nextInt(2);
      if (taken[key] < keys.get(key).size()) {
        all.add(keys.get(key).get(taken[key]++));
      }
    }
    return all;
  }

  private static List<Op> lines(long key, List<Operation> operations) {
    TreeMap<Integer, Op> lines = new TreeMap<>();
    for (Operation o : operations) {
      lines.put(o.call(), line(Op.Type.INVOKE, key, o, o.input().value(), null));
      switch (o.output()) {
        case Output.Ok ok -> lines.put(o.ret(), line(Op.Type.OK, key, o, ok.value(), null));
        case Output.Failed failed ->
            lines.put(o.ret(), line(Op.Type.FAIL, key, o, o.input().value(), failed.error()));
        case Output.Unknown unknown -> {}
      }
    }
    return List.copyOf(lines.values());
  }

  private static Op line(Op.Type type, long key, Operation o, Object value, Object error) {
    TreeMap<String, Object> extra = new TreeMap<>();
    extra.put("error", error);
    return new Op(
        -1,
        -1,
        type,
        new Op.Process.Client(10 * o.number() + key),
        o.input().f(),
        Arrays.asList(key, value),
        extra);
  }

  /** All registers as one state, nothing else known. */
  private record AllKeys() implements Model<Map<Object, Object>> {

    @Override
    public Map<Object, Object> initial() {
      return Map.of();
    }

    @Override
    public Step<Map<Object, Object>> step(Map<Object, Object> state, Input input, Output output) {
      List<?> pair = (List<?>) input.value();
      Output answer =
          output instanceof Output.Ok ok ? new Output.Ok(((List<?>) ok.value()).get(1)) : output;
      Object now = state.getOrDefault(pair.get(0), REGISTER.initial());
      return switch (REGISTER.step(now, new Input(input.f(), pair.get(1)), answer)) {
        case Step.To<Object> to -> {
          Map<Object, Object> next = new TreeMap<>(state);
          next.put(pair.get(0), to.state());
          yield Step.to(next);
        }
        case Step.Refused<Object> refused -> Step.refused("%s", refused.why());
      };
    }

    @Override
    public boolean observesFailure(Input input, Output.Failed output) {
      return REGISTER.observesFailure(input, output);
    }
  }
}
