package dev.ariadne.harness.interpreter;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.generator.Worker;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs a generator in real time. There is one thread for each worker. Only the calling thread asks
 * the generator and writes the journal.
 *
 * <p>The client limits the time of an operation. An operation without an answer is given up after
 * {@code answerNanosMax}: its outcome is unknown, and its thread is left behind.
 */
public final class LiveInterpreter implements Interpreter {
  /** The longest time that the threads may take to close their clients at the end. */
  private static final long CLOSE_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

  /** An event for the calling thread. */
  private sealed interface Event {
    record Answer(Worker worker, long index, Op op) implements Event {}

    /** A bug in a client or in the nemesis: the run ends with it. */
    record Broken(Error error) implements Event {}

    record Stop() implements Event {}
  }

  private final LongSupplier nanos;
  private final long answerNanosMax;
  private final long stopNanosMax;
  // Bounded by use: at most one answer for each operation and one stop for each call.
  private final BlockingQueue<Event> inbox = new LinkedBlockingQueue<>();

  /**
   * @param nanos a clock that never runs backwards
   * @param answerNanosMax the longest time to wait for an answer
   * @param stopNanosMax the longest time to wait for operations in progress after {@link #stop}
   */
  public LiveInterpreter(LongSupplier nanos, long answerNanosMax, long stopNanosMax) {
    this.nanos = nanos;
    this.answerNanosMax = answerNanosMax;
    this.stopNanosMax = stopNanosMax;
  }

  @Override
  public void stop() {
    inbox.add(new Event.Stop());
  }

  @Override
  public Ending run(InterpreterInput input) {
    Run run = new Run(input);
    try {
      return run.toTheEnd();
    } finally {
      run.close();
    }
  }

  /** One run; used by the calling thread only. */
  private final class Run {
    private final InterpreterInput input;
    private final OperationDispatcher conductor;
    private final long start = nanos.getAsLong();
    private final SortedMap<Worker, Hand> hands = new TreeMap<>();

    /** Until when the answer of a worker is waited for. */
    private final SortedMap<Worker, Long> deadlines = new TreeMap<>();

    /** Workers whose last operation has an unknown outcome: a new process has a new client. */
    private final SortedSet<Worker> renewed = new TreeSet<>();

    private boolean stopping;
    private long giveUpAt = Long.MAX_VALUE;

    Run(InterpreterInput input) {
      this.input = input;
      this.conductor =
          new OperationDispatcher(
              input.generator(), input.concurrency(), input.choices(), input.recorder());
    }

    private long now() {
      return nanos.getAsLong() - start;
    }

    Ending toTheEnd() {
      while (true) {
        for (Event event = inbox.poll(); event != null; event = inbox.poll()) {
          take(event);
        }
        giveUpTheSilent();
        if (now() >= giveUpAt) {
          return Ending.STOPPED;
        }
        switch (conductor.step(now())) {
          case OperationDispatcher.Step.Done() -> {
            return stopping ? Ending.STOPPED : Ending.EXHAUSTED;
          }
          case OperationDispatcher.Step.Note(String text) -> input.notes().accept(text);
          case OperationDispatcher.Step.Invoke(Worker worker, Op op) -> {
            deadlines.put(worker, now() + answerNanosMax);
            hands
                .computeIfAbsent(worker, w -> new Hand(w, input, inbox))
                .give(op, renewed.remove(worker));
          }
          case OperationDispatcher.Step.Wait(long until) -> {
            long soonest = Math.min(until, giveUpAt);
            for (long deadline : deadlines.values()) {
              soonest = Math.min(soonest, deadline);
            }
            if (soonest == Long.MAX_VALUE) {
              return Ending.STUCK;
            }
            await(soonest);
          }
        }
      }
    }

    private void await(long until) {
      try {
        Event event = inbox.poll(Math.max(0, until - now()), TimeUnit.NANOSECONDS);
        if (event != null) {
          take(event);
        }
      } catch (InterruptedException e) {
        // Whoever interrupts the run wants it to stop; the flag would end every later wait at once.
        take(new Event.Stop());
      }
    }

    private void take(Event event) {
      switch (event) {
        case Event.Answer(Worker worker, long index, Op op) -> {
          if (conductor.awaits(worker, index)) {
            complete(worker, op);
          }
        }
        case Event.Broken(Error error) -> throw error;
        case Event.Stop() -> {
          conductor.stop();
          if (!stopping) {
            stopping = true;
            giveUpAt = now() + stopNanosMax;
          }
        }
      }
    }

    private void complete(Worker worker, Op answer) {
      deadlines.remove(worker);
      Op recorded = conductor.complete(worker, answer, now());
      if (recorded.type() == Op.Type.INFO) {
        renewed.add(worker);
      }
    }

    private void giveUpTheSilent() {
      SortedMap<Worker, Op> underWay = conductor.underWay();
      for (var entry : new TreeMap<>(deadlines).entrySet()) {
        if (now() >= entry.getValue()) {
          Worker worker = entry.getKey();
          hands.remove(worker).abandon();
          complete(worker, OperationDispatcher.doubtful(underWay.get(worker), "no-answer"));
        }
      }
    }

    void close() {
      hands.values().forEach(Hand::end);
      long end = nanos.getAsLong() + CLOSE_NANOS_MAX;
      for (Hand hand : hands.values()) {
        hand.join(end - nanos.getAsLong());
      }
    }
  }

  /** The thread of a worker. */
  private static final class Hand {

    /** The next operation, or the end if there is none. */
    private record Task(Op op, boolean renew) {}

    private final Worker worker;
    private final InterpreterInput input;
    private final BlockingQueue<Event> answers;
    private final BlockingQueue<Task> tasks = new ArrayBlockingQueue<>(2);
    private final Thread thread;
    private Client client;

    Hand(Worker worker, InterpreterInput input, BlockingQueue<Event> answers) {
      this.worker = worker;
      this.input = input;
      this.answers = answers;
      this.thread = Thread.ofPlatform().daemon().name(worker.toString()).start(this::work);
    }

    void give(Op op, boolean renew) {
      tasks.add(new Task(op, renew));
    }

    void end() {
      if (!tasks.offer(new Task(null, false))) {
        thread.interrupt();
      }
    }

    void abandon() {
      thread.interrupt();
      end();
    }

    void join(long nanosMax) {
      try {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanosMax)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void work() {
      try {
        for (Task task = tasks.take(); task.op() != null; task = tasks.take()) {
          if (task.renew()) {
            closeClient();
          }
          carryOut(task.op());
        }
      } catch (InterruptedException e) {
        // Abandoned: whatever it still says is not listened to.
      } catch (Error e) {
        answers.add(new Event.Broken(e));
      } finally {
        closeClient();
      }
    }

    private void carryOut(Op op) {
      try {
        if (worker.isNemesis()) {
          answer(op, input.nemesis().invoke(op));
        } else if (opened(op)) {
          client.invoke(op, completion -> answer(op, completion));
        }
      } catch (RuntimeException e) {
        answer(op, OperationDispatcher.thrown(op, e));
      }
    }

    /** Without a client nothing was sent: the operation certainly did not happen. */
    private boolean opened(Op op) {
      if (client != null) {
        return true;
      }
      try {
        client = input.clients().apply(worker);
        return true;
      } catch (RuntimeException e) {
        SortedMap<String, Object> extra = new TreeMap<>();
        extra.put("error", List.of(new Keyword("no-client"), e.toString()));
        answer(op, new Op(-1, -1, Op.Type.FAIL, op.process(), op.f(), op.value(), extra));
        return false;
      }
    }

    private void answer(Op op, Op completion) {
      answers.add(new Event.Answer(worker, op.index(), completion));
    }

    private void closeClient() {
      if (client != null) {
        try {
          client.close();
        } catch (RuntimeException e) {
          input.notes().accept(worker + " could not close its client: " + e);
        }
        client = null;
      }
    }
  }
}
