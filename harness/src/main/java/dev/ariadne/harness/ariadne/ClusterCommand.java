package dev.ariadne.harness.ariadne;

import dev.ariadne.harness.OutputPath;
import dev.ariadne.harness.Printable;
import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.ariadne.live.LiveCluster;
import dev.ariadne.harness.ariadne.live.LiveNode;
import dev.ariadne.harness.ariadne.live.ServerProgram;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.ClusterOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ariadne cluster}: a local cluster for manual use. */
@Command(
    name = "cluster",
    description = "Starts a cluster on this machine and prints how to talk to it; Ctrl-C stops it.",
    footer = {"", "Example:", "  ./ariadne cluster --nodes 3"})
final class ClusterCommand implements Callable<Integer> {

  private static final int NODES_MAX = 9;
  private static final int LAST_LINES = 5;
  private static final long LEADER_SECONDS_MAX = 30;
  private static final long POLL_MILLIS = 100;
  private static final int INTERNAL_ERROR = 255;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS");

  @Spec private CommandSpec spec;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many nodes, 1 to 9 (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9121",
      description =
          "The first node's port for clients, the others' follow; a busy one is replaced"
              + " (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = "store",
      description = "Logs and data go below DIR/cluster (default: ${DEFAULT-VALUE}).")
  private Path store;

  @Override
  public Integer call() throws IOException {
    if (nodes < 1 || nodes > NODES_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--nodes takes 1 to " + NODES_MAX + ", not " + nodes);
    }
    if (port < 1 || port + nodes > 1 << 16) {
      throw new ParameterException(
          spec.commandLine(), "--port takes 1 to " + ((1 << 16) - nodes) + ", not " + port);
    }
    OutputPath.directoryProblem(store)
        .ifPresent(
            problem -> {
              throw new ParameterException(spec.commandLine(), "--store: " + problem);
            });
    PrintWriter out = spec.commandLine().getOut();
    Path directory = store.resolve("cluster").resolve(TIME.format(LocalDateTime.now()));
    Files.createDirectories(directory);
    ClusterOptions options =
        new ClusterOptions(nodes, directory, new SeededChoices(0), 10_000, 10_000, -1, false);
    LiveCluster cluster =
        LiveCluster.open(new LiveCluster.Setup(ServerProgram.SERVER, options, port));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      cluster.close();
                      stopped.countDown();
                    }));
    Optional<Capability.Roles.Leader> leader = awaitLeader(cluster);
    if (leader.isEmpty()) {
      complain(cluster);
      cluster.close();
      return INTERNAL_ERROR;
    }
    greet(out, cluster, leader.get(), directory);
    try {
      stopped.await(); // the hook runs when Ctrl-C ends this program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cluster.close();
    }
    return 0;
  }

  /** Returns the leader; empty if there is none in time, or if a node has exited. */
  private static Optional<Capability.Roles.Leader> awaitLeader(LiveCluster cluster) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEADER_SECONDS_MAX);
    while (System.nanoTime() - deadline < 0
        && cluster.nodes().stream().allMatch(cluster::running)) {
      Optional<Capability.Roles.Leader> leader = cluster.leader();
      if (leader.isPresent()) {
        return leader;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
    }
    return Optional.empty();
  }

  private void complain(LiveCluster cluster) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    err.println("The cluster has no leader. The last lines of its nodes:");
    for (String name : cluster.nodes()) {
      List<String> last = cluster.node(name).log().tail(LAST_LINES);
      last.forEach(line -> err.println("  " + name + "  " + Printable.line(line)));
    }
    err.flush();
  }

  private static void greet(
      PrintWriter out, LiveCluster cluster, Capability.Roles.Leader leader, Path directory) {
    for (String name : cluster.nodes()) {
      LiveNode node = cluster.node(name);
      out.printf(
          "%s  http://127.0.0.1:%d  process %d%s%n",
          name,
          node.httpAddress().getPort(),
          node.pid().orElse(0),
          name.equals(leader.node()) ? "  leads term " + leader.term() : "");
    }
    String first = url(cluster, 0);
    String last = url(cluster, cluster.nodes().size() - 1);
    out.println();
    out.println("  curl -i -X PUT -d hello " + first + "/greeting");
    out.println("  curl -i " + last + "/greeting");
    out.println("  curl -i -H 'Ariadne-Read: stale' " + last + "/greeting");
    out.println("  curl -i -X PUT -H 'Ariadne-If-Value: hello' -d bye " + first + "/greeting");
    out.println("  curl -s " + first + "/-/status");
    out.println();
    out.println("Logs and data: " + directory);
    out.println("Ctrl-C stops it.");
    out.flush();
  }

  private static String url(LiveCluster cluster, int index) {
    String name = cluster.nodes().get(index);
    return "http://127.0.0.1:" + cluster.node(name).httpAddress().getPort();
  }
}
