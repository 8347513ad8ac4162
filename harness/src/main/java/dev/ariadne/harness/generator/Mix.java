package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses one of several generators for each operation, and waits for the chosen one. So the order
 * of operations depends on the seed, not on which worker is free.
 */
record Mix(String site, List<Generator> parts, long turn) implements Generator {

  Mix {
    parts = List.copyOf(parts);
  }

  @Override
  public NextOperation next(Context context) {
    List<Generator> left = parts;
    while (!left.isEmpty()) {
      int chosen = context.choices().pick(site, turn, left.size());
      NextOperation next = left.get(chosen).next(context);
      List<Generator> asked = left;
      switch (next) {
        case NextOperation.Exhausted() -> {
          left = new ArrayList<>(asked);
          left.remove(chosen);
        }
        case NextOperation.Emit emit -> {
          return emit.then(then -> with(asked, chosen, then, turn + 1));
        }
        case NextOperation.Pending pending -> {
          return pending.then(then -> with(asked, chosen, then, turn));
        }
        case NextOperation.Note note -> {
          return note.then(then -> with(asked, chosen, then, turn));
        }
      }
    }
    return new NextOperation.Exhausted();
  }

  private Mix with(List<Generator> left, int chosen, Generator then, long newTurn) {
    return new Mix(site, SideBySide.with(left, chosen, then), newTurn);
  }

  @Override
  public Generator update(Context context, Op event) {
    List<Generator> after = SideBySide.updated(parts, context, event);
    return after == parts ? this : new Mix(site, after, turn);
  }
}
