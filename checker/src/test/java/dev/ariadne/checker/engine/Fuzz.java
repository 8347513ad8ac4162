package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Register;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * All engines against brute force, on small random histories, and against each other, on longer
 * ones. As a command: {@code Fuzz HISTORIES [SEED [FAMILY]]}, so many small ones for each family,
 * or {@code Fuzz medium HISTORIES [SEED]}.
 */
final class Fuzz {

  /** More operations than a word has bits are open all the while in one history of so many. */
  private static final int WIDE_EVERY = 64;

  /** What a contradiction names is looked at in one history of so many. */
  private static final int EVIDENCE_EVERY = 16;

  private static final int PADDING = 70;

  private final HistoryFamily family;
  private final long seed;
  private final Model<Object> model;
  private final List<Operation> operations;
  private final SplittableRandom random;

  /** All that a search goes by, without what makes most searches that end in "no" needless. */
  static final Set<Reduction> SEARCH_REDUCTIONS =
      EnumSet.complementOf(EnumSet.of(Reduction.STALE_READS, Reduction.VALUE_INTERVALS));

  /** What was found, for the tests to see that all kinds occur. */
  record Counts(int linearizable, int decidedByUniqueValues, int staleReads, int valueIntervals) {}

  private Fuzz(HistoryFamily family, long seed, int operationsMax) {
    this.family = family;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.model = family.model(random);
    this.operations = RandomHistory.draw(random, family, model, operationsMax);
  }

  /** Tries so many histories. */
  static Counts run(HistoryFamily family, long seed, int histories, int operationsMax) {
    SplittableRandom seeds = new SplittableRandom(seed ^ family.ordinal());
    int linearizable = 0;
    int unique = 0;
    int staleReads = 0;
    int valueIntervals = 0;
    for (int i = 0; i < histories; i++) {
      Fuzz fuzz = new Fuzz(family, seeds.nextLong(), operationsMax);
      boolean expected = BruteForce.linearizable(fuzz.model, fuzz.operations);
      fuzz.searchAgrees(
          expected, fuzz.operations, i % 2 == 0 ? Engine.ALL_REDUCTIONS : SEARCH_REDUCTIONS);
      fuzz.searchAgrees(expected, fuzz.operations, fuzz.someRules());
      unique += fuzz.uniqueValuesAgree(expected, i % EVIDENCE_EVERY == 0) ? 1 : 0;
      staleReads += fuzz.staleReadsAgree(expected, i % EVIDENCE_EVERY == 0) ? 1 : 0;
      valueIntervals += fuzz.valueIntervalsAgree(expected) ? 1 : 0;
      if (i % WIDE_EVERY == 0 && fuzz.model instanceof Register) {
        fuzz.wideAgrees(expected);
      }
      linearizable += expected ? 1 : 0;
    }
    return new Counts(linearizable, unique, staleReads, valueIntervals);
  }

  /** Tries so many histories that are too long for brute force; gives how many were compared. */
  static int agree(HistoryFamily family, long seed, int histories, int operationsMax) {
    SplittableRandom seeds = new SplittableRandom(seed ^ family.ordinal());
    int compared = 0;
    for (int i = 0; i < histories; i++) {
      Fuzz fuzz = new Fuzz(family, seeds.nextLong(), operationsMax);
      Outcome all = fuzz.outcome(fuzz.operations, SEARCH_REDUCTIONS, 20_000);
      if (all instanceof Outcome.GaveUp) {
        continue;
      }
      boolean expected = all instanceof Outcome.Explained;
      compared++;
      fuzz.uniqueValuesAgree(expected, false);
      fuzz.staleReadsAgree(expected, false);
      fuzz.valueIntervalsAgree(expected);
      Set<Reduction> some = fuzz.someRules();
      Outcome other = fuzz.outcome(fuzz.operations, some, 5_000);
      if (!(other instanceof Outcome.GaveUp)) {
        fuzz.same(expected, other, fuzz.operations, some);
      }
    }
    return compared;
  }

  /** One rule alone, or all that a search goes by but one, or any. */
  private Set<Reduction> someRules() {
    EnumSet<Reduction> some = EnumSet.noneOf(Reduction.class);
    Reduction reduction = Reduction.values()[random.nextInt(Reduction.values().length)];
    switch (random.nextInt(3)) {
      case 0 -> some.add(reduction);
      case 1 -> {
        some.addAll(SEARCH_REDUCTIONS);
        some.remove(reduction);
      }
      default -> {
        for (Reduction each : Reduction.values()) {
          if (random.nextBoolean()) {
            some.add(each);
          }
        }
      }
    }
    return some;
  }

  private Outcome outcome(List<Operation> some, Set<Reduction> reductions, long steps) {
    try {
      long quantum = random.nextBoolean() ? SearchPortfolio.QUANTUM : 1 + random.nextInt(20);
      return Engine.run(model, some, new Meter(steps, 1 << 30, () -> false), reductions, quantum);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(text(some, reductions), e);
    }
  }

  private void searchAgrees(boolean expected, List<Operation> some, Set<Reduction> reductions) {
    Outcome outcome = outcome(some, reductions, 1_000_000);
    if (outcome instanceof Outcome.GaveUp gaveUp) {
      throw new AssertionError(gaveUp.why() + "\n" + text(some, reductions));
    }
    same(expected, outcome, some, reductions);
  }

  private void same(
      boolean expected, Outcome outcome, List<Operation> some, Set<Reduction> reductions) {
    if (outcome instanceof Outcome.Explained != expected) {
      throw new AssertionError(
          outcome + ", but linearizable: " + expected + "\n" + text(some, reductions));
    }
  }

  /** Whether unique values decided; if so, they did well. */
  private boolean uniqueValuesAgree(boolean expected, boolean lookAtEvidence) {
    Outcome outcome;
    try {
      outcome = Engine.unique(model, operations, new Meter(1_000_000, 1 << 30, () -> false));
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(text(operations, Set.of()), e);
    }
    if (outcome == null) {
      return false;
    }
    same(expected, outcome, operations, Set.of());
    if (lookAtEvidence && outcome instanceof Outcome.Inexplicable no) {
      evidenceSuffices(no);
    }
    return true;
  }

  /** Whether a stale read was found; it must not be found where brute force finds an order. */
  private boolean staleReadsAgree(boolean expected, boolean lookAtEvidence) {
    Outcome outcome;
    try {
      Meter meter = new Meter(1_000_000, 1 << 30, () -> false);
      outcome = StaleReads.find(new OperationTable(any(model), operations), meter);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(text(operations, Set.of(Reduction.STALE_READS)), e);
    }
    if (outcome == null) {
      return false;
    }
    same(expected, outcome, operations, Set.of(Reduction.STALE_READS));
    if (lookAtEvidence) {
      evidenceSuffices((Outcome.Inexplicable) outcome);
    }
    return true;
  }

  /**
   * Whether value intervals contradict each other; they must not where brute force finds an order.
   */
  private boolean valueIntervalsAgree(boolean expected) {
    boolean contradict;
    try {
      Meter meter = new Meter(1_000_000, 1 << 30, () -> false);
      contradict = ValueIntervals.contradict(new OperationTable(any(model), operations), meter);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(text(operations, Set.of(Reduction.VALUE_INTERVALS)), e);
    }
    if (contradict) {
      same(expected, new Outcome.Inexplicable(), operations, Set.of(Reduction.VALUE_INTERVALS));
    }
    return contradict;
  }

  @SuppressWarnings("unchecked") // It gets only states that it made itself.
  private static Model<Object> any(Model<?> model) {
    return (Model<Object>) model;
  }

  /** All that is not evidence becomes doubtful: it is a contradiction still. */
  private void evidenceSuffices(Outcome.Inexplicable no) {
    List<Operation> weaker = new ArrayList<>();
    for (Operation o : operations) {
      boolean ok = o.output() instanceof Output.Ok;
      if (no.evidence().contains(o)) {
        weaker.add(o);
      } else if (!(o.output() instanceof Output.Failed)) {
        weaker.add(ok ? at(o, o.number(), o.call(), Operation.NEVER, new Output.Unknown()) : o);
      }
    }
    if (BruteForce.linearizable(model, weaker)) {
      throw new AssertionError("not enough: " + no + "\n" + text(operations, Set.of()));
    }
  }

  /** Many who learn nothing are open from the beginning to the end: the verdict stays. */
  private void wideAgrees(boolean expected) {
    Register register = (Register) model;
    if (register.nilReads() != Register.NilReads.LEARN_NOTHING) {
      return;
    }
    List<Operation> wide = new ArrayList<>();
    int end = 0;
    for (int i = 0; i < PADDING; i++) {
      wide.add(RegisterOperations.operation(i, "read", null, i, 0, new Output.Ok(null)));
    }
    for (Operation o : operations) {
      int ret = o.ret() == Operation.NEVER ? o.ret() : o.ret() + PADDING;
      wide.add(at(o, wide.size(), o.call() + PADDING, ret, o.output()));
      end = Math.max(end, Math.max(o.call(), o.ret() == Operation.NEVER ? 0 : o.ret()));
    }
    for (int i = 0; i < PADDING; i++) {
      Operation o = wide.get(i);
      wide.set(i, at(o, i, i, PADDING + end + 1 + i, o.output()));
    }
    Set<Reduction> reductions = EnumSet.copyOf(SEARCH_REDUCTIONS);
    // Without both there are too many orders of those who learn nothing.
    reductions.remove(random.nextBoolean() ? Reduction.SYMMETRY : Reduction.GREEDY_OBSERVERS);
    searchAgrees(expected, wide, SEARCH_REDUCTIONS);
    searchAgrees(expected, wide, reductions);
    Outcome unique = Engine.unique(model, wide, new Meter(1_000_000, 1 << 30, () -> false));
    if (unique != null) {
      same(expected, unique, wide, Set.of());
    }
  }

  private static Operation at(Operation o, int number, int call, int ret, Output output) {
    Input input = o.input();
    return new Operation(number, o.process(), input, output, call, ret, o.invoked(), o.completed());
  }

  private String text(List<Operation> some, Set<Reduction> reductions) {
    return family
        + " seed "
        + seed
        + " rules "
        + reductions
        + "\n"
        + some.stream().map(Operation::toString).collect(Collectors.joining("\n"));
  }

  public static void main(String[] arguments) {
    boolean medium = arguments[0].equals("medium");
    int histories = Integer.parseInt(arguments[medium ? 1 : 0]);
    int next = medium ? 2 : 1;
    long seed = arguments.length > next ? Long.parseLong(arguments[next]) : 1;
    for (HistoryFamily family : HistoryFamily.values()) {
      if (arguments.length > next + 1 && !arguments[next + 1].equals(family.name())) {
        continue;
      }
      long from = System.nanoTime();
      String found =
          medium
              ? String.format("%,d compared", agree(family, seed, histories, 150))
              : run(family, seed, histories, 9).toString();
      System.out.printf(
          "%s: seed %d, %,d histories, %s, %.1f s, no difference%n",
          family, seed, histories, found, (System.nanoTime() - from) / 1e9);
    }
  }
}
