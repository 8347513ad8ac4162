package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.process.JavaCommand;
import dev.ariadne.server.Main;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * The command line of the server.
 *
 * @param mainClass the name of the main class on the class path of the harness. Another class with
 *     the same command line may replace the server
 */
public record ServerProgram(String mainClass) {

  /** The server of this project. */
  public static final ServerProgram SERVER = new ServerProgram(Main.class.getName());

  /** The length of a raft tick; an election takes ten. */
  static final int TICK_MILLIS = 50;

  /**
   * The parameters of one node.
   *
   * @param peers for each id, the address at which the nodes know each other
   * @param join true if the node was added to an existing cluster
   * @param http the port for clients, on 127.0.0.1
   * @param peer the real address at which it listens for its peers
   */
  record Plan(
      int id,
      SortedMap<Integer, InetSocketAddress> peers,
      boolean join,
      int http,
      InetSocketAddress peer,
      Path data,
      long snapshotCount,
      long keepEntries,
      boolean keepLog) {}

  /** The directory of a member's log, relative to its data directory. */
  static String logDirectory(int id) {
    return "raftexample-" + id;
  }

  List<String> serve(Plan plan) throws IOException {
    List<String> urls =
        plan.peers().entrySet().stream()
            .map(
                peer ->
                    (plan.join() ? peer.getKey() + "=" : "")
                        + "http://"
                        + hostPort(peer.getValue()))
            .toList();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--id",
                Integer.toString(plan.id()),
                "--cluster",
                String.join(",", urls),
                "--port",
                Integer.toString(plan.http()),
                "--listen-peer",
                hostPort(plan.peer()),
                "--data-dir",
                plan.data().toString(),
                "--snapshot-count",
                Long.toString(plan.snapshotCount()),
                "--keep-entries",
                Long.toString(plan.keepEntries()),
                "--tick-ms",
                Integer.toString(TICK_MILLIS)));
    if (plan.keepLog()) {
      arguments.add("--keep-log");
    }
    if (plan.join()) {
      arguments.add("--join");
    }
    return JavaCommand.of(mainClass, arguments);
  }

  /** A command that recovers from a directory and ends. */
  List<String> recover(int id, Path data, long until) throws IOException {
    return recoverOnly(id, data, List.of("--until", Long.toString(until)));
  }

  /** A command that replays the log from its first entry, without snapshots, and ends. */
  List<String> replay(int id, Path data, OptionalLong every) throws IOException {
    List<String> more = new ArrayList<>(List.of("--from-scratch"));
    every.ifPresent(n -> more.addAll(List.of("--every", Long.toString(n))));
    return recoverOnly(id, data, more);
  }

  private List<String> recoverOnly(int id, Path data, List<String> more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--recover-only", "--id", Integer.toString(id), "--data-dir", data.toString()));
    arguments.addAll(more);
    return JavaCommand.of(mainClass, arguments);
  }

  static String hostPort(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
