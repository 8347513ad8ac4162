package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.List;

/** Holds several generators, of which an event or a question changes few. */
final class SideBySide {

  private SideBySide() {}

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
  static List<Generator> with(List<Generator> parts, int at, Generator part) {
    if (parts.get(at) == part) {
      return parts;
    }
    Generator[] changed = parts.toArray(Generator[]::new);
    changed[at] = part;
    return List.of(changed);
  }
}
