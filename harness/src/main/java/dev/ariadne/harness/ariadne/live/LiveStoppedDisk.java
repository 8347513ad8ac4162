package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.ariadne.damage.StoppedDisk;
import dev.ariadne.server.os.FileDisk;
import dev.ariadne.server.port.Disk;
import java.io.IOException;

/** The data directory of a stopped node. */
final class LiveStoppedDisk implements StoppedDisk {

  private final LiveNode node;
  private final FileDisk disk;

  private LiveStoppedDisk(LiveNode node, FileDisk disk) {
    this.node = node;
    this.disk = disk;
  }

  /**
   * Locks the directory until the result is closed.
   *
   * @throws IllegalStateException if the node runs
   */
  static LiveStoppedDisk of(LiveNode node) throws IOException {
    if (node.running()) {
      throw new IllegalStateException(
          node.name() + " runs: only a dead node's disk can be damaged");
    }
    return new LiveStoppedDisk(node, FileDisk.open(node.data(), Runnable::run));
  }

  @Override
  public String node() {
    return node.name();
  }

  @Override
  public Disk disk() {
    return disk;
  }

  @Override
  public String logDirectory() {
    return ServerProgram.logDirectory(node.id());
  }

  @Override
  public String snapshotDirectory() {
    return logDirectory() + "-snap";
  }

  @Override
  public String shown(String file) {
    return node.data().resolve(file).toString();
  }

  @Override
  public boolean isYetToJoin() {
    return node.isYetToJoin();
  }

  @Override
  public void close() throws IOException {
    disk.close();
  }
}
