package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.port.Choices;
import dev.ariadne.server.port.Clock;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.NodeView;
import dev.ariadne.server.sim.SimDisk;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One whole server with nobody around: time, disk and frames move only when the test says so. */
final class Victim {

  static final long WINDOW = 1000;
  private static final int SENT_MAX = 64;
  private static final int FRAME_BYTES_MAX = 8 << 20;
  private static final long TICK_NANOS = 100_000_000;

  private record Task(long atNanos, long sequence, Runnable body) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  final int id;
  final SimDisk disk;
  final Server server;
  final List<String> ended = new ArrayList<>();
  final Map<String, Integer> events = new TreeMap<>();

  /** The last round of heartbeats that it has begun. */
  long lastRound;

  /** The last frames that it has sent. */
  final Deque<Frame> sent = new ArrayDeque<>();

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long nanos;
  private long sequence;

  static SortedMap<Integer, String> addresses(int... ids) {
    SortedMap<Integer, String> addresses = new TreeMap<>();
    for (int id : ids) {
      addresses.put(id, "http://n" + id + ":1");
    }
    return addresses;
  }

  /** Starts on what the disk holds. */
  Victim(int id, SimDisk disk, boolean joins, SortedMap<Integer, String> peers, long seed) {
    this.id = id;
    this.disk = disk;
    Clock clock =
        new Clock() {
          @Override
          public long nanos() {
            return nanos;
          }

          @Override
          public void after(long delayNanos, Runnable task) {
            tasks.add(new Task(nanos + delayNanos, ++sequence, task));
          }
        };
    Ports ports = new Ports(clock, disk, choices(seed), receiver -> this::sent);
    this.server =
        new Server(
            new ServerOptions(id, peers, joins, 10, 3, false, 100, 5_000, 100, WINDOW),
            ports,
            event -> events.merge(event.kind(), 1, Integer::sum),
            ended::add,
            ended::add);
    try {
      server.start();
    } catch (StartException | IOException e) {
      throw new AssertionError("it does not start: " + e.getMessage(), e);
    }
  }

  static Choices choices(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return (site, bound) -> random.nextInt(bound);
  }

  private void sent(String address, Bytes bytes) {
    if (bytes.length() > FRAME_BYTES_MAX) {
      throw new AssertionError("it sends a frame of " + bytes.length() + " bytes");
    }
    try {
      Frame frame = FrameCodec.decode(bytes);
      sent.add(frame);
      if (frame instanceof Frame.Raft raft
          && raft.message() instanceof Message.Heartbeat heartbeat) {
        lastRound = heartbeat.round();
      }
    } catch (MalformedException e) {
      throw new AssertionError("it sends what it would not read", e);
    }
    if (sent.size() > SENT_MAX) {
      sent.remove();
    }
  }

  void receive(Frame frame) {
    server.received(FrameCodec.encode(frame));
  }

  /** Lets a tick's time pass. */
  void tick() {
    nanos += TICK_NANOS;
    while (!tasks.isEmpty() && tasks.peek().atNanos() <= nanos) {
      tasks.remove().body().run();
    }
  }

  boolean serves() {
    return server.view().isPresent() && ended.isEmpty();
  }

  NodeView raft() {
    return server.view().orElseThrow().raft();
  }

  Reply.Report report() {
    List<Reply> replies = new ArrayList<>();
    server.submit(new Request.Status(), replies::add);
    return (Reply.Report) replies.getFirst();
  }
}
