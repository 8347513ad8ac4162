package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.ArrayList;
import java.util.List;

/** Whichever has something to do; they take turns, so that none starves the others. */
record Any(List<Generator> parts, int first) implements Generator {

  Any {
    parts = List.copyOf(parts);
  }

  @Override
  public Next next(Context context) {
    List<Generator> left = new ArrayList<>(parts);
    boolean[] exhausted = new boolean[parts.size()];
    long until = Next.EVENT;
    for (int i = 0; i < parts.size(); i++) {
      int asked = (first + i) % parts.size();
      switch (left.get(asked).next(context)) {
        case Next.Exhausted() -> exhausted[asked] = true;
        case Next.Pending(long when, Generator then) -> {
          until = Math.min(until, when);
          left.set(asked, then);
        }
        case Next.Emit(Invocation invocation, Generator then) -> {
          left.set(asked, then);
          return new Next.Emit(invocation, new Any(left, (asked + 1) % left.size()));
        }
        case Next.Note(String text, Generator then) -> {
          left.set(asked, then);
          return new Next.Note(text, new Any(left, asked));
        }
      }
    }
    List<Generator> rest = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      if (!exhausted[i]) {
        rest.add(left.get(i));
      }
    }
    return rest.isEmpty() ? new Next.Exhausted() : new Next.Pending(until, new Any(rest, 0));
  }

  @Override
  public Generator update(Context context, Op event) {
    List<Generator> after = Parts.updated(parts, context, event);
    return after == parts ? this : new Any(after, first);
  }
}
