package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.node.Event;
import dev.ariadne.server.node.Ports;
import dev.ariadne.server.node.Server;
import dev.ariadne.server.node.ServerOptions;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.node.StartException;
import dev.ariadne.server.port.Network;
import dev.ariadne.server.sim.SimDisk;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One node over all its boots: a disk that outlives its processes, a clock, and what it said. */
public final class SimNode {

  /** The way in which a process ended. */
  public enum End {
    /** The process was killed; the cache of its disk is still there. */
    KILLED,
    /** The machine lost its power; what was not synced may be gone. */
    POWER_CUT,
    /** The process was asked to stop, and did. */
    STOPPED,
    /** The process stopped because of a fault of its disk. */
    DISK_FAILED,
    /** The node has been removed from the cluster and knows it. */
    RETIRED,
    /** The process ended by itself. */
    BY_ITSELF
  }

  private final SimWorld world;
  private final int id;
  private final String name;
  private final String address;
  private final SimClock clock;

  /** True if the node joins a running cluster with its present disk. */
  private boolean joins;

  private int disks;

  /** The time that each step on the disk takes in addition to the usual one. */
  private long diskNanosMore;

  private long stepsSlowed;
  private long troublesTaken;
  private long troublesAtStart;
  private final long ownDrift;
  private SimDisk disk;
  private long boot;
  private Server server;
  private Network.Receiver receiver;
  private boolean paused;
  private boolean damaged;
  private final Deque<Runnable> held = new ArrayDeque<>();
  private final List<Event> journal = new ArrayList<>();

  SimNode(SimWorld world, int id, SimClock clock, long ownDrift, boolean joins) {
    this.world = world;
    this.id = id;
    this.name = "n" + id;
    this.address = address(id);
    this.clock = clock;
    this.ownDrift = ownDrift;
    this.joins = joins;
    this.disk = world.newDisk(this, 0);
  }

  public static String address(int id) {
    return "http://n" + id + ":1";
  }

  public int id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String address() {
    return address;
  }

  public SimClock clock() {
    return clock;
  }

  /** Counts starts, from 0 before the first. */
  public long boot() {
    return boot;
  }

  public SimDisk disk() {
    return disk;
  }

  /** The server of the present boot; empty while the node is down. */
  public Optional<Server> server() {
    return Optional.ofNullable(server);
  }

  /** Returns the state of the server; null while it does not serve. */
  public ServerView view() {
    return server == null ? null : server.view().orElse(null);
  }

  public boolean running() {
    return server != null;
  }

  /** Returns the drift of the clock without a fault, in millionths gained. */
  public long ownDrift() {
    return ownDrift;
  }

  public void slowDisk(long nanosMore) {
    diskNanosMore = nanosMore;
  }

  /** The disk is as fast as it was; how many steps took longer. */
  public long fastDisk() {
    long count = stepsSlowed;
    diskNanosMore = 0;
    stepsSlowed = 0;
    return count;
  }

  /** Returns the time that the next step takes in addition to the usual one. */
  long nextDiskNanosMore() {
    stepsSlowed += diskNanosMore > 0 ? 1 : 0;
    return diskNanosMore;
  }

  /** Returns the number of steps that an injected fault has failed since the last call. */
  public long takeTroubles() {
    long count = disk.troubles() - troublesTaken;
    troublesTaken = disk.troubles();
    return count;
  }

  public boolean paused() {
    return paused;
  }

  /** Returns true if synced data was damaged. The node may then refuse to serve. */
  public boolean damaged() {
    return damaged;
  }

  /** Notes that synced data of the node is being damaged. */
  public void damage() {
    damaged = true;
  }

  /** Returns the events that the node reported over all its boots, and the harness's own events. */
  public List<Capability.Journal.Entry> journal() {
    List<Capability.Journal.Entry> entries = new ArrayList<>();
    for (Event event : journal) {
      SortedMap<String, String> fields = new TreeMap<>();
      event.fields().forEach((field, value) -> fields.put(field, String.valueOf(value)));
      entries.add(new Capability.Journal.Entry(name, event.kind(), fields));
    }
    return entries;
  }

  /** Starts on what the disk holds; nothing if it runs. */
  public void start() {
    if (server != null) {
      return;
    }
    boot++;
    troublesAtStart = disk.troubles();
    world.starting(this);
    long now = boot;
    Ports ports =
        new Ports(
            SimClock.port(this, world.eventQueue()),
            disk,
            world.nodeChoices(name + "/life-" + boot),
            opened -> {
              receiver = opened;
              return world.network().port(this);
            });
    server =
        new Server(
            world.serverOptions(id, joins),
            ports,
            this::reported,
            why -> ended(now, diskToldToFail() ? End.DISK_FAILED : End.BY_ITSELF, why),
            why -> ended(now, End.RETIRED, why));
    guarded(
        now,
        () -> {
          try {
            server.start();
          } catch (StartException e) {
            ended(now, End.BY_ITSELF, e.getMessage());
          } catch (IOException e) {
            ended(now, diskToldToFail() ? End.DISK_FAILED : End.BY_ITSELF, e.getMessage());
          }
        });
    world.started(this);
  }

  private boolean diskToldToFail() {
    return disk.troubles() > troublesAtStart;
  }

  /** Puts a new, empty disk in, to join a cluster with. */
  public void replaceDisk() {
    kill();
    disk = world.newDisk(this, ++disks);
    troublesTaken = 0;
    joins = true;
    damaged = false;
  }

  /** Ends the process, if it runs. */
  public void kill() {
    if (server != null) {
      ended(boot, End.KILLED, "killed");
    }
  }

  /** Asks the process to stop, as SIGTERM does; it ends when it has handed over what it can. */
  public void leave() {
    long now = boot;
    run(now, () -> server.leave(() -> ended(now, End.STOPPED, "stopped")));
  }

  /** Cuts the machine's power, whether a process runs or not. */
  public void cutPower() {
    if (server != null) {
      end(End.POWER_CUT, "its power was cut");
    }
    disk.cutPower();
  }

  private void ended(long inBoot, End end, String why) {
    if (inBoot == boot && server != null) {
      end(end, why);
      disk.crashProcess();
    }
  }

  private void end(End end, String why) {
    server = null;
    receiver = null;
    held.clear();
    paused = false;
    world.ended(this, end, why);
    switch (end) {
      case KILLED, POWER_CUT, STOPPED -> {}
      case DISK_FAILED -> note("disk-failed", "last", why);
      case RETIRED -> note("retired", "last", why);
      case BY_ITSELF -> note("exited-by-itself", "code", "1", "last", why);
    }
  }

  public void pause() {
    paused = server != null;
  }

  /** Resumes the node. The events that waited for it happen now, in order. */
  public void resume() {
    if (!paused) {
      return;
    }
    paused = false;
    long now = boot;
    while (!held.isEmpty()) {
      Runnable body = held.poll();
      world.eventQueue().after(0, EventQueue.Kind.HELD, id, () -> run(now, body));
    }
  }

  /** Runs what happens in a boot, once it is not paused. */
  void run(long inBoot, Runnable body) {
    if (inBoot != boot || server == null) {
      return;
    }
    if (paused) {
      held.add(body);
    } else {
      guarded(inBoot, body);
    }
  }

  /** Asks its server, if it runs, with everybody looking on. */
  public void ask(Request request, Consumer<Reply> answered) {
    if (server != null) {
      world.asked(this, request);
      server.submit(
          request,
          reply -> {
            world.replied(this, request, reply);
            answered.accept(reply);
          });
    }
  }

  /** A frame has arrived for whoever listens. */
  public void receive(Runnable delivery) {
    run(boot, delivery);
  }

  Network.Receiver receiver() {
    return receiver;
  }

  /** A broken invariant ends a node as it ends a process. */
  private void guarded(long inBoot, Runnable body) {
    try {
      body.run();
    } catch (AssertionError | RuntimeException e) {
      if (e instanceof SimWorld.HarnessFailure failure) {
        throw failure;
      }
      ended(inBoot, End.BY_ITSELF, inWords(e));
    }
  }

  private static String inWords(Throwable e) {
    StringBuilder words = new StringBuilder(e.toString());
    StackTraceElement[] stack = e.getStackTrace();
    for (int i = 0; i < Math.min(6, stack.length); i++) {
      words.append(" < ").append(stack[i]);
    }
    return words.toString();
  }

  private void reported(Event event) {
    journal.add(event);
    world.reported(this, event);
  }

  /** Adds to its journal what the harness knows. */
  void note(String kind, String... namesAndValues) {
    journal.add(Event.of(kind, (Object[]) namesAndValues));
  }

  static ServerOptions options(
      int id, SortedMap<Integer, String> peers, boolean joins, WorldConditions conditions) {
    return new ServerOptions(
        id,
        peers,
        joins,
        conditions.snapshotCount(),
        conditions.keepEntries(),
        id - 1 == conditions.keeper(),
        conditions.tickMillis(),
        conditions.requestMillis(),
        conditions.requestsMax(),
        conditions.window(),
        conditions.bounds());
  }
}
