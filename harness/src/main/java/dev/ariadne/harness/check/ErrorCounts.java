package dev.ariadne.harness.check;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Op;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the reasons why operations failed. */
final class ErrorCounts {
  /** The number of kinds that are printed. */
  private static final int TOLD_MAX = 3;

  private static final int CHARACTERS_MAX = 160;

  private final TreeMap<String, Long> counts = new TreeMap<>();
  private long total;

  /** Counts an operation that was not OK. */
  void add(Op completion) {
    total++;
    counts.merge(text(completion.extra().get("error")), 1L, Long::sum);
  }

  long total() {
    return total;
  }

  /** The most frequent reasons in words, the most frequent first; empty if there is none. */
  String mostFrequent() {
    List<String> told =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(TOLD_MAX)
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .toList();
    if (told.isEmpty()) {
      return "";
    }
    String more = counts.size() > TOLD_MAX ? " and " + (counts.size() - TOLD_MAX) + " others" : "";
    return "most frequent errors: " + String.join("; ", told) + more;
  }

  /** An error in one line; errors of a system may contain any text. */
  static String text(Object error) {
    if (error == null) {
      return "without a reason";
    }
    StringBuilder line = new StringBuilder();
    String printed = EdnPrinter.print(error);
    int end = Math.min(printed.length(), CHARACTERS_MAX);
    for (int i = 0; i < end; i++) {
      char c = printed.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return end < printed.length() ? line.append('…').toString() : line.toString();
  }
}
