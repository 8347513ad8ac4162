package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.model.Model;
import java.util.ArrayList;
import java.util.List;

/** The operations that count: all that happened, and what may have happened and changed something. */
final class Admitted {

  /** In the order in which they were given. */
  final List<Item> items;

  /** Every operation reads, writes or swaps plain values. */
  final boolean plain;

  /** Some operation changes the state in a way that depends on it, and nothing worse. */
  final boolean updates;

  /** Some operation can only be tried, so that no two states are known to be alike. */
  final boolean opaque;

  Admitted(Model<Object> model, List<Operation> operations) {
    items = new ArrayList<>(operations.size());
    boolean anyUpdates = false;
    boolean anyOpaque = false;
    for (Operation operation : operations) {
      Output output = operation.output();
      boolean required =
          switch (output) {
            case Output.Ok ok -> true;
            case Output.Failed failed -> model.observesFailure(operation.input(), failed);
            case Output.Unknown unknown -> false;
          };
      if (!required && !(output instanceof Output.Unknown)) {
        continue;
      }
      Access<Object> access = model.access(operation.input(), output);
      boolean changes =
          switch (access) {
            case Access.Nothing<Object> n -> false;
            case Access.Reads<Object> r -> false;
            case Access.Excludes<Object> e -> false;
            case Access.Observes<Object> o -> false;
            case Access.Writes<Object> w -> true;
            case Access.Swaps<Object> s -> true;
            case Access.Appends<Object> a -> true;
            case Access.Updates<Object> u -> true;
            case Access.Other<Object> o -> true;
          };
      if (required || changes) {
        items.add(new Item(operation, access, required));
        anyUpdates |= access instanceof Access.Updates || access instanceof Access.Appends;
        anyOpaque |= access instanceof Access.Observes || access instanceof Access.Other;
      }
    }
    updates = anyUpdates;
    opaque = anyOpaque;
    plain = !anyUpdates && !anyOpaque;
  }
}
