package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Model;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The engine against brute force, on small random histories. As a command: {@code Fuzz HISTORIES
 * [SEED [FAMILY]]}, so many for each family.
 */
final class Fuzz {

  private Fuzz() {}

  /** How many of the histories were linearizable, for the tests to see that both kinds occur. */
  static int run(Family family, long seed, int histories, int operationsMax) {
    SplittableRandom seeds = new SplittableRandom(seed ^ family.ordinal());
    int linearizable = 0;
    for (int i = 0; i < histories; i++) {
      long one = seeds.nextLong();
      if (tryOne(family, one, operationsMax)) {
        linearizable++;
      }
    }
    return linearizable;
  }

  private static boolean tryOne(Family family, long seed, int operationsMax) {
    SplittableRandom random = new SplittableRandom(seed);
    Model<Object> model = family.model(random);
    List<Operation> operations = RandomHistory.draw(random, family, model, operationsMax);
    boolean expected = BruteForce.linearizable(model, operations);
    verify(expected, family, seed, model, operations, Engine.ALL_RULES);
    verifyUnique(expected, family, seed, model, operations);
    // One rule alone, or all but one, or any.
    EnumSet<Rule> some = EnumSet.noneOf(Rule.class);
    Rule rule = Rule.values()[random.nextInt(Rule.values().length)];
    switch (random.nextInt(3)) {
      case 0 -> some.add(rule);
      case 1 -> some = EnumSet.complementOf(EnumSet.of(rule));
      default -> {
        for (Rule each : Rule.values()) {
          if (random.nextBoolean()) {
            some.add(each);
          }
        }
      }
    }
    verify(expected, family, seed, model, operations, some);
    return expected;
  }

  private static void verify(
      boolean expected,
      Family family,
      long seed,
      Model<Object> model,
      List<Operation> operations,
      Set<Rule> rules) {
    boolean found;
    try {
      Outcome outcome =
          Engine.run(model, operations, new Meter(1_000_000, 1 << 30, () -> false), rules);
      found =
          switch (outcome) {
            case Outcome.Explained explained -> true;
            case Outcome.Inexplicable inexplicable -> false;
            case Outcome.GaveUp gaveUp -> throw new AssertionError(gaveUp.why());
          };
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(text(family, seed, operations, rules), e);
    }
    if (found != expected) {
      throw new AssertionError(
          "expected linearizable: " + expected + "\n" + text(family, seed, operations, rules));
    }
  }

  private static void verifyUnique(
      boolean expected,
      Family family,
      long seed,
      Model<Object> model,
      List<Operation> operations) {
    Outcome outcome;
    try {
      outcome = Engine.unique(model, operations, new Meter(1_000_000, 1 << 30, () -> false));
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(text(family, seed, operations, Set.of()), e);
    }
    if (outcome == null) { open[family.ordinal()]++; }
    if (outcome != null && outcome instanceof Outcome.Explained != expected) {
      throw new AssertionError(
          outcome + ", but linearizable: " + expected + "\n" + text(family, seed, operations, Set.of()));
    }
    if (outcome instanceof Outcome.Inexplicable no) {
       // evidence + all creators alone must not be linearizable
       List<Operation> few = operations.stream().filter(o -> no.evidence().contains(o)).toList();
       List<Operation> weaker = operations.stream().map(o -> few.contains(o) || !(o.output() instanceof dev.ariadne.checker.history.Output.Ok) ? o
          : new Operation(o.number(), o.process(), o.input(), new dev.ariadne.checker.history.Output.Unknown(), o.call(), Operation.NEVER, o.invoked(), o.completed()))
         .filter(o -> few.contains(o) || !(o.output() instanceof dev.ariadne.checker.history.Output.Failed)).toList();
       if (BruteForce.linearizable(model, weaker)) throw new AssertionError("evidence " + no + "\n" + text(family, seed, operations, Set.of()));
    }
  }
  static final long[] open = new long[Family.values().length];

  private static String text(
      Family family, long seed, List<Operation> operations, Set<Rule> rules) {
    return family
        + " seed "
        + seed
        + " rules "
        + rules
        + "\n"
        + operations.stream().map(Operation::toString).collect(Collectors.joining("\n"));
  }

  public static void main(String[] arguments) {
    int histories = Integer.parseInt(arguments[0]);
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    for (Family family : Family.values()) {
      if (arguments.length > 2 && !arguments[2].equals(family.name())) {
        continue;
      }
      long from = System.nanoTime();
      int linearizable = run(family, seed, histories, 10);
      System.out.printf(
          "%s: %,d histories, %,d linearizable, %,d not unique or open, %.1f s, no difference%n",
          family, histories, linearizable, open[family.ordinal()], (System.nanoTime() - from) / 1e9);
    }
  }
}
