package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.ArrayList;
import java.util.List;

/** Generators that take each operation from one of several generators. */
final class Alternatives {

  private Alternatives() {}

  /**
   * Chooses one of several generators for each operation, and waits for the chosen one. So the
   * order of operations depends on the seed, not on which worker is free.
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
      return new Mix(site, replaced(left, chosen, then), newTurn);
    }

    @Override
    public Generator update(Context context, Op event) {
      List<Generator> after = updated(parts, context, event);
      return after == parts ? this : new Mix(site, after, turn);
    }
  }

  /**
   * Takes operations from any generator that has one. The generators take turns, so none starves
   * the others.
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
      List<Generator> after = updated(parts, context, event);
      return after == parts ? this : new AnyOf(after, first);
    }
  }

  /** All of them after an event; the same list object if none has changed. */
  static List<Generator> updated(List<Generator> parts, Context context, Op event) {
    Generator[] changed = null;
    for (int i = 0; i < parts.size(); i++) {
      Generator part = parts.get(i);
      Generator after = part.update(context, event);
      if (after != part) {
        changed = changed == null ? parts.toArray(Generator[]::new) : changed;
        changed[i] = after;
      }
    }
    return changed == null ? parts : List.of(changed);
  }

  /** The same with one of them replaced. */
  static List<Generator> replaced(List<Generator> parts, int at, Generator part) {
    if (parts.get(at) == part) {
      return parts;
    }
    Generator[] changed = parts.toArray(Generator[]::new);
    changed[at] = part;
    return List.of(changed);
  }
}
