package dev.ariadne.harness.jqwik;

import dev.ariadne.checker.history.Op;
import java.util.List;

/** The history of the clients of one register. */
public record RegisterHistory(List<Op> ops) {

  public RegisterHistory {
    ops = List.copyOf(ops);
  }
}
