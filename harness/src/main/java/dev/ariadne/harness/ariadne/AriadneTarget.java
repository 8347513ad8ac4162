package dev.ariadne.harness.ariadne;

import dev.ariadne.harness.ariadne.live.LiveCluster;
import dev.ariadne.harness.ariadne.live.ServerProgram;
import dev.ariadne.harness.ariadne.sim.run.BenchCommand;
import dev.ariadne.harness.ariadne.zoo.ZooCommand;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.ClusterOptions;
import dev.ariadne.harness.cluster.TargetProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The server of this project, as real processes. */
public final class AriadneTarget implements TargetProvider {

  @Override
  public String name() {
    return "ariadne";
  }

  @Override
  public Cluster open(ClusterOptions options) throws IOException {
    if (!Files.isReadable(Path.of("/proc/self/stat"))) {
      throw new IOException(
          "real servers need Linux: the harness reads in /proc which process opened a connection,"
              + " and /proc is missing here");
    }
    return LiveCluster.open(new LiveCluster.Setup(ServerProgram.SERVER, options, 0));
  }

  @Override
  public List<Object> commands() {
    return List.of(new NodeCommand(), new ClusterCommand(), new ZooCommand(), new BenchCommand());
  }
}
