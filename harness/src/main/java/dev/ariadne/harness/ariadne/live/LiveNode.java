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

/** One node over all its processes: its directory, its ports and the process it has now, if any. */
public final class LiveNode {

  private static final String WIPED = "disk-wiped";

  private final String name;
  private final int id;
  private final Path directory;
  private final NodeLog log;
  private final Ports ports;

  private volatile int http;
  private volatile int peer;

  /** The last process; null before the first. */
  private volatile ServerProcess process;

  private boolean paused;

  /** It was added to a cluster that had begun. */
  private boolean joins;

  /** How often its disk was wiped. */
  private int wiped;

  /** Nothing is started any more. */
  private boolean retired;

  /**
   * @param id from 1
   * @param directory its own, made if it is missing
   * @param http preferred port for clients
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

  /** Empty while it is down. */
  public OptionalLong pid() {
    ServerProcess now = process;
    return now != null && now.alive() ? OptionalLong.of(now.pid()) : OptionalLong.empty();
  }

  /** Starts it if it is down. Its ports change if somebody has taken them meanwhile. */
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

  /** From the next start on it joins a cluster that others have begun. */
  synchronized void joinsLater() {
    joins = true;
  }

  synchronized boolean joins() {
    return joins;
  }

  /** Whether it was added, and has not served since on the disk that it has now. */
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
   * Gives it an empty disk. What was on the old one stays beside it, for whoever looks into a run.
   *
   * @throws IllegalStateException if it runs
   */
  synchronized void wipe() throws IOException {
    if (running()) {
      throw new IllegalStateException(name + " runs: its disk cannot be wiped");
    }
    wiped++;
    log.add(new EventLine(WIPED, new TreeMap<>()));
    // Not moved: it may be a file system of its own.
    Path before = Files.createDirectories(directory.resolve("data-before-" + wiped));
    SmallFileSystem.copyInto(data(), before);
    SmallFileSystem.empty(data());
  }

  /**
   * How much of its log a node keeps.
   *
   * @param keepEntries behind a snapshot, for followers that lag
   * @param keepLog all of it, on disk: the node can be replayed from nothing, and yet has no more
   *     to offer to followers than the others
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
   * Ends it, for good. It is not asked to: a leader would hand over on its way out, which adds to
   * every log, and the logs are to stay as they were when all nodes had applied the same.
   */
  synchronized void retire() {
    retired = true;
    kill();
  }

  /** Waits until it has stopped; at the deadline it is killed. */
  synchronized void awaitRetired(long deadlineNanos) {
    if (process != null) {
      process.awaitStop(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
    }
  }
}
