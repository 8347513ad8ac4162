package dev.ariadne.harness.cli.knossos;

import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Small histories of one register, made by clients of a real one, so that they are linearizable;
 * then, in two of three, an answer or two is changed, and they may be linearizable still. Few
 * values, so that most of what could be confused is. What failed is not in them.
 */
final class RandomRegister {
  private static final int CLIENTS = 4;
  private static final int OPERATIONS_MAX = 15;

  /** Many a try meets a line that is left alone. */
  private static final int DAMAGE_TRIES_MAX = 12;

  private static final int VALUES = 3;

  private final SplittableRandom random;
  private final List<Op> lines = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private Object value;
  private long processes;

  /** A client; its operation is null while it has none. */
  private static final class Client {
    private long process;
    private String f;
    private Object asked;
    private boolean done;
    private boolean held;
    private Object answer;
  }

  private RandomRegister(long seed) {
    this.random = new SplittableRandom(seed);
    for (int i = 0; i < 1 + random.nextInt(CLIENTS); i++) {
      Client client = new Client();
      client.process = processes++;
      clients.add(client);
    }
  }

  /** Draws the lines of a history. */
  static List<Op> draw(long seed) throws HistoryException {
    RandomRegister register = new RandomRegister(seed);
    register.run(1 + register.random.nextInt(OPERATIONS_MAX));
    if (register.random.nextInt(3) > 0) {
      register.damage(1 + register.random.nextInt(DAMAGE_TRIES_MAX));
    }
    return withoutFailures(register.lines);
  }

  private static List<Op> withoutFailures(List<Op> lines) throws HistoryException {
    Set<Integer> dropped = new TreeSet<>();
    for (Operation operation : History.of(lines).operations()) {
      if (operation.output() instanceof Output.Failed) {
        dropped.add(operation.call());
        dropped.add(operation.ret());
      }
    }
    return IntStream.range(0, lines.size())
        .filter(position -> !dropped.contains(position))
        .mapToObj(lines::get)
        .toList();
  }

  private void run(int count) {
    int begun = 0;
    while (begun < count) {
      Client client = clients.get(random.nextInt(clients.size()));
      if (client.f == null) {
        begin(client);
        begun++;
      } else {
        goOn(client);
      }
    }
    // Some of what is open ends; the rest nobody knows of.
    for (Client client : clients) {
      while (client.f != null && random.nextInt(4) > 0) {
        goOn(client);
      }
    }
  }

  private void begin(Client client) {
    client.f = List.of("read", "write", "cas").get(random.nextInt(3));
    client.asked =
        switch (client.f) {
          case "read" -> null;
          case "write" -> someValue();
          default -> List.of(someValue(), someValue());
        };
    client.done = false;
    line(client, Op.Type.INVOKE, client.asked);
  }

  private void goOn(Client client) {
    if (random.nextInt(10) == 0) {
      end(client, Op.Type.INFO, client.asked);
      client.process = processes++;
    } else if (!client.done) {
      take(client);
    } else {
      end(client, client.held ? Op.Type.OK : Op.Type.FAIL, client.answer);
    }
  }

  /** The moment at which it happens. */
  private void take(Client client) {
    client.done = true;
    client.held = true;
    client.answer = client.asked;
    switch (client.f) {
      case "read" -> client.answer = value;
      case "write" -> value = client.asked;
      default -> {
        List<?> change = (List<?>) client.asked;
        client.held = change.get(0).equals(value);
        value = client.held ? change.get(1) : value;
      }
    }
  }

  private void end(Client client, Op.Type type, Object answer) {
    line(client, type, answer);
    client.f = null;
  }

  private Object someValue() {
    return (long) random.nextInt(VALUES);
  }

  private void line(Client client, Op.Type type, Object answer) {
    lines.add(
        new Op(
            lines.size(),
            -1,
            type,
            new Op.Process.Client(client.process),
            client.f,
            answer,
            new TreeMap<>()));
  }

  /** Other values read; comparisons that failed said to have held. */
  private void damage(int times) {
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(lines.size());
      Op op = lines.get(at);
      if (op.type() == Op.Type.OK && op.f().equals("read")) {
        lines.set(at, with(op, Op.Type.OK, someValue()));
      } else if (op.type() == Op.Type.FAIL) {
        lines.set(at, with(op, Op.Type.OK, op.value()));
      }
    }
  }

  private static Op with(Op op, Op.Type type, Object value) {
    return new Op(op.index(), op.time(), type, op.process(), op.f(), value, op.extra());
  }
}
