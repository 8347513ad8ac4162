package dev.ariadne.harness.jqwik;

import dev.ariadne.checker.history.Op;
import java.util.List;

/** What clients of one register saw, to be judged. */
public record RegisterHistory(List<Op> ops) {

  public RegisterHistory {
    ops = List.copyOf(ops);
  }
}
