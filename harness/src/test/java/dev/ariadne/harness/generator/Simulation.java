package dev.ariadne.harness.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.interpreter.Interpreter;
import dev.ariadne.harness.interpreter.InterpreterInput;
import dev.ariadne.harness.interpreter.SimulatedInterpreter;
import dev.ariadne.harness.interpreter.VirtualScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A generator, clients that do nothing but answer, and what comes of it on virtual time. */
final class Simulation {
  static final long MS = 1_000_000;

  /** How clients answer. */
  enum Latencies {
    /** OK, at once. */
    QUICK,
    /** Fail, at once. */
    REFUSED,
    /** OK, after 10 ms. */
    PERFECT,
    /** OK, fail or info in turn, after 1 to 20 ms. */
    IMPERFECT
  }

  final List<Op> history = new ArrayList<>();
  final List<String> notes = new ArrayList<>();
  Interpreter.Ending ending;

  static Simulation run(Generator generator, int concurrency, Latencies latencies, long seed) {
    Simulation simulation = new Simulation();
    VirtualScheduler time = new VirtualScheduler();
    SeededChoices choices = new SeededChoices(seed);
    long[] answered = new long[1];
    InterpreterInput plan =
        new InterpreterInput(
            generator,
            concurrency,
            choices,
            worker ->
                new Client() {
                  @Override
                  public void invoke(Op op, Consumer<Op> completion) {
                    long turn = answered[0]++;
                    switch (latencies) {
                      case QUICK -> completion.accept(as(op, Op.Type.OK));
                      case REFUSED -> completion.accept(as(op, Op.Type.FAIL));
                      case PERFECT ->
                          time.after(10 * MS, () -> completion.accept(as(op, Op.Type.OK)));
                      case IMPERFECT -> {
                        Op.Type type =
                            List.of(Op.Type.OK, Op.Type.FAIL, Op.Type.INFO)
                                .get(choices.pick("test/outcome", turn, 3));
                        long latency = (1 + choices.pick("test/latency", turn, 20)) * MS;
                        time.after(latency, () -> completion.accept(as(op, type)));
                      }
                    }
                  }

                  @Override
                  public void close() {}
                },
            op -> as(op, Op.Type.INFO),
            simulation.history::add,
            simulation.notes::add);
    simulation.ending = new SimulatedInterpreter(time).run(plan);
    return simulation;
  }

  static Simulation perfect(int concurrency, Generator generator) {
    return run(generator, concurrency, Latencies.PERFECT, 1);
  }

  static Simulation quick(int concurrency, Generator generator) {
    return run(generator, concurrency, Latencies.QUICK, 1);
  }

  private static Op as(Op op, Op.Type type) {
    TreeMap<String, Object> extra = new TreeMap<>();
    if (type == Op.Type.FAIL || type == Op.Type.INFO) {
      extra.put("error", new Keyword("test"));
    }
    return new Op(-1, -1, type, op.process(), op.f(), op.value(), extra);
  }

  /** Operations that clients began. */
  List<Op> begun() {
    return history.stream().filter(op -> op.type() == Op.Type.INVOKE).toList();
  }

  List<String> fs() {
    return begun().stream().map(Op::f).toList();
  }

  List<Long> timesMs() {
    return begun().stream().map(op -> op.time() / MS).toList();
  }

  /** Operations that the nemesis began, each of which is there twice. */
  List<String> nemesisFs() {
    return history.stream()
        .filter(op -> op.process() instanceof Op.Process.Named)
        .map(Op::f)
        .toList();
  }

  Simulation ended(Interpreter.Ending expected) {
    assertThat(ending).isEqualTo(expected);
    return this;
  }
}
