package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.Decisions;

/**
 * The delays and faults of the network. They are the same for every link.
 *
 * @param delayNanosMin from sending to arrival at the least, at least 0
 * @param delayNanosSpread what chance adds to it at the most, at least 1
 * @param inOrder whether no frame of a link overtakes another
 * @param lossPerMille how many frames of a thousand are lost
 * @param doublePerMille how many arrive twice, the second time on their own way
 * @param latePerMille how many are late, out of order even where the others are in order
 * @param lateNanosMax how late at the most, at least 1
 */
public record LinkModel(
    long delayNanosMin,
    long delayNanosSpread,
    boolean inOrder,
    int lossPerMille,
    int doublePerMille,
    int latePerMille,
    long lateNanosMax) {

  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;

  /** A network in a room: a quarter of a millisecond to five, in order, nothing is lost. */
  static final LinkModel FAIR = new LinkModel(250 * MICRO, 5 * MILLI, true, 0, 0, 0, 1);

  /** The highest rate of each network fault after the heal. A cluster has to work under it. */
  private static final int AFTER_HEAL_PER_MILLE = 50;

  /**
   * Returns the same model with rates of loss, doubling and lateness under which every cluster has
   * to work.
   */
  public LinkModel afterHeal() {
    return new LinkModel(
        delayNanosMin,
        delayNanosSpread,
        inOrder,
        Math.min(lossPerMille, AFTER_HEAL_PER_MILLE),
        Math.min(doublePerMille, AFTER_HEAL_PER_MILLE),
        Math.min(latePerMille, AFTER_HEAL_PER_MILLE),
        lateNanosMax);
  }

  /** The fate of a frame. */
  enum Fate {
    ARRIVES,
    LOST,
    ARRIVES_TWICE
  }

  /** The sites of one link. */
  record Sites(
      Decisions.Site delay,
      Decisions.Site loss,
      Decisions.Site doubled,
      Decisions.Site late,
      Decisions.Site lateBy) {

    static Sites of(Decisions decisions, String link) {
      return new Sites(
          decisions.site(link + "/delay"),
          decisions.site(link + "/loss"),
          decisions.site(link + "/twice"),
          decisions.site(link + "/late"),
          decisions.site(link + "/late-by"));
    }
  }

  Fate fate(Sites sites) {
    if (sites.loss().happens(lossPerMille)) {
      return Fate.LOST;
    }
    return sites.doubled().happens(doublePerMille) ? Fate.ARRIVES_TWICE : Fate.ARRIVES;
  }

  /** Draws the delay of a frame that is not late. */
  long delay(Sites sites) {
    return delayNanosMin + sites.delay().pick((int) delayNanosSpread);
  }

  /** Draws the additional delay of a frame; 0 if it is not late. */
  long lateness(Sites sites) {
    return sites.late().happens(latePerMille)
        ? 1 + sites.lateBy().pick((int) Math.min(lateNanosMax, Integer.MAX_VALUE))
        : 0;
  }
}
