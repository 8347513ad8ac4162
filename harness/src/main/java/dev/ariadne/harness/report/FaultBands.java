package dev.ariadne.harness.report;

import dev.ariadne.harness.check.FaultWindow;

/** Draws faults as bands behind a diagram. */
final class FaultBands {

  private FaultBands() {}

  /** Draws a fault, as far as it lies between two times. */
  static void draw(
      FaultWindow window, long from, long to, int width, int height, StringBuilder svg) {
    if (window.to() < from || window.from() > to) {
      return;
    }
    double scale = (double) width / Math.max(1, to - from);
    double x = (Math.max(window.from(), from) - from) * scale;
    double end = (Math.min(window.to(), to) - from) * scale;
    String kind = Html.escape(window.kind().name());
    svg.append("<g class=\"band ").append(kind).append("\"><title>");
    svg.append(Html.escape(describe(window))).append("</title><rect x=\"");
    svg.append(Html.number(x)).append("\" y=\"0\" width=\"");
    svg.append(Html.number(Math.max(1, end - x))).append("\" height=\"").append(height);
    svg.append("\" fill=\"").append(Html.escape(window.kind().colour()));
    svg.append("\"/><text x=\"").append(Html.number(x + 2)).append("\" y=\"");
    svg.append(window.kind().besideOthers() ? 24 : 11).append("\">");
    svg.append(kind).append("</text></g>\n");
  }

  static String describe(FaultWindow window) {
    return window.kind().name()
        + " of "
        + String.join(" ", window.nodes())
        + ", "
        + Html.seconds(window.from())
        + " to "
        + Html.seconds(window.to());
  }
}
