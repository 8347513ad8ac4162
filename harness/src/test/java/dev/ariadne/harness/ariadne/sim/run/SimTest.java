package dev.ariadne.harness.ariadne.sim.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.ariadne.sim.WorldConditions;
import dev.ariadne.harness.ariadne.sim.WorldConditionsText;
import dev.ariadne.harness.ariadne.sim.cluster.SimCluster;
import dev.ariadne.harness.ariadne.sim.cluster.SimDiskSpace;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.run.RunRequest;
import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.sim.SimDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A slice of the swarm: the server keeps its promises in all of these worlds. */
final class SimTest {

  /** Worlds that are run; more by the system property. */
  private static final int SEEDS = Integer.getInteger("ariadne.sim.seeds", 100);

  @Test
  void noShortWorldOfASliceHasAComplaint() throws Exception {
    List<String> failed = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      SimRun.Outcome outcome = Worlds.run(Worlds.brief(seed));
      if (outcome.checks().verdict() == Verdict.INVALID) {
        failed.add(outcome.seed() + ": " + outcome.checks());
      }
    }
    assertThat(failed).isEmpty();
  }

  @Test
  void aWorldHasWhatWasAskedForByNameAndDrawsTheRest() {
    SortedSet<String> workloads = new TreeSet<>();
    for (long seed = 1; seed <= 20; seed++) {
      Scenario asked = Worlds.scenario(seed);
      SimRun run =
          AriadneSimulator.world(
              RunRequest.of(asked, Set.of(Dimension.NODES, Dimension.NEMESIS)), Decisions.of(seed));
      assertThat(run.scenario().cluster().nodes()).isEqualTo(asked.cluster().nodes());
      assertThat(run.scenario().faults().kinds()).isEqualTo(asked.faults().kinds());
      workloads.add(run.scenario().load().workload());
    }
    assertThat(workloads).hasSizeGreaterThan(2);
  }

  @Test
  void withoutTheSwarmTheWorldIsThatOfALiveRun() throws Exception {
    Scenario asked = Worlds.scenario(3);
    SimRun run =
        AriadneSimulator.world(RunRequest.of(asked, Set.of(Dimension.CONDITIONS)), Decisions.of(3));
    assertThat(run.conditions()).isEqualTo(WorldConditions.usual(asked));
    assertThat(run.scenario())
        .isEqualTo(asked.in(WorldConditionsText.of(WorldConditions.usual(asked))));
    assertThat(Worlds.run(run).checks().verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void readsThatAreWrongOnPurposeAreFound() throws Exception {
    boolean found = false;
    for (long seed = 1; seed <= 10 && !found; seed++) {
      RunRequest request =
          RunRequest.of(
              Worlds.stale(seed), Set.of(Dimension.WORKLOAD, Dimension.NODES, Dimension.NEMESIS));
      SimRun run = AriadneSimulator.world(request, Decisions.of(seed));
      found = Worlds.run(run).checks().verdict() == Verdict.INVALID;
    }
    assertThat(found).isTrue();
  }

  @Test
  void aFullDiskTakesNothingUntilThereIsSpaceAgain() throws Exception {
    SimCluster cluster = new SimCluster(Worlds.brief(2).world());
    SimDiskSpace disks = new SimDiskSpace(cluster);
    assertThat(disks.confine()).isEmpty();
    assertThat(disks.fill("n1", 100)).isPositive();
    SimDisk disk = cluster.node("n1").disk();
    disk.run(List.of(new Disk.Step.MakeDirectory("d"), new Disk.Step.Create("d/f")));
    disk.run(List.of(new Disk.Step.Write("d/f", 0, Bytes.copyOf(new byte[100]))));
    Disk.Step more = new Disk.Step.Write("d/f", 100, Bytes.utf8("x"));
    assertThatThrownBy(() -> disk.run(List.of(more))).hasMessageContaining("no space left");
    disks.free("n1");
    disk.crashProcess();
    disk.run(List.of(more));
    assertThat(disk.size("d/f")).isEqualTo(101);
  }
}
