package dev.ariadne.harness.check;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.harness.client.Retry;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The findings of a check of a collection, by kind, and the amount of data that was checked. All
 * kinds of findings are violations.
 */
final class CollectionFindings {
  /** The number of findings of a kind that are printed in full. */
  private static final int TOLD_MAX = 5;

  /** With fewer acknowledged changes, or fewer reads, a verdict means little. */
  static final long ACKNOWLEDGED_MIN = 10;

  private final Evidence evidence;
  private final Retry retry;
  private final Map<String, List<String>> told = new LinkedHashMap<>();
  private final SortedSet<Long> involved = new TreeSet<>();
  private long acknowledged;
  private long unknown;
  private long reads;
  private long neverRead;
  private long staleNanosMax;

  CollectionFindings(Evidence evidence) {
    this.evidence = evidence;
    this.retry = Retry.of(evidence.scenario().load().retry());
  }

  /** The clients' operations by key, in order of invocation. */
  SortedMap<Long, List<Operation>> byKey() throws HistoryException {
    SortedMap<Long, List<Operation>> byKey = new TreeMap<>();
    for (Operation operation : History.of(evidence.history()).operations()) {
      if (operation.input().value() instanceof List<?> pair
          && pair.getFirst() instanceof Long key) {
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(operation);
      }
    }
    return byKey;
  }

  /**
   * The line of an operation's completion; the line of its invocation if the outcome is unknown.
   */
  Op line(Operation operation) {
    return evidence.history().get(operation.completed().position());
  }

  /** Nanoseconds of test time at a position of the history. */
  long time(int position) {
    return evidence.history().get(position).time();
  }

  /** The largest number of times that an operation without a certain failure may have happened. */
  long timesMax(Operation operation) {
    boolean open = operation.ret() == Operation.NEVER;
    int tries =
        open
            ? Retry.TRIES_MAX
            : line(operation).extra().get("tries") instanceof Long n ? n.intValue() : 1;
    return retry.timesHappened(tries);
  }

  void acknowledged() {
    acknowledged++;
  }

  void unknown() {
    unknown++;
  }

  void read() {
    reads++;
  }

  /** Counts an acknowledged change that was not read afterwards. */
  void neverRead() {
    neverRead++;
  }

  /** Records a read that missed an earlier change, and for how long the change had been there. */
  void stale(Operation change, Operation read, String sentence) {
    if (change.ret() != Operation.NEVER && change.ret() < read.call()) {
      staleNanosMax = Math.max(staleNanosMax, time(read.call()) - time(change.ret()));
    }
    add("stale", sentence, change, read);
  }

  void add(String kind, String sentence, Operation... operations) {
    told.computeIfAbsent(kind, k -> new ArrayList<>()).add(sentence);
    if (involved.isEmpty()) {
      for (Operation operation : operations) {
        involved.add(operation.invoked().index());
        involved.add(operation.completed().index());
      }
    }
  }

  static String at(Operation operation) {
    return "the " + operation.input().f() + " at " + operation.place();
  }

  static String print(Object value) {
    return EdnPrinter.print(value);
  }

  /**
   * @param what the name of the changes, in the plural
   */
  Result result(String check, String what) {
    Map<Object, Object> data = Edn.map();
    Edn.put(data, "acknowledged", acknowledged);
    Edn.put(data, "unknown", unknown);
    Edn.put(data, "reads", reads);
    Edn.put(data, "never-read", neverRead);
    told.forEach((kind, sentences) -> Edn.put(data, kind, (long) sentences.size()));
    if (staleNanosMax > 0) {
      Edn.put(data, "stale-ms-max", staleNanosMax / 1_000_000);
    }
    String counts =
        String.format(
            Locale.ROOT,
            "%d %s acknowledged, %d unknown, %d reads, %d never read afterwards",
            acknowledged,
            what,
            unknown,
            reads,
            neverRead);
    List<String> lines = new ArrayList<>();
    told.forEach(
        (kind, sentences) -> {
          sentences.stream().limit(TOLD_MAX).forEach(line -> lines.add(kind + ": " + line));
          if (sentences.size() > TOLD_MAX) {
            lines.add(kind + ": and " + (sentences.size() - TOLD_MAX) + " more");
          }
        });
    if (!told.isEmpty()) {
      List<String> kinds = new ArrayList<>();
      told.forEach((kind, sentences) -> kinds.add(sentences.size() + " " + kind));
      if (staleNanosMax > 0) {
        lines.add(String.format(Locale.ROOT, "stale for up to %.1f s", staleNanosMax / 1e9));
      }
      lines.add(counts);
      String summary =
          told.values().iterator().next().getFirst() + " (" + String.join(", ", kinds) + ")";
      return new Result(check, Verdict.INVALID, summary, lines, data, List.copyOf(involved));
    }
    boolean lookedAtNone = neverRead >= acknowledged;
    if (acknowledged < ACKNOWLEDGED_MIN || reads < ACKNOWLEDGED_MIN || lookedAtNone) {
      return new Result(
          check, Verdict.VACUOUS, "Too little to judge: " + counts + ".", lines, data, List.of());
    }
    return new Result(check, Verdict.VALID, counts + ".", lines, data, List.of());
  }
}
