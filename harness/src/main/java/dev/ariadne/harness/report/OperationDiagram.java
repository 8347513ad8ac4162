package dev.ariadne.harness.report;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.FaultWindow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A diagram of the operations around a violation: one row for each process, one bar for each
 * operation on the same key, from its invocation to its completion.
 */
final class OperationDiagram {
  private static final int WIDTH = 1000;

  /** The width left of the bars, for the numbers of processes. */
  private static final int LABELS = 40;

  private static final int ROW = 22;
  private static final int TOP = 18;

  /** The largest number of other operations in the diagram. */
  private static final int OTHERS_MAX = 300;

  /**
   * @param end the time of the completion; the history's end if there is none
   */
  private record Bar(Op invocation, Optional<Op> completion, long end, boolean involved) {

    boolean overlaps(long from, long to) {
      return end >= from && invocation.time() <= to;
    }

    String kind() {
      return completion.map(op -> op.type().name().toLowerCase(Locale.ROOT)).orElse("info");
    }

    /**
     * A short text without the key: the value that a read saw, or the arguments of another
     * operation.
     */
    String text() {
      Object value =
          completion
              .filter(op -> op.type() == Op.Type.OK && op.f().equals("read"))
              .orElse(invocation)
              .value();
      Object shown = value instanceof List<?> tuple && tuple.size() == 2 ? tuple.get(1) : value;
      return invocation.f() + (shown == null ? "" : " " + EdnPrinter.print(shown));
    }

    String title() {
      return "process "
          + invocation.process()
          + ", index "
          + invocation.index()
          + completion.map(op -> " to " + op.index()).orElse(", never completed")
          + ": "
          + text()
          + " "
          + kind()
          + completion
              .map(op -> op.extra().get("error"))
              .map(error -> " " + EdnPrinter.print(error))
              .orElse("")
          + ", "
          + Html.seconds(invocation.time())
          + completion.map(op -> " to " + Html.seconds(op.time())).orElse("");
    }
  }

  private OperationDiagram() {}

  /** The diagram as SVG; empty if no operation is involved. */
  static String svg(List<Op> history, Set<Long> involved) {
    List<Bar> all = bars(history, involved);
    List<Bar> marked = all.stream().filter(Bar::involved).toList();
    if (marked.isEmpty()) {
      return "";
    }
    long first = marked.stream().mapToLong(bar -> bar.invocation().time()).min().orElseThrow();
    long last =
        marked.stream()
            .mapToLong(bar -> bar.completion().map(Op::time).orElse(bar.invocation().time()))
            .max()
            .orElseThrow();
    long margin = Math.max((last - first) / 10, 1_000_000);
    long from = Math.max(0, first - margin);
    long to = last + margin;
    Set<Object> keys = new HashSet<>();
    marked.forEach(bar -> keys.add(key(bar.invocation())));
    List<Bar> shown = new ArrayList<>();
    int others = 0;
    for (Bar bar : all) {
      boolean near = bar.overlaps(from, to) && keys.contains(key(bar.invocation()));
      if (bar.involved() || (near && others++ < OTHERS_MAX)) {
        shown.add(bar);
      }
    }
    return draw(history, shown, from, to);
  }

  private static Object key(Op op) {
    return op.value() instanceof List<?> tuple && tuple.size() == 2 ? tuple.get(0) : "";
  }

  private static List<Bar> bars(List<Op> history, Set<Long> involved) {
    long end = history.isEmpty() ? 0 : history.get(history.size() - 1).time();
    Map<Op.Process, Op> open = new LinkedHashMap<>();
    TreeMap<Long, Bar> bars = new TreeMap<>();
    for (Op op : history) {
      if (!(op.process() instanceof Op.Process.Client)) {
        continue;
      }
      if (op.type() == Op.Type.INVOKE) {
        open.put(op.process(), op);
        bars.put(op.index(), new Bar(op, Optional.empty(), end, involved.contains(op.index())));
      } else {
        Op invocation = open.remove(op.process());
        if (invocation != null) {
          boolean marked = involved.contains(invocation.index()) || involved.contains(op.index());
          long until = op.type() == Op.Type.INFO ? end : op.time();
          bars.put(invocation.index(), new Bar(invocation, Optional.of(op), until, marked));
        }
      }
    }
    return List.copyOf(bars.values());
  }

  private static String draw(List<Op> history, List<Bar> shown, long from, long to) {
    SortedSet<Long> processes = new TreeSet<>();
    shown.forEach(bar -> processes.add(((Op.Process.Client) bar.invocation().process()).id()));
    List<Long> rows = List.copyOf(processes);
    int height = TOP + rows.size() * ROW + 20;
    StringBuilder svg = new StringBuilder();
    svg.append("<svg viewBox=\"")
        .append(-LABELS)
        .append(" 0 ")
        .append(WIDTH + LABELS)
        .append(' ')
        .append(height);
    svg.append("\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\">\n");
    for (FaultWindow window : FaultWindow.of(history)) {
      FaultBands.draw(window, from, to, WIDTH, height - 20, svg);
    }
    for (int row = 0; row < rows.size(); row++) {
      svg.append("<text class=\"process\" x=\"")
          .append(4 - LABELS)
          .append("\" y=\"")
          .append(TOP + row * ROW + 14);
      svg.append("\">").append(rows.get(row)).append("</text>\n");
    }
    double scale = (double) WIDTH / (to - from);
    for (Bar bar : shown) {
      long id = ((Op.Process.Client) bar.invocation().process()).id();
      int y = TOP + rows.indexOf(id) * ROW;
      double x = Math.max(0, (bar.invocation().time() - from) * scale);
      double end = Math.min(WIDTH, (bar.end() - from) * scale);
      svg.append("<g><title>").append(Html.escape(bar.title())).append("</title>");
      svg.append("<rect class=\"").append(bar.kind()).append(bar.involved() ? " involved" : "");
      svg.append("\" x=\"").append(Html.number(x)).append("\" y=\"").append(y + 2);
      svg.append("\" width=\"").append(Html.number(Math.max(3, end - x)));
      svg.append("\" height=\"").append(ROW - 4).append("\" rx=\"2\"/>");
      if (bar.involved()) {
        svg.append("<text class=\"involved\" x=\"").append(Html.number(Math.min(x + 3, 850)));
        svg.append("\" y=\"").append(y + 15).append("\">");
        svg.append(Html.escape(bar.text())).append("</text>");
      }
      svg.append("</g>\n");
    }
    svg.append("<text x=\"0\" y=\"").append(height - 5).append("\">").append(Html.seconds(from));
    svg.append("</text><text x=\"").append(WIDTH - 70).append("\" y=\"").append(height - 5);
    svg.append("\">").append(Html.seconds(to)).append("</text>\n");
    return svg.append("</svg>\n").toString();
  }
}
