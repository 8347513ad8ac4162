package dev.ariadne.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.generator.Context;
import dev.ariadne.harness.generator.NextOperation;
import dev.ariadne.harness.generator.Worker;
import dev.ariadne.harness.generator.WorkerPool;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is taken from a history to be done again. */
final class RecordedOperationsTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<Op> history = new ArrayList<>();

  private void line(long second, Op.Type type, Op.Process process, String f) {
    history.add(new Op(history.size(), second * SECOND, type, process, f, null, new TreeMap<>()));
  }

  private void client(long second, long process) {
    line(second, Op.Type.INVOKE, new Op.Process.Client(process), "read");
  }

  private void nemesis(long second, String f) {
    line(second, Op.Type.INFO, new Op.Process.Named("nemesis"), f);
    line(second, Op.Type.INFO, new Op.Process.Named("nemesis"), f);
  }

  private NextOperation asked(long second) {
    TreeMap<Worker, Op.Process> processes = new TreeMap<>();
    processes.put(new Worker(0), new Op.Process.Client(0));
    WorkerPool crew = WorkerPool.of(processes, new TreeSet<>(processes.keySet()));
    RecordedOperations recording = RecordedOperations.of(history);
    NextOperation first = recording.generator(1).next(new Context(0, crew, new SeededChoices(1)));
    assertThat(first).isInstanceOf(NextOperation.Pending.class);
    return ((NextOperation.Pending) first)
        .then()
        .next(new Context(second * SECOND, crew, new SeededChoices(1)));
  }

  @Test
  void whatCameAfterTheHealIsNotDoneAgain() {
    client(1, 0);
    nemesis(2, "kill");
    nemesis(8, "heal");
    client(9, 0);
    RecordedOperations recording = RecordedOperations.of(history);
    assertThat(recording.begun()).extracting(Op::f).containsExactly("read", "kill");
    assertThat(recording.endNanos()).isEqualTo(8 * SECOND);
  }

  @Test
  void theHealDoesNotWaitForOperationsThatAreLate() {
    client(1, 0);
    nemesis(8, "heal");
    assertThat(asked(5)).isInstanceOf(NextOperation.Emit.class);
    assertThat(asked(10)).isInstanceOf(NextOperation.Exhausted.class);
  }

  @Test
  void aRunThatWasCutShortEndsWithWhatIsKnown() {
    client(1, 0);
    nemesis(4, "kill");
    assertThat(RecordedOperations.of(history).begun()).hasSize(2);
    assertThat(RecordedOperations.of(history).endNanos())
        .isGreaterThan(4 * SECOND)
        .isLessThan(5 * SECOND);
    assertThat(RecordedOperations.of(history).alsoBegunIn(history.subList(0, 1))).isEqualTo(1);
  }
}
