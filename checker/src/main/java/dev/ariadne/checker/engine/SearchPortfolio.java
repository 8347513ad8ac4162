package dev.ariadne.checker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Searches that differ in what they try first, taking turns of a fixed number of steps: what one of
 * them gets lost in another often finds at once. The first answer counts. Steps and bytes are
 * shared; the one that asks for more bytes than there are gives back all that it had, and the
 * others go on. So the outcome depends on the operations and the budget alone.
 */
final class SearchPortfolio {

  /** Steps of a turn. Nearly always the first turn of the first search is enough. */
  static final long QUANTUM = 50_000;

  /** Another search has so much shorter turns than the first, which is right more often. */
  private static final int LATER_SHARE = 4;

  private record Searcher(Search search, Meter share) {}

  private final OperationTable table;
  private final EncodedHistory encoded;
  private final Set<Reduction> reductions;
  private final long quantum;
  private final Meter meter;

  SearchPortfolio(
      OperationTable table,
      EncodedHistory encoded,
      Set<Reduction> reductions,
      long quantum,
      Meter meter) {
    this.table = table;
    this.encoded = encoded;
    this.reductions = reductions;
    this.quantum = quantum;
    this.meter = meter;
  }

  Outcome run() {
    List<Searcher> searchers = new ArrayList<>();
    int begun = 0;
    Outcome.GaveUp best = null;
    while (true) {
      // The first turn was not enough.
      if (begun == 1
          && reductions.contains(Reduction.VALUE_INTERVALS)
          && ValueIntervals.contradict(table, meter)) {
        return new Outcome.Inexplicable();
      }
      if (begun < SuccessorOrder.values().length) {
        Meter share = meter.share();
        searchers.add(
            new Searcher(
                new Search(encoded, reductions, SuccessorOrder.values()[begun++], share), share));
      }
      for (int i = 0; i < searchers.size(); i++) {
        long steps = i == 0 ? quantum : Math.max(1, quantum / LATER_SHARE);
        Outcome outcome = searchers.get(i).search.run(steps);
        if (outcome instanceof Outcome.GaveUp gaveUp) {
          best = best == null || gaveUp.proved() > best.proved() ? gaveUp : best;
          searchers.remove(i--).share.close();
          if (meter.exhausted() || searchers.isEmpty()) {
            return best;
          }
        } else if (outcome != null) {
          return outcome;
        }
      }
    }
  }
}
