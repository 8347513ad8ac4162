package dev.ariadne.checker;

import dev.ariadne.checker.history.History;
import dev.ariadne.checker.model.Register;

/** Times the histories that a test of a cluster makes. A command. */
final class Benchmark {

  private Benchmark() {}

  private record Work(String name, SimulatedRun.Plan plan) {}

  public static void main(String[] arguments) throws Exception {
    long seeds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 3;
    for (int clients : new int[] {10, 20}) {
      for (int values : new int[] {0, 5, 20, 50}) {
        for (int unknown : new int[] {5, 50}) {
          for (int stale : new int[] {0, 1, 10}) {
            for (long seed = 0; seed < seeds; seed++) {
              run(new SimulatedRun.Plan(seed, 8, 1000, clients, values, unknown, 25, stale));
            }
          }
        }
      }
    }
  }

  private static void run(SimulatedRun.Plan plan) throws Exception {
    History history = SimulatedRun.history(plan);
    long from = System.nanoTime();
    var keys =
        Checker.checkKeys(
            Register.withCas(SimulatedRun.ABSENT).keyed(), history, Budget.standard());
    long nanos = System.nanoTime() - from;
    long steps = keys.stream().mapToLong(KeyVerdict::steps).sum();
    StringBuilder verdicts = new StringBuilder();
    for (KeyVerdict key : keys) {
      verdicts.append(
          switch (key.verdict()) {
            case Verdict.Linearizable l -> '.';
            case Verdict.NotLinearizable n -> 'X';
            case Verdict.Unknown u -> '?';
          });
    }
    System.out.printf("%-120s %8.1f ms %,12d steps %s%n", plan, nanos / 1e6, steps, verdicts);
  }
}
