package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.List;

/**
 * Runs one generator after the other, without waiting until the operations of the one before are
 * completed.
 */
record Concat(List<Generator> parts) implements Generator {

  Concat {
    parts = List.copyOf(parts);
  }

  @Override
  public NextOperation next(Context context) {
    for (int i = 0; i < parts.size(); i++) {
      NextOperation next = parts.get(i).next(context);
      if (!(next instanceof NextOperation.Exhausted)) {
        List<Generator> rest = parts.subList(i, parts.size());
        return next.then(then -> with(rest, then));
      }
    }
    return new NextOperation.Exhausted();
  }

  @Override
  public Generator update(Context context, Op event) {
    return parts.isEmpty() ? this : with(parts, parts.get(0).update(context, event));
  }

  private static Concat with(List<Generator> parts, Generator first) {
    return new Concat(SideBySide.with(parts, 0, first));
  }
}
