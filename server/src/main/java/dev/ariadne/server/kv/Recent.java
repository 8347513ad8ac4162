package dev.ariadne.server.kv;

import dev.ariadne.server.base.Invariant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * Results by the name of their command, and by the index that keeps them. What {@link #frozen}
 * gives stays as it is while this moves on, and shares everything with it that has not changed
 * since.
 *
 * <p>Invariant: both ways hold the same names; no index keeps two.
 */
final class Recent<K> {

  /** Looked up only: nobody goes through it, so that its order decides nothing. */
  private final Map<K, Remembered> byName = new HashMap<>();

  /** By index: runs of {@link Run#INDEXES} each, ascending; runs that keep nothing are left out. */
  private final List<Run<K>> runs = new ArrayList<>();

  int size() {
    return byName.size();
  }

  Optional<Remembered> get(K name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The name that this index keeps. */
  Optional<K> keptBy(long index) {
    int at = find(Run.number(index));
    return at < 0 ? Optional.empty() : Optional.ofNullable(runs.get(at).name(index));
  }

  /** The first name by index for which this holds. */
  Optional<K> find(Predicate<K> wanted) {
    return runs.stream()
        .flatMap(
            run ->
                LongStream.range(run.number() * Run.INDEXES, (run.number() + 1) * Run.INDEXES)
                    .mapToObj(run::name))
        .filter(name -> name != null && wanted.test(name))
        .findFirst();
  }

  /** Keeps a result for a command, in place of what was kept for it before. */
  void keep(K name, Remembered kept) {
    Remembered before = byName.put(name, kept);
    if (before != null) {
      remove(before.index());
    }
    long number = Run.number(kept.index());
    int at = find(number);
    if (at < 0) {
      at = -at - 1;
      runs.add(at, new Run<>(number));
    }
    Run<K> run = own(at);
    Invariant.check(run.name(kept.index()) == null, "index %d keeps two", kept.index());
    run.put(name, kept);
  }

  void forget(K name) {
    Remembered before = byName.remove(name);
    if (before != null) {
      remove(before.index());
    }
  }

  private void remove(long index) {
    int at = find(Run.number(index));
    Run<K> run = own(at);
    run.remove(index);
    if (run.isEmpty()) {
      runs.remove(at);
    }
  }

  /** Everything that is kept, by index, as it is now; costs next to nothing. */
  List<Run<K>> frozen() {
    runs.forEach(Run::freeze);
    return List.copyOf(runs);
  }

  /** The run at a place in the list, not frozen. */
  private Run<K> own(int at) {
    Run<K> run = runs.get(at);
    if (run.isFrozen()) {
      run = run.copy();
      runs.set(at, run);
    }
    return run;
  }

  /** Place of a run in the list, or {@code -place - 1} of where it would be: mostly at an end. */
  private int find(long number) {
    int from = 0;
    int to = runs.size() - 1;
    if (to >= 0 && runs.get(to).number() <= number) {
      return runs.get(to).number() == number ? to : -to - 2;
    }
    while (from <= to) {
      int middle = (from + to) >>> 1;
      long there = runs.get(middle).number();
      if (there == number) {
        return middle;
      }
      if (there < number) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return -from - 1;
  }
}
