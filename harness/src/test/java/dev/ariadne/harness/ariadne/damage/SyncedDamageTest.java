package dev.ariadne.harness.ariadne.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.run.SimRun;
import dev.ariadne.harness.ariadne.sim.run.Worlds;
import dev.ariadne.harness.cluster.Capability.Damage.Kind;
import dev.ariadne.server.sim.SimDisk;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On the disk of a member that has served in a simulated run. */
class SyncedDamageTest {

  private static final int CHOICES = 40;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aNodeNoticesWhateverIsChosen(Kind kind) throws Exception {
    SimRun run = Worlds.brief(1);
    Worlds.run(run);
    SimNode node = run.world().node(1);
    SimDisk sound = node.disk().copy((site, bound) -> 0);
    TreeSet<String> files = new TreeSet<>();
    for (long choice = 0; choice < CHOICES; choice++) {
      node.disk().putBack(sound);
      SyncedDamage damage =
          SyncedDamage.choose(node.disk(), "raftexample-1", "raftexample-1-snap", kind, choice);
      assertThat(damage.kind()).isEqualTo(kind);
      assertThat(damage.bytesCut() + damage.bitsFlipped()).isPositive();
      node.disk().run(damage.steps());
      node.start();
      assertThat(node.running()).as("%s", damage).isFalse();
      assertThat(node.journal().getLast().fields().get("last"))
          .as("%s", damage)
          .contains("damaged");
      files.add(damage.file());
    }
    if (kind.name().startsWith("SNAPSHOT")) {
      assertThat(files).hasSize(1);
    } else {
      assertThat(files).hasSizeGreaterThan(1);
    }
    node.disk().putBack(sound);
    node.start();
    assertThat(node.running()).isTrue();
  }
}
