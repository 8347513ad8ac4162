package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.port.Choices;
import dev.ariadne.server.port.Clock;
import dev.ariadne.server.port.Network;
import dev.ariadne.server.raft.Status;
import dev.ariadne.server.sim.SimDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Whole servers in one thread on virtual time: simulated disks that lose what is not synced, a
 * network that delays and cuts, one queue of events ordered by time and arrival. The same seed is
 * the same run.
 */
final class World {

  static final long MILLI = 1_000_000;

  /** How many requests may wait in a server. */
  static final int REQUESTS_MAX = 1000;

  private record Scheduled(long atNanos, long sequence, Runnable event)
      implements Comparable<Scheduled> {
    @Override
    public int compareTo(Scheduled other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  /** One server's place: its disk outlives its processes. */
  final class Place {
    final int id;
    SimDisk disk;
    long life;
    Optional<Server> server = Optional.empty();
    final List<Event> events = new ArrayList<>();
    final List<String> fatal = new ArrayList<>();
    final List<String> retired = new ArrayList<>();
    final TreeSet<String> named = new TreeSet<>();
    boolean joins;

    Place(int id) {
      this.id = id;
      emptyDisk();
    }

    /** Puts a new, empty disk in. */
    void emptyDisk() {
      String name = "disk-" + id + "-" + sequence;
      Choices choices = choices(name);
      disk =
          new SimDisk(
              choices,
              (work, file, bytes, move) ->
                  after(
                      (20 + choices.pick(work + " " + file, 400)) * (MILLI / 1000)
                          + bytes / 100
                          + diskStepMillis * MILLI
                          + (file.contains("-snap") ? snapshotStepMillis * MILLI : 0),
                      move));
    }

    boolean running() {
      return server.isPresent();
    }

    void powerCut() {
      life++;
      server = Optional.empty();
      disk.cutPower();
    }

    void kill() {
      life++;
      server = Optional.empty();
      disk.crashProcess();
    }

    Reply.Report report() {
      List<Reply> replies = new ArrayList<>();
      server.orElseThrow().submit(new Request.Status(), replies::add);
      return (Reply.Report) replies.getFirst();
    }

    boolean serves() {
      List<Reply> replies = new ArrayList<>();
      server.ifPresent(s -> s.submit(new Request.Status(), replies::add));
      return !replies.isEmpty() && replies.getFirst() instanceof Reply.Report;
    }

    /** Whether it has, since its last start, seen this life of a member's disk leave. */
    boolean sawLeave(int member, long incarnation) {
      boolean saw = false;
      for (Event event : events) {
        switch (event.kind()) {
          case "serving" -> saw = false;
          case "member-left" ->
              saw |=
                  event.fields().get("member").equals(member)
                      && event.fields().get("incarnation").equals("%016x".formatted(incarnation));
          default -> {}
        }
      }
      return saw;
    }

    /** Whether it can ask there: by its own log, or since it was started so. */
    boolean knows(String address) {
      return named.contains(address)
          || report().raft().membership().members().stream()
              .anyMatch(member -> member.address().equals(address));
    }

    boolean saw(String kind) {
      return events.stream().anyMatch(event -> event.kind().equals(kind));
    }
  }

  private final long seed;
  private final PriorityQueue<Scheduled> queue = new PriorityQueue<>();
  private final TreeSet<String> cut = new TreeSet<>();
  private final SortedMap<Integer, Place> places = new TreeMap<>();
  private final SortedMap<Integer, String> peers = new TreeMap<>();
  private long now;
  private long sequence;
  private long snapshotCount = 20;
  private long keepEntries = 5;
  private long requestMillis = 5_000;
  private long snapshotStepMillis;
  private long diskStepMillis;

  World(long seed, int size) {
    this.seed = seed;
    for (int id = 1; id <= size; id++) {
      peers.put(id, "http://n" + id + ":1");
    }
    for (int id = 1; id <= size; id++) {
      places.put(id, new Place(id));
    }
  }

  World snapshots(long every, long keep) {
    snapshotCount = every;
    keepEntries = keep;
    return this;
  }

  /** Each step on a snapshot's file takes so much longer. */
  World slowSnapshots(long millisPerStep) {
    snapshotStepMillis = millisPerStep;
    return this;
  }

  /** From now on each step on any file takes so much longer. */
  World slowDisk(long millisPerStep) {
    diskStepMillis = millisPerStep;
    return this;
  }

  World requestMillis(long millis) {
    requestMillis = millis;
    return this;
  }

  /** A place for a server that is to join, with an empty disk; its peer URL. */
  String prepare(int id) {
    String address = "http://n" + id + ":1";
    peers.put(id, address);
    places.computeIfAbsent(id, Place::new).joins = true;
    return address;
  }

  /** Adds a server by way of another and starts it. */
  Reply join(int id, int by) {
    Reply reply = ask(by, new Request.AddMember(id, prepare(id)));
    start(id);
    return reply;
  }

  Reply remove(int id, int by) {
    return ask(by, new Request.RemoveMember(id));
  }

  /** Whether this server takes that one for a voter. */
  boolean votes(int id, int by) {
    return places.get(by).report().raft().membership().isVoter(id);
  }

  World startAll() {
    places.keySet().forEach(id -> start(id, peers));
    return this;
  }

  Place place(int id) {
    return places.get(id);
  }

  World start(int id) {
    return start(id, peers);
  }

  World start(int id, SortedMap<Integer, String> namedPeers) {
    Place place = places.get(id);
    long life = ++place.life;
    place.named.clear();
    place.named.addAll(namedPeers.values());
    Clock clock =
        new Clock() {
          @Override
          public long nanos() {
            return now;
          }

          @Override
          public void after(long delayNanos, Runnable task) {
            World.this.after(delayNanos, () -> inLife(place, life, task));
          }
        };
    Ports ports =
        new Ports(clock, place.disk, choices("node-" + id + "-" + life), receiver -> network(id));
    Server server =
        new Server(
            options(id, namedPeers),
            ports,
            place.events::add,
            why -> {
              place.fatal.add(why);
              place.kill();
            },
            why -> {
              place.retired.add(why);
              place.kill();
            });
    place.server = Optional.of(server);
    try {
      server.start();
    } catch (StartException e) {
      place.fatal.add(e.getMessage());
      place.server = Optional.empty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  ServerOptions options(int id) {
    return options(id, peers);
  }

  private ServerOptions options(int id, SortedMap<Integer, String> namedPeers) {
    return new ServerOptions(
        id,
        namedPeers,
        places.get(id).joins,
        snapshotCount,
        keepEntries,
        false,
        100,
        requestMillis,
        REQUESTS_MAX,
        100_000);
  }

  /** Lets a frame arrive, whoever may have sent it. */
  void receive(int id, Frame frame) {
    places.get(id).server.orElseThrow().received(FrameCodec.encode(frame));
  }

  /** Cuts everything from one server to another, one way. */
  World cut(int from, int to) {
    cut.add(from + ">" + to);
    return this;
  }

  World isolate(int id) {
    places.keySet().stream().filter(o -> o != id).forEach(o -> cut(o, id).cut(id, o));
    return this;
  }

  World heal() {
    cut.clear();
    return this;
  }

  /** Lets time pass. */
  World pass(long millis) {
    long end = now + millis * MILLI;
    while (!queue.isEmpty() && queue.peek().atNanos() <= end) {
      step();
    }
    now = end;
    return this;
  }

  /** Lets time pass until the condition holds; an error after a minute of virtual time. */
  World until(String what, BooleanSupplier condition) {
    long end = now + 60_000 * MILLI;
    while (!condition.getAsBoolean()) {
      if (queue.isEmpty() || queue.peek().atNanos() > end) {
        throw new AssertionError("not within a minute: " + what + "\n" + story());
      }
      step();
    }
    return this;
  }

  int leader() {
    until("one leader", () -> leaders().size() == 1);
    return leaders().getFirst();
  }

  List<Integer> leaders() {
    return places.values().stream()
        .filter(Place::serves)
        .filter(place -> place.report().raft().role() == Status.RoleName.LEADER)
        .map(place -> place.id)
        .toList();
  }

  Reply put(int id, String key, String value) {
    return ask(
        id, new Request.Put(key, Bytes.utf8(value), new Condition.Always(), Optional.empty()));
  }

  Reply get(int id, String key) {
    return ask(id, new Request.Get(key, false));
  }

  Reply ask(int id, Request request) {
    List<Reply> replies = new ArrayList<>();
    submit(id, request, replies::add);
    until("a reply to " + request, () -> !replies.isEmpty());
    return replies.getFirst();
  }

  void submit(int id, Request request, Consumer<Reply> reply) {
    places.get(id).server.orElseThrow().submit(request, reply);
  }

  /** All servers that run have applied the same index, and hold the same state. */
  World settle() {
    return until(
        "equal states",
        () ->
            places.values().stream().filter(Place::running).allMatch(Place::serves)
                && places.values().stream()
                        .filter(Place::running)
                        .map(p -> p.report().raft().applied() + " " + p.report().stateHash())
                        .distinct()
                        .count()
                    == 1);
  }

  String story() {
    StringBuilder story = new StringBuilder("seed " + seed + "\n");
    places
        .values()
        .forEach(
            place -> {
              story.append("n").append(place.id).append(place.fatal).append('\n');
              place.events.forEach(event -> story.append("  ").append(event).append('\n'));
              if (place.serves()) {
                story.append("  ").append(place.report()).append('\n');
              }
            });
    return story.toString();
  }

  Choices choices(String who) {
    Map<String, Long> occurrences = new HashMap<>();
    return (site, bound) -> {
      long occurrence = occurrences.merge(site, 1L, Long::sum);
      long hash = seed * 0x9E3779B97F4A7C15L;
      for (long part : new long[] {who.hashCode(), site.hashCode(), occurrence}) {
        hash = (hash ^ part) * 0xBF58476D1CE4E5B9L;
        hash ^= hash >>> 29;
      }
      return (int) Long.remainderUnsigned(hash, bound);
    };
  }

  private Network network(int from) {
    Choices delays = choices("wire-" + from + "-" + places.get(from).life);
    return (address, frame) -> {
      for (Map.Entry<Integer, String> peer : peers.entrySet()) {
        if (peer.getValue().equals(address)) {
          int to = peer.getKey();
          long delay = (1 + delays.pick("to-" + to, 20)) * MILLI / 4;
          after(delay, () -> deliver(from, to, frame));
        }
      }
    };
  }

  private void deliver(int from, int to, Bytes frame) {
    if (!cut.contains(from + ">" + to)) {
      places.get(to).server.ifPresent(server -> server.received(frame));
    }
  }

  private void inLife(Place place, long life, Runnable task) {
    if (place.life == life) {
      task.run();
    }
  }

  private void after(long delayNanos, Runnable event) {
    queue.add(new Scheduled(now + delayNanos, ++sequence, event));
  }

  private void step() {
    Scheduled next = queue.remove();
    now = next.atNanos();
    next.event().run();
  }
}
