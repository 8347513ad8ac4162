package dev.ariadne.harness.report;

import dev.ariadne.harness.check.FaultWindow;

/** Faults as bands behind a drawing. */
final class FaultBands {

  private FaultBands() {}

  /** Draws one, as far as it lies between two times. */
  static void draw(
      FaultWindow window, long from, long to, int width, int height, StringBuilder svg) {
    if (window.to() < from || window.from() > to) {
      return;
    }
    double scale = (double) width / Math.max(1, to - from);
    double x = (Math.max(window.from(), from) - from) * scale;
    double end = (Math.min(window.to(), to) - from) * scale;
    svg.append("<g class=\"band ").append(Html.escape(window.kind())).append("\"><title>");
    svg.append(Html.escape(describe(window))).append("</title><rect x=\"");
    svg.append(Html.number(x)).append("\" y=\"0\" width=\"");
    svg.append(Html.number(Math.max(1, end - x))).append("\" height=\"").append(height);
    svg.append("\"/><text x=\"").append(Html.number(x + 2)).append("\" y=\"");
    svg.append(window.besideOthers() ? 24 : 11).append("\">");
    svg.append(Html.escape(window.kind())).append("</text></g>\n");
  }

  static String describe(FaultWindow window) {
    return window.kind()
        + " of "
        + String.join(" ", window.nodes())
        + ", "
        + Html.seconds(window.from())
        + " to "
        + Html.seconds(window.to());
  }
}
