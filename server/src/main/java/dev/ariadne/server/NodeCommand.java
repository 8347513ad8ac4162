package dev.ariadne.server;

import dev.ariadne.server.base.PeerUrl;
import dev.ariadne.server.base.Printable;
import dev.ariadne.server.node.ServerOptions;
import dev.ariadne.server.node.StartException;
import dev.ariadne.server.os.FileDisk;
import dev.ariadne.server.raft.Membership;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags of one server, those of etcd's raftexample and our own. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Starts one server of a replicated key-value store.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  node --id 1 --cluster http://127.0.0.1:9021 --port 9121",
      "      a cluster of one; then: curl -L http://127.0.0.1:9121/my-key -XPUT -d hello",
      "  node --id 2 --port 9122 \\",
      "      --cluster http://127.0.0.1:9021,http://127.0.0.1:9022,http://127.0.0.1:9023",
      "      the second of three",
      "  node --id 4 --port 9124 --join --cluster 1=http://127.0.0.1:9021,4=http://127.0.0.1:9024",
      "      a fourth, once a member was told: curl -L http://127.0.0.1:9121/4 -XPOST -d PEER-URL",
      "  node --recover-only --id 2 --data-dir COPY --until 1000",
      "      index, term and state hash that a copy of its disk recovers to"
    })
public final class NodeCommand implements Callable<Integer> {

  static final int BAD_USAGE = 254;
  private static final int FAILED = 1;

  @Option(names = "--id", required = true, paramLabel = "N", description = "number of this server")
  int id;

  @Option(
      names = "--cluster",
      paramLabel = "URL,…",
      description =
          "peer URLs of the first members, in the order of their numbers, or each as ID=URL; with"
              + " --join those of some members and this server's own")
  String cluster = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9121",
      description = "port of the HTTP API (default: ${DEFAULT-VALUE}; 0: any that is free)")
  int port;

  @Option(names = "--join", description = "join a cluster that has added this server")
  boolean join;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "where log and snapshots are (default: the working directory)")
  Path dataDir;

  @Option(
      names = "--listen-peer",
      paramLabel = "HOST:PORT",
      description = "where to listen for peers, if not at this server's own peer URL")
  String listenPeer;

  @Option(
      names = "--listen-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "where the HTTP API listens (default: ${DEFAULT-VALUE})")
  String listenHost;

  @Option(
      names = "--snapshot-count",
      paramLabel = "N",
      defaultValue = "10000",
      description =
          "entries between two snapshots; after a snapshot of 8 MiB or more also as many bytes of"
              + " log as it has, 64 MiB at most (default: ${DEFAULT-VALUE})")
  long snapshotCount;

  @Option(
      names = "--keep-entries",
      paramLabel = "N",
      defaultValue = "10000",
      description = "entries kept behind a snapshot (default: ${DEFAULT-VALUE})")
  long keepEntries;

  @Option(
      names = "--keep-log",
      description = "delete no part of the log on disk, though a snapshot covers it")
  boolean keepLog;

  @Option(
      names = "--tick-ms",
      paramLabel = "MS",
      defaultValue = "100",
      description =
          "length of a tick: a heartbeat each tick, an election after 10 to 20 without one"
              + " (default: ${DEFAULT-VALUE})")
  long tickMs;

  @Option(
      names = "--request-timeout-ms",
      paramLabel = "MS",
      defaultValue = "5000",
      description = "a request is answered after this at the latest (default: ${DEFAULT-VALUE})")
  long requestTimeoutMs;

  @Option(
      names = "--recover-only",
      description = "recover a copy of this server's disk, say what it holds, and end")
  boolean recoverOnly;

  @Option(
      names = "--until",
      paramLabel = "INDEX",
      description = "with --recover-only: apply the log up to this index (default: its end)")
  Long until;

  @Option(
      names = "--from-scratch",
      description = "with --recover-only: replay from the first entry, without any snapshot")
  boolean fromScratch;

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "0",
      description = "with --recover-only: print the state's hash at each N-th index")
  long every;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    atLeast("--id", id, 1);
    atLeast("--snapshot-count", snapshotCount, 1);
    atLeast("--keep-entries", keepEntries, 0);
    atLeast("--tick-ms", tickMs, 1);
    atLeast("--request-timeout-ms", requestTimeoutMs, 1);
    atLeast("--port", port, 0);
    if (port > 65535) {
      throw bad("--port", "is at most 65535, not " + port);
    }
    try {
      if (recoverOnly) {
        try (FileDisk disk = FileDisk.open(dataDir, Runnable::run)) {
          return new RecoverCommand(
                  disk, id, until, fromScratch, every, spec.commandLine().getOut())
              .run();
        }
      }
      SortedMap<Integer, String> peers = peers();
      InetSocketAddress peerBind = listenPeer == null ? bind(peers.get(id)) : hostPort(listenPeer);
      ServerOptions options =
          new ServerOptions(
              id,
              peers,
              join,
              snapshotCount,
              keepEntries,
              keepLog,
              tickMs,
              requestTimeoutMs,
              LiveServer.REQUESTS_MAX,
              LiveServer.WINDOW);
      return new LiveServer(options, dataDir, new InetSocketAddress(listenHost, port), peerBind)
          .runUntilStopped();
    } catch (StartException e) {
      return failed(e.getMessage());
    } catch (IOException e) {
      return failed(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private Integer failed(String why) {
    spec.commandLine().getErr().println("node " + id + ": " + Printable.of(why));
    return FAILED;
  }

  private SortedMap<Integer, String> peers() {
    if (cluster.isBlank()) {
      throw bad("--cluster", "is missing: name the peer URLs of the first members");
    }
    SortedMap<Integer, String> peers = new TreeMap<>();
    int next = 1;
    for (String part : cluster.split(",", -1)) {
      String item = part.trim();
      int number = next++;
      int equals = item.indexOf('=');
      if (equals > 0 && item.substring(0, equals).chars().allMatch(c -> c >= '0' && c <= '9')) {
        number = memberNumber(item.substring(0, equals));
        item = item.substring(equals + 1);
      }
      String url = item.endsWith("/") ? item.substring(0, item.length() - 1) : item;
      requireUrl(url);
      if (peers.containsValue(url)) {
        throw bad("--cluster", "names " + url + " twice");
      }
      if (peers.put(number, url) != null) {
        throw bad("--cluster", "names member " + number + " twice");
      }
    }
    if (peers.size() > Membership.MEMBERS_MAX) {
      throw bad("--cluster", "names more than " + Membership.MEMBERS_MAX + " members");
    }
    if (!peers.containsKey(id)) {
      throw bad("--id", "is " + id + ", and --cluster names only " + peers.keySet());
    }
    return peers;
  }

  private int memberNumber(String digits) {
    try {
      int number = Integer.parseInt(digits);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw bad(
        "--cluster",
        "wants members' numbers from 1 to " + Integer.MAX_VALUE + ", not " + Printable.of(digits));
  }

  private void requireUrl(String url) {
    if (!PeerUrl.isValid(url)) {
      throw bad(
          "--cluster",
          "wants URLs such as http://127.0.0.1:9021, not '"
              + Printable.of(url)
              + "': each is "
              + PeerUrl.FORM);
    }
  }

  private static InetSocketAddress bind(String url) {
    URI uri = URI.create(url);
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  private InetSocketAddress hostPort(String text) {
    int colon = text.lastIndexOf(':');
    try {
      if (colon > 0) {
        return new InetSocketAddress(
            text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw bad("--listen-peer", "wants HOST:PORT, not '" + Printable.of(text) + "'");
  }

  private void atLeast(String option, long value, long least) {
    if (value < least) {
      throw bad(option, "is at least " + least + ", not " + value);
    }
  }

  private ParameterException bad(String option, String what) {
    return new ParameterException(spec.commandLine(), option + " " + what);
  }
}
