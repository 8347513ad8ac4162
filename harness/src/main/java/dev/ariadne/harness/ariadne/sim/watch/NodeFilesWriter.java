package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.process.EventLine;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.server.sim.SimDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the files of simulated nodes into a run's directory: the log and the disk of each. */
public final class NodeFilesWriter {

  private NodeFilesWriter() {}

  public static void write(RunDirectory directory, SimWorld world) throws IOException {
    for (SimNode node : world.nodes()) {
      Path own = directory.node(node.name());
      Path data = own.resolve("data");
      StringBuilder log = new StringBuilder();
      for (Capability.Journal.Entry entry : node.journal()) {
        log.append(new EventLine(entry.kind(), entry.fields()).format()).append('\n');
      }
      Files.createDirectories(data);
      directory.write(own.resolve("node.log"), log.toString());
      for (String name :
          List.of("raftexample-" + node.id(), "raftexample-" + node.id() + "-snap")) {
        files(node.disk(), name, data);
      }
    }
  }

  private static void files(SimDisk disk, String name, Path data) throws IOException {
    List<String> files = disk.list(name);
    if (files.isEmpty()) {
      return;
    }
    Files.createDirectories(data.resolve(name));
    for (String file : files) {
      String path = name + "/" + file;
      byte[] content = disk.read(path, 0, Math.toIntExact(disk.size(path))).toArray();
      Files.write(data.resolve(path), content);
    }
  }
}
