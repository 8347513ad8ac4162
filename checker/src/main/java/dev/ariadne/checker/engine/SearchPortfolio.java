package dev.ariadne.checker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Several searches that differ in the order of successors and take turns of a fixed number of
 * steps. Where one search gets lost, another one often succeeds at once. The first answer counts.
 * The searches share steps and bytes. A search that needs more bytes than are left ends and returns
 * its bytes, and the others continue. So the outcome depends only on the operations and the budget.
 */
final class SearchPortfolio {

  /** The steps of a turn. The first turn of the first search is nearly always enough. */
  static final long QUANTUM = 50_000;

  /**
   * The turns of later searches are shorter by this factor, because the first search succeeds more
   * often.
   */
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
