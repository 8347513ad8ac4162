package dev.ariadne.checker.explain;

import dev.ariadne.checker.edn.SafeText;
import dev.ariadne.checker.explain.Counterexample.Fact;
import dev.ariadne.checker.explain.Counterexample.Partial;
import dev.ariadne.checker.explain.Counterexample.PlacedOperation;
import dev.ariadne.checker.explain.Counterexample.RefusedOperation;
import java.util.List;

/** Writes a counterexample as text for people. */
public final class CounterexampleText {

  /** The most operations of an order that are shown, the last ones. */
  static final int EXPLAINED_SHOWN = 8;

  /** The most operations of the evidence that are shown with an order of the others. */
  static final int PARTIALS_SHOWN = 3;

  /** The most reasons why an operation fits nowhere that are shown. */
  static final int REASONS_SHOWN = 2;

  /** The most pending operations and pieces of evidence that are shown. */
  static final int OTHERS_SHOWN = 20;

  /**
   * The most characters of a line. A longer line is cut in the middle, because values can be of any
   * length.
   */
  static final int LINE_CHARS_MAX = 400;

  private CounterexampleText() {}

  /** Returns the sentence, on one line. */
  public static String headline(Counterexample counterexample) {
    return cut(counterexample.sentence());
  }

  /** Returns several lines, each with an end of line. The first is the headline. */
  public static String render(Counterexample counterexample) {
    StringBuilder out = new StringBuilder();
    line(out, 0, counterexample.sentence());
    List<Fact> facts = counterexample.evidence();
    List<String> contradictory = facts.stream().filter(Fact::outcome).map(Fact::text).toList();
    line(
        out,
        0,
        (contradictory.size() == 1
                ? "This operation cannot have happened as recorded"
                : "These operations contradict each other")
            + (counterexample.minimal() ? ":" : " (the list may not be minimal):"));
    some(out, contradictory);
    List<Fact> others = facts.stream().filter(fact -> !fact.outcome()).toList();
    headed(
        out,
        "These operations failed, so they do not resolve the contradiction:",
        others.stream().filter(Fact::denied).map(Fact::text).toList());
    headed(
        out,
        "These operations began too late to resolve the contradiction:",
        others.stream().filter(fact -> !fact.denied()).map(Fact::text).toList());
    if (!counterexample.context().isEmpty()) {
      int many = counterexample.context().size();
      line(
          out,
          0,
          many == 1
              ? "One other operation may have changed the state. It does not resolve the"
                  + " contradiction."
              : many
                  + " other operations may have changed the state. They do not resolve the"
                  + " contradiction.");
    }
    partials(out, counterexample.partials());
    List<PlacedOperation> explained = counterexample.explained();
    if (!explained.isEmpty()) {
      line(out, 0, "This order explains the operations that ended earlier:");
      order(out, 1, explained, counterexample.explainedSize());
    }
    line(out, 0, "The order cannot continue with any of these operations:");
    List<String> pending =
        counterexample.pending().stream().map(CounterexampleText::refused).toList();
    some(out, pending);
    if (!counterexample.shortest()) {
      line(out, 0, "(The explanation budget was spent: a shorter prefix may fail already.)");
    }
    if (!counterexample.minimal()) {
      line(
          out,
          0,
          "(The explanation budget was spent: fewer operations may contradict each other.)");
    }
    return out.toString();
  }

  private static void partials(StringBuilder out, List<Partial> partials) {
    if (partials.size() < 2) {
      return; // With one operation alone, its refusal below says everything.
    }
    line(out, 0, "If one operation is left out, an order explains the others:");
    for (Partial partial : partials.subList(0, Math.min(partials.size(), PARTIALS_SHOWN))) {
      line(out, 1, "without " + partial.without().text() + ":");
      order(out, 2, partial.order(), partial.orderSize());
      line(out, 2, "that operation fits nowhere: " + why(partial.whyNot()));
    }
    if (partials.size() > PARTIALS_SHOWN) {
      line(out, 1, "and " + (partials.size() - PARTIALS_SHOWN) + " more like this");
    }
  }

  private static String why(List<String> reasons) {
    String some = String.join("; ", reasons.subList(0, Math.min(reasons.size(), REASONS_SHOWN)));
    return reasons.size() > REASONS_SHOWN ? some + "; and more" : some;
  }

  private static void order(StringBuilder out, int depth, List<PlacedOperation> order, int size) {
    int from = Math.max(0, order.size() - EXPLAINED_SHOWN);
    int before = size - order.size() + from;
    if (before > 0) {
      line(out, depth, "(" + before + " earlier operations)");
    }
    for (PlacedOperation placed : order.subList(from, order.size())) {
      line(out, depth, placed.described().text() + " -> " + placed.state());
    }
  }

  private static void headed(StringBuilder out, String head, List<String> lines) {
    if (!lines.isEmpty()) {
      line(out, 0, head);
      some(out, lines);
    }
  }

  private static String refused(RefusedOperation refused) {
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
    out.append("  ".repeat(depth)).append(cut(text)).append('\n');
  }

  private static String cut(String text) {
    return SafeText.escaped(SafeText.cut(text, LINE_CHARS_MAX));
  }
}
