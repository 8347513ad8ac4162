package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations of one key, as the search wants them: in order of deadline, with small integers
 * for states and for classes of operations that do the same.
 *
 * <p>An operation that must happen has a slot from its call to its deadline, so the ones that have
 * happened before their deadline are a mask of slots; an unknown one is only counted, by class.
 */
final class Part {

  /** What a class does; see {@link Access}. */
  enum Kind {
    NOTHING,
    READ,
    EXCLUDE,
    WRITE,
    SWAP,
    OPAQUE_OBSERVER,
    OPAQUE
  }

  private static final int NOT_TRIED = Integer.MIN_VALUE;

  /** The answer of {@link #next} where the model refuses. */
  static final int REFUSED = -1;

  private record ClassKey(Kind kind, int need, int give, Input input, Output output) {}

  private final Model<Object> model;
  private final List<ClassKey> classes = new ArrayList<>();
  private Kind[] kinds;
  private int[] needs;
  private int[] gives;
  private int[][] memo;

  final States states;
  final int initial;

  /** Every operation reads, writes or swaps plain values: all that the rules know applies. */
  final boolean plain;

  /** Required operations by deadline: their classes, intervals, slots. */
  final int[] reqClass;

  final int[] reqCall;
  final int[] reqRet;
  final int[] reqSlot;
  final Operation[] reqOperation;

  /** Words of a mask with a bit for each slot. */
  final int maskWords;

  /** Those open at the deadline k, at {@code open[openAt[k]]} to {@code open[openAt[k + 1]]}. */
  final int[] open;

  final int[] openAt;

  /** Classes of unknown operations, and of each class its operations in order of call. */
  final int[] unknownClass;

  final Operation[][] unknownOperations;

  final int[][] unknownCalls;

  /** By state: whether a failed comparison says that the state was another. */
  private final boolean[] excludedStates;

  /** No unknown operation need lead into the forgotten state, but out of an excluded one. */
  final boolean avoidForgotten;

  Part(Model<Object> model, Admitted admitted, Set<Rule> rules) {
    this.model = model;
    Preparation prepared = new Preparation(model, admitted, rules);
    this.plain = prepared.plain();
    boolean forget = rules.contains(Rule.FORGETTING);
    this.states = new States(state -> forget && prepared.forgettable(state));
    this.initial = states.id(model.initial());
    List<Item> required = new ArrayList<>();
    Map<Integer, List<Item>> unknown = new LinkedHashMap<>();
    Map<ClassKey, Integer> ids = new HashMap<>();
    Map<Item, Integer> classOf = new IdentityHashMap<>();
    for (Item item : prepared.items()) {
      int id =
          ids.computeIfAbsent(
              classKey(item),
              key -> {
                classes.add(key);
                return classes.size() - 1;
              });
      classOf.put(item, id);
      if (item.required) {
        required.add(item);
      } else {
        unknown.computeIfAbsent(id, c -> new ArrayList<>()).add(item);
      }
    }
    indexClasses();

    required.sort(
        Comparator.<Item>comparingInt(i -> i.ret)
            .thenComparingInt(i -> i.call)
            .thenComparingInt(i -> i.operation.number()));
    int n = required.size();
    reqClass = new int[n];
    reqCall = new int[n];
    reqRet = new int[n];
    reqSlot = new int[n];
    reqOperation = new Operation[n];
    for (int i = 0; i < n; i++) {
      Item item = required.get(i);
      reqClass[i] = classOf.get(item);
      reqCall[i] = item.call;
      reqRet[i] = item.ret;
      reqOperation[i] = item.operation;
    }
    openAt = new int[n + 1];
    Openness openness = new Openness();
    open = openness.open;
    maskWords = Math.max(1, (openness.slots + Long.SIZE - 1) / Long.SIZE);

    unknownClass = unknown.keySet().stream().mapToInt(Integer::intValue).toArray();
    unknownOperations = new Operation[unknownClass.length][];
    unknownCalls = new int[unknownClass.length][];
    for (int u = 0; u < unknownClass.length; u++) {
      List<Item> members = unknown.get(unknownClass[u]);
      members.sort(Comparator.comparingInt(i -> i.call));
      unknownOperations[u] = members.stream().map(i -> i.operation).toArray(Operation[]::new);
      unknownCalls[u] = members.stream().mapToInt(i -> i.call).toArray();
    }
    excludedStates = new boolean[states.size()];
    for (ClassKey key : classes) {
      if (key.kind() == Kind.EXCLUDE) {
        excludedStates[key.need()] = true;
      }
    }
    boolean noneExcluded = prepared.excluded().isEmpty();
    avoidForgotten = rules.contains(Rule.USELESS_UNKNOWNS) && forget && (plain || noneExcluded);
  }

  /** Finds slots, and what is open when. */
  private final class Openness {

    int slots;
    int[] open = new int[16];

    Openness() {
      int n = reqClass.length;
      Integer[] byCall = new Integer[n];
      Arrays.setAll(byCall, i -> i);
      Arrays.sort(byCall, Comparator.comparingInt(i -> reqCall[i]));
      List<Integer> free = new ArrayList<>();
      // What is open, by deadline; few, so a sorted list will do.
      List<Integer> now = new ArrayList<>();
      int called = 0;
      int length = 0;
      for (int k = 0; k < n; k++) {
        while (called < n && reqCall[byCall[called]] < reqRet[k]) {
          int i = byCall[called++];
          if (i < k) {
            continue; // Its interval is empty: it is missed at its deadline and nothing else
            // counts.
          }
          reqSlot[i] = free.isEmpty() ? slots++ : free.remove(free.size() - 1);
          int at = now.size();
          now.add(i);
          while (at > 0 && now.get(at - 1) > i) {
            now.set(at, now.get(at - 1));
            at--;
          }
          now.set(at, i);
        }
        openAt[k] = length;
        if (length + now.size() > open.length) {
          open = Arrays.copyOf(open, Math.max(2 * open.length, length + now.size()));
        }
        for (int i : now) {
          open[length++] = i;
        }
        if (!now.isEmpty() && now.get(0) == k) {
          now.remove(0);
          free.add(reqSlot[k]);
        }
      }
      openAt[n] = length;
    }
  }

  int required() {
    return reqClass.length;
  }

  private ClassKey classKey(Item item) {
    Operation operation = item.operation;
    return switch (item.access) {
      case Access.Nothing<Object> n -> new ClassKey(Kind.NOTHING, -1, -1, null, null);
      case Access.Reads<Object> r -> {
        int value = states.id(r.value());
        yield new ClassKey(Kind.READ, value, value, null, null);
      }
      case Access.Excludes<Object> e ->
          new ClassKey(Kind.EXCLUDE, states.id(e.value()), -1, null, null);
      case Access.Writes<Object> w ->
          new ClassKey(Kind.WRITE, -1, states.id(w.value()), null, null);
      case Access.Swaps<Object> s ->
          new ClassKey(Kind.SWAP, states.id(s.from()), states.id(s.to()), null, null);
      case Access.Observes<Object> o ->
          new ClassKey(Kind.OPAQUE_OBSERVER, -1, -1, operation.input(), operation.output());
      case Access.Appends<Object> a -> opaque(operation);
      case Access.Updates<Object> u -> opaque(operation);
      case Access.Other<Object> o -> opaque(operation);
    };
  }

  private static ClassKey opaque(Operation operation) {
    return new ClassKey(Kind.OPAQUE, -1, -1, operation.input(), operation.output());
  }

  private void indexClasses() {
    kinds = classes.stream().map(ClassKey::kind).toArray(Kind[]::new);
    needs = classes.stream().mapToInt(ClassKey::need).toArray();
    gives = classes.stream().mapToInt(ClassKey::give).toArray();
    memo = new int[classes.size()][];
  }

  Kind kind(int c) {
    return kinds[c];
  }

  /** The one state in which the class can happen; -1 if there is none such. */
  int need(int c) {
    Kind kind = kinds[c];
    return kind == Kind.READ || kind == Kind.SWAP ? needs[c] : -1;
  }

  /** The one state that the class can bring about out of another; -1 if there is none such. */
  int gift(int c) {
    Kind kind = kinds[c];
    return kind == Kind.WRITE || kind == Kind.SWAP && needs[c] != gives[c] ? gives[c] : -1;
  }

  boolean observer(int c) {
    return switch (kinds[c]) {
      case NOTHING, READ, EXCLUDE, OPAQUE_OBSERVER -> true;
      case WRITE, SWAP, OPAQUE -> false;
    };
  }

  boolean excluded(int state) {
    return state < excludedStates.length && excludedStates[state];
  }

  /** Where the class leads from a state, or {@link #REFUSED}. */
  int next(int state, int c) {
    return switch (kinds[c]) {
      case NOTHING -> state;
      case READ -> state == needs[c] ? state : REFUSED;
      case EXCLUDE -> state != needs[c] ? state : REFUSED;
      case WRITE -> gives[c];
      case SWAP -> state == needs[c] ? gives[c] : REFUSED;
      case OPAQUE_OBSERVER, OPAQUE -> tried(state, c);
    };
  }

  private int tried(int state, int c) {
    int[] row = memo[c];
    if (row == null || row.length <= state) {
      int length = Math.max(states.size(), state + 1);
      int from = row == null ? 0 : row.length;
      row = row == null ? new int[length] : Arrays.copyOf(row, 2 * length);
      Arrays.fill(row, from, row.length, NOT_TRIED);
      memo[c] = row;
    }
    if (row[state] == NOT_TRIED) {
      row[state] = tryOut(state, c);
    }
    return row[state];
  }

  private int tryOut(int state, int c) {
    ClassKey key = classes.get(c);
    Step<Object> step = model.step(states.state(state), key.input(), key.output());
    int next =
        switch (step) {
          case Step.To<Object> to -> states.id(to.state());
          case Step.Refused<Object> refused -> REFUSED;
        };
    if (kinds[c] == Kind.OPAQUE_OBSERVER && next != REFUSED && next != state) {
      throw new AssertionError(
          "the model says that " + key.input() + " observes, but it changes the state");
    }
    return next;
  }
}
