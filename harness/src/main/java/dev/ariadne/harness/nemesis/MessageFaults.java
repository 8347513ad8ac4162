package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.harness.history.RecordEdn;

/** Loses, doubles and delays frames between all nodes. */
final class MessageFaults implements Fault<MessageFaults.Rates, Fault.Nothing> {
  static final FaultKind KIND =
      FaultKind.named("loss", "messages are lost, doubled and late")
          .begins("start-loss", Rates.class)
          .ends("stop-loss", Nothing.class)
          .needs(Hardware.Network.class)
          .simulatedOnly()
          .effect(
              EffectCriterion.of("frames-lost", "frames-doubled", "frames-late").countedByTarget())
          .inOneWorldOf(2)
          .colour("#546e7a")
          .build(MessageFaults::new);

  private static final int PER_MILLE_MAX = 200;
  private static final int LATE_MILLIS_MAX = 5_000;

  /**
   * The rates of lost, doubled and late frames, for a thousand frames.
   *
   * @param lateMs the longest time that a late frame takes
   */
  record Rates(int loss, @RecordEdn.Entry("double") int doubled, int late, int lateMs) {}

  private final Hardware.Network network;

  private MessageFaults(FaultContext context) {
    this.network = context.need(Hardware.Network.class);
  }

  @Override
  public Rates plan(Choices choices, long turn) {
    return new Rates(
        choices.pick("nemesis/loss/loss", turn, PER_MILLE_MAX + 1),
        choices.pick("nemesis/loss/double", turn, PER_MILLE_MAX + 1),
        choices.pick("nemesis/loss/late", turn, PER_MILLE_MAX + 1),
        1 + choices.pick("nemesis/loss/late-ms", turn, LATE_MILLIS_MAX));
  }

  @Override
  public Nothing planEnd(Choices choices, long turn) {
    return new Nothing();
  }

  @Override
  public Outcome begin(Rates rates) {
    network.worsen(rates.loss(), rates.doubled(), rates.late(), rates.lateMs());
    return Outcome.of(rates, new FaultCounters().add("times", 1));
  }

  @Override
  public Outcome end(Nothing plan) {
    return Outcome.of(new Nothing(), heal());
  }

  @Override
  public FaultCounters heal() {
    return new FaultCounters().addAll(network.restore());
  }
}
