package dev.ariadne.harness.cli;

import dev.ariadne.checker.history.Op;
import java.util.ArrayList;
import java.util.List;

/** What was begun in a run, out of its history. */
final class Recording {

  private Recording() {}

  /** The invocations of clients and of the nemesis, up to the final heal. */
  static List<Op> of(List<Op> history) {
    List<Op> begun = new ArrayList<>();
    boolean underWay = false;
    for (Op op : history) {
      if (op.process() instanceof Op.Process.Named) {
        // The nemesis notes what it is about to do, then what it did.
        underWay = !underWay;
        if (underWay && op.f().equals("heal")) {
          return begun;
        }
        if (underWay) {
          begun.add(op);
        }
      } else if (op.type() == Op.Type.INVOKE) {
        begun.add(op);
      }
    }
    return begun;
  }
}
