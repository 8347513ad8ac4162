package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.ariadne.damage.StoppedDisk;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.wal.Inspection;

/**
 * The simulated disk of a node that is down.
 *
 * @param machine which does not run
 */
record SimStoppedDisk(SimWorld world, SimNode machine) implements StoppedDisk {

  SimStoppedDisk {
    if (machine.running()) {
      throw new IllegalStateException(
          machine.name() + " runs: only a dead node's disk can be damaged");
    }
  }

  @Override
  public String node() {
    return machine.name();
  }

  @Override
  public Disk disk() {
    return machine.disk();
  }

  @Override
  public String logDirectory() {
    return "raftexample-" + machine.id();
  }

  @Override
  public String snapshotDirectory() {
    return logDirectory() + "-snap";
  }

  @Override
  public String shown(String file) {
    return machine.name() + "/" + file;
  }

  /**
   * After a power cut the evidence may be older than the truth: what was promised since is durable
   * all the same, and is left alone.
   */
  @Override
  public long durableBytes(Inspection log) {
    long durable = Math.min(machine.disk().durableSize(log.file()), log.fileBytes());
    return Math.max(durable, log.evidenceBytes());
  }

  @Override
  public boolean isYetToJoin() {
    return false;
  }

  @Override
  public void changed() {
    world.meddled(machine);
  }
}
