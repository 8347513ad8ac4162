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
final class Turns {

  /** Steps of a turn. Nearly always the first turn of the first search is enough. */
  static final long QUANTUM = 50_000;

  /** Another search has so much shorter turns than the first, which is right more often. */
  private static final int LATER_SHARE = 4;

  private record Searcher(Search search, Meter share) {}

  private final Admitted admitted;
  private final Part part;
  private final Set<Rule> rules;
  private final long quantum;
  private final Meter meter;

  Turns(Admitted admitted, Part part, Set<Rule> rules, long quantum, Meter meter) {
    this.admitted = admitted;
    this.part = part;
    this.rules = rules;
    this.quantum = quantum;
    this.meter = meter;
  }

  Outcome run() {
    List<Searcher> searchers = new ArrayList<>();
    int begun = 0;
    Outcome.GaveUp best = null;
    while (true) {
      // The first turn was not enough.
      if (begun == 1 && rules.contains(Rule.SPANS) && Spans.contradict(admitted, meter)) {
        return new Outcome.Inexplicable();
      }
      if (begun < Order.values().length) {
        Meter share = meter.share();
        searchers.add(new Searcher(new Search(part, rules, Order.values()[begun++], share), share));
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
