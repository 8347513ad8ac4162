package dev.ariadne.harness.ariadne.sim.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.ariadne.sim.run.Worlds;
import dev.ariadne.server.node.Event;
import org.junit.jupiter.api.Test;

final class SimMembershipTest {

  private final SimWorld world = Worlds.brief(1).world();
  private final SimMembership membership =
      new SimMembership(new SimCluster(world), new SimExchanges(world, new SimClientLinks()));

  private void told(long index, String members) {
    membership.reported(
        world, world.node(1), Event.of("members", "index", index, "members", members));
  }

  @Test
  void whomALateRequestHasTakenOutIsWaitedForNoLonger() {
    String last = world.node(world.lastId()).name();
    StringBuilder rest = new StringBuilder("1");
    for (int id = 2; id < world.lastId(); id++) {
      rest.append(",").append(id);
    }
    assertThat(membership.operator().belongs(last)).isTrue();
    told(7, rest.toString());
    assertThat(membership.operator().belongs(last)).isFalse();
    assertThat(membership.operator().belongs("n1")).isTrue();
    assertThat(world.counts()).containsEntry("member removed by a late request", 1L);
  }
}
