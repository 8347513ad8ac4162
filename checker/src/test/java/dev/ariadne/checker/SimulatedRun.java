package dev.ariadne.checker;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Histories as a test of a cluster makes them: clients of registers, one for each key, with delays,
 * doubtful outcomes, failed comparisons, and, if asked, reads from a copy that lags behind.
 */
final class SimulatedRun {

  static final Keyword ABSENT = new Keyword("absent");

  /**
   * What to simulate.
   *
   * @param values how many values there are; 0: no write repeats another's
   * @param unknownPercent of writes and compare-and-sets
   * @param stalePercent of reads
   */
  record RunPlan(
      long seed,
      int keys,
      int operationsPerKey,
      int clients,
      int values,
      int unknownPercent,
      int casPercent,
      int stalePercent) {}

  private enum PendingStep {
    INVOKE,
    EFFECT,
    COMPLETE
  }

  private record Event(long time, long sequence, SimulatedClient client, PendingStep step) {}

  private static final class SimulatedClient {
    long process;
    int key;
    String f;
    Object value;
    Object answer;
    Op.Type type;
    Object error;
    boolean late;
    Object lastSeen = ABSENT;
  }

  private final RunPlan plan;
  private final SplittableRandom random;
  private final List<Op> ops = new ArrayList<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) ->
              a.time() != b.time()
                  ? Long.compare(a.time(), b.time())
                  : Long.compare(a.sequence(), b.sequence()));
  private final List<List<Object>> pasts = new ArrayList<>();
  private long sequence;
  private long fresh = 1;
  private long processes;

  private SimulatedRun(RunPlan plan) {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
  }

  static List<Op> ops(RunPlan plan) {
    return new SimulatedRun(plan).run();
  }

  static History history(RunPlan plan) throws HistoryException {
    return History.of(ops(plan));
  }

  private List<Op> run() {
    int perKey = Math.max(1, plan.clients());
    for (int key = 0; key < plan.keys(); key++) {
      pasts.add(new ArrayList<>(List.of(ABSENT)));
    }
    for (int i = 0; i < plan.keys() * perKey; i++) {
      at(random.nextInt(1000), client(i / perKey), PendingStep.INVOKE);
    }
    int[] invoked = new int[plan.keys()];
    while (!events.isEmpty()) {
      Event event = events.poll();
      SimulatedClient client = event.client();
      switch (event.step()) {
        case INVOKE -> {
          if (invoked[client.key]++ < plan.operationsPerKey()) {
            invoke(event, client);
          }
        }
        case EFFECT -> effect(client);
        case COMPLETE -> complete(event, client);
      }
    }
    return ops;
  }

  private SimulatedClient client(int key) {
    SimulatedClient client = new SimulatedClient();
    client.key = key;
    client.process = processes++;
    return client;
  }

  private void at(long time, SimulatedClient client, PendingStep step) {
    events.add(new Event(time, sequence++, client, step));
  }

  private void invoke(Event event, SimulatedClient client) {
    int kind = random.nextInt(100);
    client.f = kind < plan.casPercent() ? "cas" : kind < 50 ? "read" : "write";
    client.value =
        switch (client.f) {
          case "read" -> null;
          case "write" -> value();
          default -> List.of(guess(client), value());
        };
    client.answer = null;
    client.error = null;
    client.late = !client.f.equals("read") && random.nextInt(100) < plan.unknownPercent();
    add(event.time(), Op.Type.INVOKE, client, client.value);
    long effect = event.time() + 1 + random.nextInt(1000);
    if (client.late) {
      // It happens late, long after its client has given up, or never.
      long end = event.time() + 3000;
      if (random.nextBoolean()) {
        at(event.time() + 1 + random.nextInt(20_000), client, PendingStep.EFFECT);
      }
      at(end, client, PendingStep.COMPLETE);
    } else {
      at(effect, client, PendingStep.EFFECT);
      at(effect + 1 + random.nextInt(1000), client, PendingStep.COMPLETE);
    }
  }

  private Object guess(SimulatedClient client) {
    List<Object> past = pasts.get(client.key);
    return plan.values() > 0 ? value() : random.nextBoolean() ? client.lastSeen : past.getLast();
  }

  private Object value() {
    return plan.values() > 0 ? (Object) (long) random.nextInt(plan.values()) : (Object) fresh++;
  }

  private void effect(SimulatedClient client) {
    List<Object> past = pasts.get(client.key);
    Object now = past.getLast();
    client.type = Op.Type.OK;
    switch (client.f) {
      case "read" -> {
        boolean stale = random.nextInt(100) < plan.stalePercent();
        client.answer = stale ? past.get(Math.max(0, past.size() - 1 - random.nextInt(20))) : now;
        client.lastSeen = client.answer;
      }
      case "write" -> {
        past.add(client.value);
        client.answer = client.value;
      }
      default -> {
        List<?> pair = (List<?>) client.value;
        client.answer = client.value;
        if (pair.get(0).equals(now)) {
          past.add(pair.get(1));
        } else {
          client.type = Op.Type.FAIL;
          client.error = Output.CAS_MISMATCH;
        }
      }
    }
  }

  private void complete(Event event, SimulatedClient client) {
    SimulatedClient next = client;
    if (client.late) {
      client.error = new Keyword("timeout");
      add(event.time(), Op.Type.INFO, client, client.value);
      // What it asked for may still have its effect: somebody else takes its place.
      next = client(client.key);
      next.lastSeen = client.lastSeen;
    } else {
      add(event.time(), client.type, client, client.answer);
    }
    at(event.time() + 1 + random.nextInt(500), next, PendingStep.INVOKE);
  }

  private void add(long time, Op.Type type, SimulatedClient client, Object value) {
    TreeMap<String, Object> extra = new TreeMap<>();
    if (type == Op.Type.FAIL || type == Op.Type.INFO) {
      extra.put("error", client.error);
    }
    ops.add(
        new Op(
            ops.size(),
            time,
            type,
            new Op.Process.Client(client.process),
            client.f,
            Collections.unmodifiableList(Arrays.asList((long) client.key, value)),
            extra));
  }
}
