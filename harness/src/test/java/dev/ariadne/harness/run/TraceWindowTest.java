package dev.ariadne.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.fake.Scenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TraceWindowTest {
  private final List<Op> history = new ArrayList<>();
  private final List<Capability.Journal.Entry> events = new ArrayList<>();

  private void op(long process, Op.Type type) {
    history.add(
        new Op(
            history.size(), 0, type, new Op.Process.Client(process), "read", 1L, new TreeMap<>()));
  }

  private List<String> commands(Long... involved) {
    Result result =
        new Result(
            "linearizable", Verdict.INVALID, "wrong", List.of(), Map.of(), List.of(involved));
    return TraceWindow.commands(
        "./ariadne",
        Path.of("a run"),
        new Checks.Outcome(Verdict.INVALID, List.of(result)),
        new Evidence(Scenarios.scenario(1, 1, List.of()), history, events, Optional.empty()));
  }

  private static String replay(String from, String until, String check) {
    return "./ariadne replay 'a run' --trace --from " + from + " --until " + until + "  # " + check;
  }

  @Test
  void itGoesFromTheLastOperationButOneToTheEndOfTheLast() {
    op(0, Op.Type.INVOKE);
    op(0, Op.Type.OK);
    op(1, Op.Type.INVOKE);
    op(2, Op.Type.INVOKE);
    op(2, Op.Type.OK);
    op(1, Op.Type.OK);
    assertThat(commands(1L, 4L, 5L)).containsExactly(replay("index:2", "index:5", "linearizable"));
    assertThat(commands(0L)).containsExactly(replay("index:0", "index:1", "linearizable"));
    assertThat(commands()).isEmpty();
  }

  @Test
  void aLongWayBackIsLeftOut() {
    op(0, Op.Type.INVOKE);
    op(0, Op.Type.OK);
    for (int i = 0; i < TraceWindow.LINES_MAX; i++) {
      op(1, i % 2 == 0 ? Op.Type.INVOKE : Op.Type.OK);
    }
    op(2, Op.Type.INVOKE);
    op(2, Op.Type.OK);
    assertThat(commands(0L, 2002L))
        .containsExactly(replay("index:2002", "index:2003", "linearizable"));
  }

  @Test
  void whatOraclesComplainOfIsAnEvent() {
    events.add(
        new Capability.Journal.Entry("world", "complaint", new TreeMap<>(Map.of("event", "5000"))));
    assertThat(commands()).containsExactly(replay("4800", "5000", "oracles"));
  }

  @Test
  void aPlaceIsAnEventOrAnIndex() {
    assertThat(TracePlace.of("5000")).isEqualTo(new TracePlace.Event(5000));
    assertThat(TracePlace.of("index:0")).isEqualTo(new TracePlace.Index(0));
    for (String text : List.of("", "0", "-1", "index:", "index:-1", "5k", "1".repeat(19))) {
      assertThatThrownBy(() -> TracePlace.of(text))
          .hasMessageContainingAll("5000", "index:5179", "'" + text + "'");
    }
  }
}
