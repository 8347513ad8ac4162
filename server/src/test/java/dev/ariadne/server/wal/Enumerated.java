package dev.ariadne.server.wal;

import dev.ariadne.server.port.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Tries all ways in which a run of choices can go; where there are too many, some at random. */
final class Enumerated implements Choices {

  /** Always the harmless choice: nothing unsynced is lost. */
  static final Choices HARMLESS = (site, bound) -> 0;

  /** Everything that is not synced is lost. */
  static final Choices WORST = (site, bound) -> Math.min(1, bound - 1);

  private final List<Integer> taken = new ArrayList<>();
  private final List<Integer> bounds = new ArrayList<>();
  private int next;

  @Override
  public int pick(String site, int bound) {
    if (next == taken.size()) {
      taken.add(0);
      bounds.add(bound);
    }
    return taken.get(next++);
  }

  /** Goes on to the next way; false when all have been tried. */
  private boolean advance() {
    while (!taken.isEmpty() && taken.getLast() + 1 == bounds.getLast()) {
      taken.removeLast();
      bounds.removeLast();
    }
    next = 0;
    if (taken.isEmpty()) {
      return false;
    }
    taken.set(taken.size() - 1, taken.getLast() + 1);
    return true;
  }

  /** Runs the trial once for each way, or {@code max} times and then as often at random. */
  static void all(int max, Consumer<Choices> trial) {
    Enumerated choices = new Enumerated();
    int trials = 0;
    do {
      trial.accept(choices);
      trials++;
      if (trials == max) {
        for (int seed = 0; seed < max; seed++) {
          Random random = new Random(seed);
          trial.accept((site, bound) -> random.nextInt(bound));
        }
        trial.accept(WORST);
        return;
      }
    } while (choices.advance());
  }
}
