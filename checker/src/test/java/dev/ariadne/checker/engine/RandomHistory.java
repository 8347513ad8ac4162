package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.FifoQueue;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Small histories, made by clients of a real object, so that they are linearizable; half of them
 * are then damaged in one answer or one outcome, and may be linearizable still.
 */
final class RandomHistory {

  /** Operations whose answers say something. */
  private static final List<String> ASKING =
      List.of("read", "get", "even", "contains", "add-and-get", "dequeue");

  private final SplittableRandom random;
  private final HistoryFamily family;
  private final Model<Object> model;
  private final List<Operation> operations = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private Object state;
  private int time;
  private long processes;

  private static final class Client {
    long process;
    Input input;
    int call;
    Output effect;
  }

  private RandomHistory(SplittableRandom random, HistoryFamily family, Model<Object> model) {
    this.random = random;
    this.family = family;
    this.model = model;
    this.state = model.initial();
  }

  /** Draws a history of at most so many operations. */
  static List<Operation> draw(
      SplittableRandom random, HistoryFamily family, Model<Object> model, int operationsMax) {
    RandomHistory history = new RandomHistory(random, family, model);
    history.run(1 + random.nextInt(operationsMax));
    if (random.nextInt(3) > 0) {
      history.damage();
    }
    return history.operations;
  }

  private void run(int count) {
    int concurrency = 1 + random.nextInt(5);
    int unknownPercent = random.nextInt(3) * 20;
    int failPercent = random.nextInt(2) * 10;
    for (int i = 0; i < concurrency; i++) {
      Client client = new Client();
      client.process = processes++;
      clients.add(client);
    }
    int invoked = 0;
    while (invoked < count || clients.stream().anyMatch(c -> c.input != null)) {
      Client client = clients.get(random.nextInt(clients.size()));
      if (client.input == null) {
        if (invoked < count) {
          client.input = family.input(random, ++invoked);
          client.call = time++;
          client.effect = null;
        }
      } else if (random.nextInt(100) < doubtPercent(client.input, unknownPercent)) {
        end(client, new Output.Unknown());
      } else if (client.effect == null) {
        if (random.nextInt(100) < failPercent) {
          end(client, new Output.Failed(null));
        } else {
          effect(client);
        }
      } else {
        end(client, client.effect);
      }
    }
    operations.sort((a, b) -> Integer.compare(a.call(), b.call()));
  }

  private int doubtPercent(Input input, int otherwise) {
    int percent = family.doubtPercent(random, input);
    return percent >= 0 ? percent : otherwise / 2;
  }

  private void effect(Client client) {
    Output answer = family.answer(random, client.input, state);
    switch (model.step(state, client.input, answer)) {
      case Step.To<Object> to -> {
        client.effect = family.recorded(random, answer);
        state = to.state();
      }
      case Step.Refused<Object> refused -> client.effect = new Output.Failed(why());
    }
  }

  private Object why() {
    return switch (random.nextInt(3)) {
      case 0 -> null;
      case 1 -> Output.CAS_MISMATCH;
      default -> FifoQueue.EMPTY;
    };
  }

  private void end(Client client, Output output) {
    boolean unknown = output instanceof Output.Unknown;
    operations.add(
        new Operation(
            operations.size(),
            client.process,
            client.input,
            output,
            client.call,
            unknown ? Operation.NEVER : time++,
            new Operation.Place(-1, 0, client.call),
            new Operation.Place(-1, 0, client.call)));
    client.input = null;
    if (unknown) {
      client.process = processes++;
    }
  }

  private void damage() {
    for (int tries = 0; tries < 4; tries++) {
      int at = random.nextInt(operations.size());
      Operation o = operations.get(at);
      Operation other = operations.get(random.nextInt(operations.size()));
      boolean asks = ASKING.contains(o.input().f());
      Output output =
          switch (o.output()) {
            case Output.Ok ok when asks ->
                other.output() instanceof Output.Ok seen && o.input().f().equals(other.input().f())
                    ? seen
                    : ok;
            case Output.Ok ok ->
                random.nextInt(4) == 0 ? new Output.Failed(Output.CAS_MISMATCH) : ok;
            case Output.Failed failed when asks || random.nextBoolean() -> new Output.Failed(why());
            case Output.Failed failed -> new Output.Ok(o.input().value());
            case Output.Unknown unknown -> unknown;
          };
      operations.set(at, with(o, output));
    }
  }

  private static Operation with(Operation o, Output output) {
    return new Operation(
        o.number(), o.process(), o.input(), output, o.call(), o.ret(), o.invoked(), o.completed());
  }
}
