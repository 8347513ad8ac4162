package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.process.EventLine;
import dev.ariadne.harness.process.NodeLog;
import dev.ariadne.harness.process.Ports;
import dev.ariadne.harness.process.ServerProcess;
import dev.ariadne.harness.process.SmallFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One node over all its processes: its directory, its ports and its present process, if there is
 * one.
 */
public final class LiveNode {

  private static final String WIPED = "disk-wiped";

  private final String name;
  private final int id;
  private final Path directory;
  private final NodeLog log;
  private final Ports ports;

  private volatile int http;
  private volatile int peer;

  /** The last process; null before the first one. */
  private volatile ServerProcess process;

  private boolean paused;

  /** True if the node was added to an existing cluster. */
  private boolean joins;

  /** The number of times that its disk was wiped. */
  private int wiped;

  /** True if no process is started any more. */
  private boolean retired;

  /**
   * @param id from 1
   * @param directory the node's directory; made if it is missing
   * @param http the preferred port for clients
   */
  LiveNode(String name, int id, Path directory, Ports ports, int http) throws IOException {
    this.name = name;
    this.id = id;
    this.directory = Files.createDirectories(directory);
    Files.createDirectories(data());
    this.log = new NodeLog(directory.resolve("node.log"));
    this.ports = ports;
    this.http = http;
    this.peer = ports.choose();
  }

  String name() {
    return name;
  }

  int id() {
    return id;
  }

  Path directory() {
    return directory;
  }

  Path data() {
    return directory.resolve("data");
  }

  public NodeLog log() {
    return log;
  }

  public InetSocketAddress httpAddress() {
    return new InetSocketAddress(Ports.LOOPBACK, http);
  }

  InetSocketAddress peerAddress() {
    return new InetSocketAddress(Ports.LOOPBACK, peer);
  }

  boolean running() {
    ServerProcess now = process;
    return now != null && now.alive();
  }

  /** The process id; empty while the node is down. */
  public OptionalLong pid() {
    ServerProcess now = process;
    return now != null && now.alive() ? OptionalLong.of(now.pid()) : OptionalLong.empty();
  }

  /** Starts the node if it is down. Its ports change if another program has taken them. */
  synchronized void start(
      ServerProgram program, SortedMap<Integer, InetSocketAddress> peers, Limits limits)
      throws IOException {
    if (retired || running()) {
      return;
    }
    http = ports.keepOrChoose(http);
    peer = ports.keepOrChoose(peer);
    paused = false;
    process =
        ServerProcess.start(
            program.serve(
                new ServerProgram.Plan(
                    id,
                    peers,
                    joins,
                    http,
                    peerAddress(),
                    data(),
                    limits.snapshotCount(),
                    limits.keepEntries(),
                    limits.keepLog())),
            log);
  }

  /** From the next start on, the node joins an existing cluster. */
  synchronized void joinsLater() {
    joins = true;
  }

  synchronized boolean joins() {
    return joins;
  }

  /** Returns true if the node was added and has not served on its present disk yet. */
  synchronized boolean isYetToJoin() {
    if (!joins) {
      return false;
    }
    try {
      boolean served = false;
      for (EventLine event : log.events()) {
        served = !event.kind().equals(WIPED) && (served || event.kind().equals("serving"));
      }
      return !served;
    } catch (IOException e) {
      throw new UncheckedIOException(name + "'s log cannot be read", e);
    }
  }

  /**
   * Gives the node an empty disk. The old content stays in the directory beside it, for the
   * analysis of a run.
   *
   * @throws IllegalStateException if the node runs
   */
  synchronized void wipe() throws IOException {
    if (running()) {
      throw new IllegalStateException(name + " runs: its disk cannot be wiped");
    }
    wiped++;
    log.add(new EventLine(WIPED, new TreeMap<>()));
    // The directory is not moved, because it may be a file system of its own.
    Path before = Files.createDirectories(directory.resolve("data-before-" + wiped));
    SmallFileSystem.copyInto(data(), before);
    SmallFileSystem.empty(data());
  }

  /**
   * The part of its log that a node keeps.
   *
   * @param keepEntries the number of entries before a snapshot that are kept for slow followers
   * @param keepLog true if the whole log stays on disk, so that it can be replayed from its first
   *     entry. The node still offers its followers no more entries than the others do
   */
  record Limits(long snapshotCount, long keepEntries, boolean keepLog) {}

  synchronized void kill() {
    if (running()) {
      process.kill();
    }
    paused = false;
  }

  synchronized void pause() {
    if (running() && !paused) {
      process.pause();
      paused = true;
    }
  }

  synchronized void resume() {
    if (paused) {
      process.resume();
      paused = false;
    }
  }

  /**
   * Ends the node for good. It is killed, because a leader that is asked to stop hands over first.
   * That would add an entry to every log, but the logs must stay as they were when all nodes had
   * applied the same entries.
   */
  synchronized void retire() {
    retired = true;
    kill();
  }

  /** Waits until the node has stopped. At the deadline it is killed. */
  synchronized void awaitRetired(long deadlineNanos) {
    if (process != null) {
      process.awaitStop(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
    }
  }
}
