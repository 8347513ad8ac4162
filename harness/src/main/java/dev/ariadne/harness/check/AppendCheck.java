package dev.ariadne.harness.check;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A list grows only at its end: every read is a prefix of the longest read, and the order of
 * elements agrees with real time. An element that was appended once is in the list once.
 *
 * <p>For unique elements and reads of whole lists this decides linearizability. The longest read
 * orders the appends. A read follows the appends that it saw. That order has to agree with real
 * time for each pair.
 */
final class AppendCheck implements Check {
  private static final Keyword ABSENT = new Keyword("absent");

  @Override
  public String name() {
    return "append";
  }

  @Override
  public Result check(Evidence evidence) {
    CollectionFindings findings = new CollectionFindings(evidence);
    try {
      findings.byKey().forEach((key, operations) -> new OneList(key, operations, findings).check());
    } catch (HistoryException e) {
      return Result.of(name(), Verdict.UNKNOWN, "The history is malformed: " + e.getMessage());
    }
    return findings.result(name(), "appends");
  }

  /** One key. */
  private static final class OneList {
    private final Long key;
    private final List<Operation> appends;
    private final List<Operation> reads;
    private final CollectionFindings findings;

    // Only looked up, never iterated.
    private final Map<Object, Operation> appendOf = new HashMap<>();
    private final Map<Object, Integer> placeOf = new HashMap<>();

    OneList(Long key, List<Operation> operations, CollectionFindings findings) {
      this.key = key;
      this.findings = findings;
      this.appends = operations.stream().filter(op -> op.input().f().equals("append")).toList();
      this.reads =
          operations.stream()
              .filter(op -> op.input().f().equals("read") && op.output() instanceof Output.Ok)
              .toList();
      appends.forEach(append -> appendOf.put(element(append), append));
    }

    private static Object element(Operation append) {
      return ((List<?>) append.input().value()).get(1);
    }

    /** The list that a read saw. Any other value counts as a list of one element. */
    private static List<?> seen(Operation read) {
      Object value = ((List<?>) ((Output.Ok) read.output()).value()).get(1);
      if (ABSENT.equals(value)) {
        return List.of();
      }
      return value instanceof List<?> list ? list : List.of(value);
    }

    void check() {
      Operation longest = null;
      for (Operation read : reads) {
        findings.read();
        longest = longest == null || seen(read).size() > seen(longest).size() ? read : longest;
      }
      List<?> whole = longest == null ? List.of() : seen(longest);
      for (int i = 0; i < whole.size(); i++) {
        placeOf.putIfAbsent(whole.get(i), i);
      }
      elements(whole, longest);
      boolean beginnings = true;
      for (Operation read : reads) {
        List<?> seen = seen(read);
        if (!seen.equals(whole.subList(0, seen.size()))) {
          beginnings = false;
          findings.add(
              "reordered",
              "%s of key %d saw a list that is not a prefix of the list that %s saw: %s"
                  .formatted(
                      CollectionFindings.at(read),
                      key,
                      CollectionFindings.at(longest),
                      CollectionFindings.print(seen)),
              read,
              longest);
        }
      }
      if (beginnings) {
        inTime(whole);
      }
    }

    /** Each element was appended, not too often, and not by a failed append. */
    private void elements(List<?> whole, Operation longest) {
      Map<Object, Long> times = new HashMap<>();
      for (Object element : whole) {
        long count = times.merge(element, 1L, Long::sum);
        Operation append = appendOf.get(element);
        String what =
            "%s of key %d saw the element %s"
                .formatted(CollectionFindings.at(longest), key, CollectionFindings.print(element));
        if (append == null) {
          findings.add("phantom", what + ", but no operation appended it", longest);
        } else if (append.output() instanceof Output.Failed) {
          findings.add(
              "phantom",
              what + ", but " + CollectionFindings.at(append) + " failed for certain",
              append,
              longest);
        } else if (count == findings.timesMax(append) + 1) {
          findings.add(
              "duplicated",
              what + " more than " + (count - 1) + " times, which is more than it was appended",
              append,
              longest);
        }
      }
    }

    /** The order of the list agrees with real time. */
    private void inTime(List<?> whole) {
      for (Operation append : appends) {
        switch (append.output()) {
          case Output.Ok ok -> {
            findings.acknowledged();
            acknowledged(append, whole);
          }
          case Output.Unknown unknown -> findings.unknown();
          case Output.Failed failed -> {}
        }
      }
      Operation before = null; // of the reads that are over, the longest
      List<Operation> ended = reads.stream().sorted((a, b) -> a.ret() - b.ret()).toList();
      int next = 0;
      for (Operation read : reads) {
        for (; next < ended.size() && ended.get(next).ret() < read.call(); next++) {
          Operation over = ended.get(next);
          before = before == null || seen(over).size() > seen(before).size() ? over : before;
        }
        if (before != null && seen(read).size() < seen(before).size()) {
          findings.stale(
              before,
              read,
              "%s of key %d saw %d elements, but before it %s had seen %d elements"
                  .formatted(
                      CollectionFindings.at(read),
                      key,
                      seen(read).size(),
                      CollectionFindings.at(before),
                      seen(before).size()));
        }
        for (Object element : seen(read)) {
          Operation append = appendOf.get(element);
          if (append != null && append.call() > read.ret()) {
            findings.add(
                "phantom",
                "%s of key %d saw the element %s before %s began"
                    .formatted(
                        CollectionFindings.at(read),
                        key,
                        CollectionFindings.print(element),
                        CollectionFindings.at(append)),
                read,
                append);
          }
        }
      }
    }

    private void acknowledged(Operation append, List<?> whole) {
      Object element = element(append);
      int place = placeOf.getOrDefault(element, Integer.MAX_VALUE);
      String shown = CollectionFindings.print(element);
      boolean looked = false;
      for (Operation read : reads) {
        if (read.call() < append.ret()) {
          continue;
        }
        looked = true;
        if (place >= seen(read).size()) {
          String sentence =
              "%s of key %d did not see the element %s, but %s was acknowledged before"
                  .formatted(
                      CollectionFindings.at(read), key, shown, CollectionFindings.at(append));
          if (place == Integer.MAX_VALUE) {
            findings.add("lost", sentence, append, read);
          } else {
            findings.stale(append, read, sentence);
          }
          return;
        }
      }
      if (!looked) {
        findings.neverRead();
      }
      for (Operation later : appends) {
        int other = placeOf.getOrDefault(element(later), Integer.MAX_VALUE);
        if (later.call() > append.ret() && other < place) {
          findings.add(
              place == Integer.MAX_VALUE ? "lost" : "reordered",
              "%s of key %d was acknowledged before %s began, but the list has %s"
                  .formatted(
                      CollectionFindings.at(append),
                      key,
                      CollectionFindings.at(later),
                      place == Integer.MAX_VALUE
                          ? "only the later element"
                          : "the later element before the earlier one"),
              append,
              later);
          return;
        }
      }
    }
  }
}
