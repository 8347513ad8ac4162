package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.List;
import java.util.function.LongFunction;

/**
 * When the first is exhausted, what follows is made from how many keys there were: the greatest
 * whole number used as a key by a client, plus one.
 */
record Following(Generator first, long keys, LongFunction<? extends Generator> then)
    implements Generator {

  @Override
  public Next next(Context context) {
    Next next = first.next(context);
    return next instanceof Next.Exhausted
        ? then.apply(keys).next(context)
        : next.then(after -> new Following(after, keys, then));
  }

  @Override
  public Generator update(Context context, Op event) {
    boolean begins = event.type() == Op.Type.INVOKE && event.process() instanceof Op.Process.Client;
    long seen =
        begins && event.value() instanceof List<?> pair && pair.getFirst() instanceof Long key
            ? Math.max(keys, key + 1)
            : keys;
    return new Following(first.update(context, event), seen, then);
  }
}
