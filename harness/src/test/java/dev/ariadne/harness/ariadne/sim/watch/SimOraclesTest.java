package dev.ariadne.harness.ariadne.sim.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.ariadne.sim.run.Worlds;
import dev.ariadne.server.node.Event;
import org.junit.jupiter.api.Test;

/** What the world's own oracle says of snapshots that are refused. */
final class SimOraclesTest {

  private static final Event REFUSED =
      Event.of("snapshot-refused", "index", 7L, "from", 2, "why", "a piece is missing");

  @Test
  void aSnapshotThatIsRefusedIsNoticed() {
    SimWorld world = Worlds.brief(1).world();
    new SimOracles(world).reported(world, world.node(1), REFUSED);
    assertThat(world.complaints())
        .extracting(SimWorld.Complaint::by)
        .containsExactly("snapshots-arrive-whole");
  }

  @Test
  void aFrameThatNoSoundNodeSendsIsNoticed() {
    SimWorld world = Worlds.brief(1).world();
    new SimOracles(world)
        .reported(
            world,
            world.node(1),
            Event.of(
                "protocol-violation", "reason", "beyond-log", "from", 2, "count", 1L, "what", "x"));
    assertThat(world.complaints())
        .extracting(SimWorld.Complaint::by)
        .containsExactly("no-protocol-violation");
  }

  @Test
  void afterDamageItMayBeRefused() {
    SimWorld world = Worlds.brief(1).world();
    world.node(2).damage();
    new SimOracles(world).reported(world, world.node(1), REFUSED);
    assertThat(world.complaints()).isEmpty();
  }
}
