package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses between several for each operation. The one chosen is waited for: which operation comes
 * when depends on the seed, not on who happens to be free.
 */
record Mix(String site, List<Generator> parts, long turn) implements Generator {

  Mix {
    parts = List.copyOf(parts);
  }

  @Override
  public Next next(Context context) {
    List<Generator> left = new ArrayList<>(parts);
    while (!left.isEmpty()) {
      int chosen = context.choices().pick(site, turn, left.size());
      Next next = left.get(chosen).next(context);
      switch (next) {
        case Next.Exhausted() -> left.remove(chosen);
        case Next.Emit emit -> {
          return emit.then(then -> with(left, chosen, then, turn + 1));
        }
        case Next.Pending pending -> {
          return pending.then(then -> with(left, chosen, then, turn));
        }
        case Next.Note note -> {
          return note.then(then -> with(left, chosen, then, turn));
        }
      }
    }
    return new Next.Exhausted();
  }

  private Mix with(List<Generator> left, int chosen, Generator then, long newTurn) {
    List<Generator> changed = new ArrayList<>(left);
    changed.set(chosen, then);
    return new Mix(site, changed, newTurn);
  }

  @Override
  public Generator update(Context context, Op event) {
    return new Mix(site, parts.stream().map(part -> part.update(context, event)).toList(), turn);
  }
}
