package dev.ariadne.harness.report;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.FaultWindow;
import java.util.List;

/** A diagram of a whole run: completions over time by outcome, with the faults behind them. */
final class ThroughputDiagram {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 180;
  private static final int FLOOR = 150;
  private static final int BUCKETS = 100;

  private ThroughputDiagram() {}

  static String svg(List<Op> history) {
    long end = Math.max(1, history.isEmpty() ? 1 : history.get(history.size() - 1).time());
    int[][] counts = new int[BUCKETS][3];
    int highest = 1;
    for (Op op : history) {
      if (op.process() instanceof Op.Process.Client && op.type() != Op.Type.INVOKE) {
        int bucket = (int) Math.min(BUCKETS - 1, op.time() * BUCKETS / (end + 1));
        int[] bar = counts[bucket];
        bar[kind(op.type())]++;
        highest = Math.max(highest, bar[0] + bar[1] + bar[2]);
      }
    }
    StringBuilder svg = new StringBuilder();
    svg.append("<svg viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT);
    svg.append("\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\">\n");
    for (FaultWindow window : FaultWindow.of(history)) {
      FaultBands.draw(window, 0, end, WIDTH, FLOOR, svg);
    }
    double width = (double) WIDTH / BUCKETS;
    String[] classes = {"ok", "fail", "info"};
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      double y = FLOOR;
      for (int kind = 0; kind < classes.length; kind++) {
        double height = (FLOOR - 20.0) * counts[bucket][kind] / highest;
        y -= height;
        if (counts[bucket][kind] > 0) {
          svg.append("<rect class=\"").append(classes[kind]);
          svg.append("\" x=\"").append(Html.number(bucket * width));
          svg.append("\" y=\"").append(Html.number(y));
          svg.append("\" width=\"").append(Html.number(width - 1));
          svg.append("\" height=\"").append(Html.number(height)).append("\"/>\n");
        }
      }
    }
    for (int tick = 0; tick <= 10; tick++) {
      svg.append("<text x=\"").append(Math.min(WIDTH - 40, tick * WIDTH / 10));
      svg.append("\" y=\"").append(HEIGHT - 12).append("\">");
      svg.append(Html.number(end / 1e10 * tick)).append(" s</text>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private static int kind(Op.Type type) {
    return switch (type) {
      case OK -> 0;
      case FAIL -> 1;
      case INFO, INVOKE -> 2;
    };
  }
}
