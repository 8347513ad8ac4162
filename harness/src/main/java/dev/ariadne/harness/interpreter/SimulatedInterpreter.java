package dev.ariadne.harness.interpreter;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.generator.Worker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs a generator on virtual time, on the calling thread alone. The same input on the same
 * simulation gives the same run. The operations of the nemesis take no time. Clients call back
 * while the world advances, or during the call.
 */
public final class SimulatedInterpreter implements Interpreter {

  private record Answer(Worker worker, long index, Op op) {}

  private final VirtualClock clock;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final SortedMap<Worker, Client> clients = new TreeMap<>();
  private volatile boolean stopping;

  public SimulatedInterpreter(VirtualClock clock) {
    this.clock = clock;
  }

  @Override
  public void stop() {
    stopping = true;
  }

  @Override
  public Ending run(InterpreterInput input) {
    OperationDispatcher conductor =
        new OperationDispatcher(
            input.generator(), input.concurrency(), input.choices(), input.recorder());
    long start = clock.now();
    try {
      while (true) {
        while (!answers.isEmpty()) {
          take(conductor, answers.poll(), clock.now() - start);
        }
        if (stopping) {
          conductor.stop();
        }
        switch (conductor.step(clock.now() - start)) {
          case OperationDispatcher.Step.Done() -> {
            return stopping ? Ending.STOPPED : Ending.EXHAUSTED;
          }
          case OperationDispatcher.Step.Note(String text) -> input.notes().accept(text);
          case OperationDispatcher.Step.Invoke(Worker worker, Op op) -> invoke(input, worker, op);
          case OperationDispatcher.Step.Wait(long until) -> {
            long at = until > Long.MAX_VALUE - start ? Long.MAX_VALUE : start + until;
            boolean more = true;
            while (more && answers.isEmpty() && !stopping) {
              more = clock.advance(at);
            }
            if (!more && until == Long.MAX_VALUE && answers.isEmpty()) {
              return Ending.STUCK;
            }
          }
        }
      }
    } finally {
      clients.values().forEach(Client::close);
      clients.clear();
    }
  }

  private void invoke(InterpreterInput input, Worker worker, Op op) {
    try {
      if (worker.isNemesis()) {
        answers.add(new Answer(worker, op.index(), input.nemesis().invoke(op)));
      } else {
        clients
            .computeIfAbsent(worker, input.clients())
            .invoke(op, answer -> answers.add(new Answer(worker, op.index(), answer)));
      }
    } catch (RuntimeException e) {
      answers.add(new Answer(worker, op.index(), OperationDispatcher.thrown(op, e)));
    }
  }

  private void take(OperationDispatcher conductor, Answer answer, long now) {
    if (!conductor.awaits(answer.worker(), answer.index())) {
      return;
    }
    Op recorded = conductor.complete(answer.worker(), answer.op(), now);
    if (recorded.type() == Op.Type.INFO && !answer.worker().isNemesis()) {
      clients.remove(answer.worker()).close();
    }
  }
}
