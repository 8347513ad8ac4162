package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes operations from any generator that has one. The generators take turns, so none starves the
 * others.
 */
record AnyOf(List<Generator> parts, int first) implements Generator {

  AnyOf {
    parts = List.copyOf(parts);
  }

  @Override
  public NextOperation next(Context context) {
    List<Generator> left = new ArrayList<>(parts);
    boolean[] exhausted = new boolean[parts.size()];
    long until = NextOperation.EVENT;
    for (int i = 0; i < parts.size(); i++) {
      int asked = (first + i) % parts.size();
      switch (left.get(asked).next(context)) {
        case NextOperation.Exhausted() -> exhausted[asked] = true;
        case NextOperation.Pending(long when, Generator then) -> {
          until = Math.min(until, when);
          left.set(asked, then);
        }
        case NextOperation.Emit(Invocation invocation, Generator then) -> {
          left.set(asked, then);
          return new NextOperation.Emit(invocation, new AnyOf(left, (asked + 1) % left.size()));
        }
        case NextOperation.Note(String text, Generator then) -> {
          left.set(asked, then);
          return new NextOperation.Note(text, new AnyOf(left, asked));
        }
      }
    }
    List<Generator> rest = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      if (!exhausted[i]) {
        rest.add(left.get(i));
      }
    }
    return rest.isEmpty()
        ? new NextOperation.Exhausted()
        : new NextOperation.Pending(until, new AnyOf(rest, 0));
  }

  @Override
  public Generator update(Context context, Op event) {
    List<Generator> after = SideBySide.updated(parts, context, event);
    return after == parts ? this : new AnyOf(after, first);
  }
}
