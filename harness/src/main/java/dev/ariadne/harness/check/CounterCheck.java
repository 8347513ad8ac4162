package dev.ariadne.harness.check;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Each observed number of a counter lies between two sums: that of all increments acknowledged
 * before, and that of all increments that may have happened by then. It is never below a number
 * observed earlier. Reads and increments observe numbers. No two increments end at the same number.
 * This is a necessary condition of linearizability, not a sufficient one.
 */
final class CounterCheck implements Check {

  @Override
  public String name() {
    return "counter";
  }

  @Override
  public Result check(Evidence evidence) {
    CollectionFindings findings = new CollectionFindings(evidence);
    try {
      findings.byKey().forEach((key, operations) -> counter(key, operations, findings));
    } catch (HistoryException e) {
      return Result.of(name(), Verdict.UNKNOWN, "The history is malformed: " + e.getMessage());
    }
    return findings.result(name(), "increments");
  }

  /** A number that an operation observed, and the operation. */
  private record Sight(Operation by, long number) {}

  private static void counter(Long key, List<Operation> operations, CollectionFindings findings) {
    List<Operation> increments = new ArrayList<>();
    List<Sight> sights = new ArrayList<>();
    Map<Long, Operation> ends = new HashMap<>();
    for (Operation operation : operations) {
      boolean increment = operation.input().f().equals("increment");
      if (increment && !(operation.output() instanceof Output.Failed)) {
        increments.add(operation);
      }
      switch (operation.output()) {
        case Output.Ok ok -> {
          Object seen =
              increment
                  ? findings.line(operation).extra().get("result")
                  : ((List<?>) ok.value()).get(1);
          if (increment) {
            findings.acknowledged();
          } else {
            findings.read();
          }
          if (seen instanceof Long number) {
            sights.add(new Sight(operation, number));
            Operation same = increment ? ends.put(number, operation) : null;
            if (same != null) {
              findings.add(
                  "duplicated",
                  "%s and %s of key %d both returned %d, but no two increments end at one number"
                      .formatted(
                          CollectionFindings.at(same),
                          CollectionFindings.at(operation),
                          key,
                          number),
                  same,
                  operation);
            }
          } else if (!increment && seen instanceof Keyword) {
            sights.add(new Sight(operation, 0));
          } else if (!increment) {
            findings.add(
                "foreign",
                "%s of key %d saw %s, which is not a number"
                    .formatted(
                        CollectionFindings.at(operation), key, CollectionFindings.print(seen)),
                operation);
          }
        }
        case Output.Unknown unknown -> {
          if (increment) {
            findings.unknown();
          }
        }
        case Output.Failed failed -> {}
      }
    }
    bounds(key, increments, sights, findings);
  }

  private static void bounds(
      Long key, List<Operation> increments, List<Sight> sights, CollectionFindings findings) {
    List<Operation> byEnd =
        increments.stream()
            .filter(op -> op.ret() != Operation.NEVER)
            .sorted(Comparator.comparing(Operation::ret))
            .toList();
    List<Sight> sightsByEnd =
        sights.stream().sorted(Comparator.comparing((Sight s) -> s.by().ret())).toList();
    sights.sort(Comparator.comparing((Sight s) -> s.by().call()));
    long lastLook = sights.stream().mapToLong(sight -> sight.by().call()).max().orElse(-1);
    increments.stream()
        .filter(op -> op.output() instanceof Output.Ok && op.ret() > lastLook)
        .forEach(op -> findings.neverRead());
    long sum = 0;
    int ended = 0;
    int sighted = 0;
    Sight highest = null;
    for (Sight sight : sights) {
      Operation by = sight.by();
      for (; ended < byEnd.size() && byEnd.get(ended).ret() < by.call(); ended++) {
        sum += step(byEnd.get(ended));
      }
      for (;
          sighted < sightsByEnd.size() && sightsByEnd.get(sighted).by().ret() < by.call();
          sighted++) {
        Sight over = sightsByEnd.get(sighted);
        highest = highest == null || over.number() > highest.number() ? over : highest;
      }
      long own = by.input().f().equals("increment") ? step(by) : 0;
      if (highest != null && sight.number() < highest.number() + own) {
        findings.stale(
            highest.by(),
            by,
            "%s of key %d saw %d, but before it %s had seen %d"
                .formatted(
                    CollectionFindings.at(by),
                    key,
                    sight.number(),
                    CollectionFindings.at(highest.by()),
                    highest.number()));
      } else if (sight.number() < sum + own) {
        findings.add(
            "lost",
            "%s of key %d saw %d, but before it increments by %d in all were acknowledged"
                .formatted(CollectionFindings.at(by), key, sight.number(), sum),
            by);
      }
      long most = 0;
      for (Operation increment : increments) {
        if (increment.call() < by.ret()) {
          most += step(increment) * findings.timesMax(increment);
        }
      }
      if (sight.number() > most) {
        findings.add(
            "phantom",
            "%s of key %d saw %d, but before its end only increments by at most %d in all had begun"
                .formatted(CollectionFindings.at(by), key, sight.number(), most),
            by);
      }
    }
  }

  private static long step(Operation increment) {
    return (Long) ((List<?>) increment.input().value()).get(1);
  }
}
