package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.ariadne.sim.LinkModel;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.ariadne.sim.Situation;
import dev.ariadne.harness.cluster.Hardware;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a simulated network lose, double and delay more frames for a while. */
final class NetworkFaults implements Hardware.Network {

  private static final long MILLI = 1_000_000;

  private final SimWorld world;
  private LinkModel usual;
  private SortedMap<String, Long> before = new TreeMap<>();

  NetworkFaults(SimWorld world) {
    this.world = world;
    this.usual = world.conditions().linkModel();
  }

  @Override
  public void worsen(int lossPerMille, int doublePerMille, int latePerMille, int lateMillisMax) {
    before = counted();
    world
        .network()
        .linkModel(
            new LinkModel(
                usual.delayNanosMin(),
                usual.delayNanosSpread(),
                usual.inOrder(),
                Math.max(lossPerMille, usual.lossPerMille()),
                Math.max(doublePerMille, usual.doublePerMille()),
                Math.max(latePerMille, usual.latePerMille()),
                Math.max(lateMillisMax * MILLI, usual.lateNanosMax())));
  }

  @Override
  public SortedMap<String, Long> restore() {
    SortedMap<String, Long> did = counted();
    before.forEach((what, count) -> did.merge(what, -count, Long::sum));
    if (world.network().linkModel() == usual) {
      did.replaceAll((what, count) -> 0L);
    }
    world.network().linkModel(usual);
    return did;
  }

  /** The cluster is healed: from now on nothing is so bad that it could not go on. */
  void heal() {
    restore();
    usual = usual.afterHeal();
    world.network().linkModel(usual);
  }

  private SortedMap<String, Long> counted() {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Situation situation :
        List.of(Situation.FRAME_LOST, Situation.FRAME_DOUBLED, Situation.FRAME_LATE)) {
      counts.put(situation.label(), world.counted(situation));
    }
    return counts;
  }
}
