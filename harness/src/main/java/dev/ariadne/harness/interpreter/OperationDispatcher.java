package dev.ariadne.harness.interpreter;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.Choices;
import dev.ariadne.harness.generator.Context;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Invocation;
import dev.ariadne.harness.generator.NextOperation;
import dev.ariadne.harness.generator.Worker;
import dev.ariadne.harness.generator.WorkerPool;
import dev.ariadne.harness.history.HistoryRecorder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The common part of both interpreters. It asks the generator, numbers and records events, and
 * makes clients keep the rules of histories. It uses no clock and no thread.
 *
 * <p>Invariants: a worker does one thing at a time; indices are dense; times never fall; a process
 * is never used again after an unknown outcome; an operation is in the history before any other
 * part sees it.
 */
final class OperationDispatcher {

  /** The next action of an interpreter. */
  sealed interface Step {
    /** Hand the operation, which is in the history, to this worker. */
    record Invoke(Worker worker, Op op) implements Step {}

    /** Wait until this time, in nanoseconds, or until a completion. */
    record Wait(long until) implements Step {}

    record Note(String text) implements Step {}

    /** There is nothing to do, and no operation is in progress. */
    record Done() implements Step {}
  }

  private final HistoryRecorder recorder;
  private final Choices choices;
  private final int concurrency;

  private Generator generator;
  private boolean stopped;
  private long nextIndex;
  private long lastTime;
  private WorkerPool crew;

  /** Used for look-ups only, with every operation; never iterated. */
  private final Map<Worker, Op> underWay = new HashMap<>();

  OperationDispatcher(
      Generator generator, int concurrency, Choices choices, HistoryRecorder recorder) {
    this.generator = generator;
    this.concurrency = concurrency;
    this.choices = choices;
    this.recorder = recorder;
    TreeMap<Worker, Op.Process> processes = new TreeMap<>();
    processes.put(Worker.NEMESIS, new Op.Process.Named("nemesis"));
    for (int number = 0; number < concurrency; number++) {
      processes.put(new Worker(number), new Op.Process.Client(number));
    }
    this.crew = WorkerPool.of(processes, new TreeSet<>(processes.keySet()));
  }

  /** Returns the next step at this time. */
  Step step(long now) {
    if (stopped) {
      return underWay.isEmpty() ? new Step.Done() : new Step.Wait(NextOperation.EVENT);
    }
    return switch (generator.next(context(now))) {
      case NextOperation.Exhausted() ->
          underWay.isEmpty() ? new Step.Done() : new Step.Wait(NextOperation.EVENT);
      case NextOperation.Pending(long until, Generator then) -> {
        generator = then;
        yield new Step.Wait(until);
      }
      case NextOperation.Note(String text, Generator then) -> {
        generator = then;
        yield new Step.Note(text);
      }
      case NextOperation.Emit(Invocation invocation, Generator then) -> {
        generator = then;
        yield begin(invocation, now);
      }
    };
  }

  private Step begin(Invocation invocation, long now) {
    Worker worker = invocation.worker();
    if (!crew.isFree(worker)) {
      throw new IllegalStateException("the generator gave work to " + worker + ", who is not free");
    }
    crew = crew.busy(worker);
    Op op =
        record(
            worker.isNemesis() ? Op.Type.INFO : Op.Type.INVOKE,
            crew.process(worker),
            invocation.f(),
            invocation.value(),
            new TreeMap<>(invocation.extra()),
            now);
    underWay.put(worker, op);
    generator = generator.update(context(op.time()), op);
    return new Step.Invoke(worker, op);
  }

  /**
   * Returns true if the dispatcher still waits for the completion of the operation of this index.
   */
  boolean awaits(Worker worker, long index) {
    Op op = underWay.get(worker);
    return op != null && op.index() == index;
  }

  /**
   * Accepts a worker's answer.
   *
   * @return the completion as recorded; after an unknown outcome the worker is a new process
   */
  Op complete(Worker worker, Op answer, long now) {
    Op invocation = underWay.remove(worker);
    if (invocation == null) {
      throw new IllegalStateException(worker + " completed something that nobody waits for");
    }
    Op sound = worker.isNemesis() ? note(invocation, answer) : disciplined(invocation, answer);
    Op op = record(sound.type(), sound.process(), sound.f(), sound.value(), sound.extra(), now);
    crew = crew.free(worker);
    generator = generator.update(context(op.time()), op);
    if (!worker.isNemesis() && op.type() == Op.Type.INFO) {
      long id = ((Op.Process.Client) op.process()).id();
      crew = crew.as(worker, new Op.Process.Client(id + concurrency));
    }
    return op;
  }

  /** Begins nothing any more. */
  void stop() {
    stopped = true;
  }

  SortedMap<Worker, Op> underWay() {
    return new TreeMap<>(underWay);
  }

  private static Op note(Op invocation, Op answer) {
    return like(invocation, Op.Type.INFO, answer.value(), answer.extra());
  }

  /** Turns an answer that breaks the rules into an unknown outcome. */
  private static Op disciplined(Op invocation, Op answer) {
    if (!answer.process().equals(invocation.process()) || !answer.f().equals(invocation.f())) {
      return doubtful(invocation, "wrong-operation");
    }
    return switch (answer.type()) {
      case OK -> like(invocation, Op.Type.OK, answer.value(), answer.extra());
      case FAIL -> like(invocation, Op.Type.FAIL, invocation.value(), answer.extra());
      case INFO -> like(invocation, Op.Type.INFO, invocation.value(), answer.extra());
      case INVOKE -> doubtful(invocation, "no-completion");
    };
  }

  /** The operation with an unknown outcome, because a client threw an exception. */
  static Op thrown(Op invocation, RuntimeException thrown) {
    return with(invocation, List.of(new Keyword("exception"), thrown.toString()));
  }

  /** The operation with an unknown outcome, for a reason of the harness. */
  static Op doubtful(Op invocation, String error) {
    return with(invocation, new Keyword(error));
  }

  private static Op with(Op invocation, Object error) {
    SortedMap<String, Object> extra = new TreeMap<>();
    extra.put("error", error);
    return like(invocation, Op.Type.INFO, invocation.value(), extra);
  }

  private static Op like(
      Op invocation, Op.Type type, Object value, SortedMap<String, Object> extra) {
    return new Op(-1, -1, type, invocation.process(), invocation.f(), value, extra);
  }

  private Op record(
      Op.Type type,
      Op.Process process,
      String f,
      Object value,
      SortedMap<String, Object> extra,
      long now) {
    lastTime = Math.max(lastTime, now);
    Op op = new Op(nextIndex, lastTime, type, process, f, value, extra);
    recorder.record(op);
    nextIndex++;
    return op;
  }

  private Context context(long now) {
    return new Context(Math.max(now, lastTime), crew, choices);
  }
}
