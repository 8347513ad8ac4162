package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Generators that work on keys: their values are {@code [key value]}. */
final class Keys {

  private Keys() {}

  /**
   * Works on one key. It wraps every value as {@code [key value]}, and passes on only the events of
   * that key, unwrapped.
   */
  record Keyed(Object key, Generator inner) implements Generator {

    @Override
    public NextOperation next(Context context) {
      NextOperation next = inner.next(context).then(then -> new Keyed(key, then));
      return next instanceof NextOperation.Emit(Invocation invocation, var then)
          ? new NextOperation.Emit(invocation.with(tuple(key, invocation.value())), then)
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

  /**
   * Divides client workers into groups of equal size. Each group works on one key, and takes the
   * next key from the list when its generator is exhausted.
   *
   * @param waiting keys that no group has taken yet, each with its generator
   * @param taken by number of the group
   */
  record ConcurrentKeys(
      int groupSize, List<Keyed> waiting, SortedMap<Integer, Generator> taken, int first)
      implements Generator {

    ConcurrentKeys {
      waiting = List.copyOf(waiting);
    }

    @Override
    public NextOperation next(Context context) {
      Context clients = context.only(worker -> !worker.isNemesis());
      List<Worker> workers = List.copyOf(clients.processes().keySet());
      if (workers.isEmpty()) {
        return new NextOperation.Pending(
            NextOperation.EVENT, this); // As any generator that has nobody to work.
      }
      int groups = workers.size() / groupSize;
      if (groups == 0) {
        throw new IllegalArgumentException(
            "groups of " + groupSize + " from " + workers.size() + " clients");
      }
      SortedMap<Integer, Generator> after = new TreeMap<>(taken);
      List<Keyed> left = waiting;
      boolean exhausted = true;
      long until = NextOperation.EVENT;
      for (int i = 0; i < groups; i++) {
        int group = (first + i) % groups;
        List<Worker> members = workers.subList(group * groupSize, (group + 1) * groupSize);
        Context inGroup = clients.only(members::contains);
        while (true) {
          Generator own = after.getOrDefault(group, new Primitives.Nothing());
          NextOperation next = own.next(inGroup);
          if (next instanceof NextOperation.Exhausted) {
            if (left.isEmpty()) {
              break;
            }
            after.put(group, left.get(0));
            left = left.subList(1, left.size());
          } else if (next instanceof NextOperation.Pending(long when, Generator then)) {
            exhausted = false;
            until = Math.min(until, when);
            after.put(group, then);
            break;
          } else {
            List<Keyed> still = left;
            return next.then(
                then -> {
                  after.put(group, then);
                  return new ConcurrentKeys(groupSize, still, after, group + 1);
                });
          }
        }
      }
      return exhausted
          ? new NextOperation.Exhausted()
          : new NextOperation.Pending(until, new ConcurrentKeys(groupSize, left, after, first));
    }

    @Override
    public Generator update(Context context, Op event) {
      SortedMap<Integer, Generator> after = new TreeMap<>();
      taken.forEach((group, own) -> after.put(group, own.update(context, event)));
      return new ConcurrentKeys(groupSize, waiting, after, first);
    }
  }
}
