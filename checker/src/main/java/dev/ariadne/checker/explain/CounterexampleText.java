package dev.ariadne.checker.explain;

import dev.ariadne.checker.explain.Counterexample.Placed;
import dev.ariadne.checker.explain.Counterexample.Refused;
import java.util.List;

/** A counterexample for people. */
public final class CounterexampleText {

  /** So many operations at the end of the longest explanation are shown. */
  static final int EXPLAINED_SHOWN = 8;

  /** So many pending operations and pieces of evidence are shown. */
  static final int OTHERS_SHOWN = 20;

  private CounterexampleText() {}

  /** Several lines, each ended; the first is the sentence. */
  public static String render(Counterexample counterexample) {
    StringBuilder out = new StringBuilder();
    line(out, 0, counterexample.sentence());
    line(out, 0, "What contradicts each other:");
    List<String> evidence =
        counterexample.evidence().stream().map(Counterexample.Described::text).toList();
    some(out, evidence);
    List<Placed> explained = counterexample.explained();
    if (!explained.isEmpty()) {
      int from = Math.max(0, explained.size() - EXPLAINED_SHOWN);
      line(
          out,
          0,
          "The longest explanation found, "
              + explained.size()
              + " operations"
              + (from > 0 ? ", ends:" : ":"));
      for (Placed placed : explained.subList(from, explained.size())) {
        line(out, 1, placed.described().text() + " -> " + placed.state());
      }
    }
    line(out, 0, "What could not come next:");
    List<String> pending =
        counterexample.pending().stream().map(CounterexampleText::refused).toList();
    some(out, pending);
    if (!counterexample.shortest()) {
      line(out, 0, "(The budget for explanations was spent; an earlier end may fail already.)");
    }
    return out.toString();
  }

  private static String refused(Refused refused) {
    return refused.described().text() + ": " + refused.why();
  }

  private static void some(StringBuilder out, List<String> lines) {
    for (String text : lines.subList(0, Math.min(lines.size(), OTHERS_SHOWN))) {
      line(out, 1, text);
    }
    if (lines.size() > OTHERS_SHOWN) {
      line(out, 1, "and " + (lines.size() - OTHERS_SHOWN) + " more");
    }
  }

  private static void line(StringBuilder out, int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
