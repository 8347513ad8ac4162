package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Works on one key. It wraps every value as {@code [key value]}, and passes on only the events of
 * that key, unwrapped.
 */
record Keyed(Object key, Generator inner) implements Generator {

  @Override
  public NextOperation next(Context context) {
    NextOperation next = inner.next(context).then(then -> new Keyed(key, then));
    return next
            instanceof
            NextOperation.Emit(Invocation(Worker worker, String f, Object value), var then)
        ? new NextOperation.Emit(new Invocation(worker, f, tuple(key, value)), then)
        : next;
  }

  @Override
  public Generator update(Context context, Op event) {
    if (event.value() instanceof List<?> tuple && tuple.size() == 2 && key.equals(tuple.get(0))) {
      Op unwrapped =
          new Op(
              event.index(),
              event.time(),
              event.type(),
              event.process(),
              event.f(),
              tuple.get(1),
              event.extra());
      return new Keyed(key, inner.update(context, unwrapped));
    }
    return this;
  }

  /** Key and value as a list, which may contain null. */
  static List<Object> tuple(Object key, Object value) {
    return Collections.unmodifiableList(Arrays.asList(key, value));
  }
}
