package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.server.base.Bytes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One way from a node to another. A frame on it is held, lost, doubled or late as the link model
 * and the faults have it, and arrives whether its sender still runs or not; it is never changed.
 * What another cluster says to a wrong address may come beside it.
 */
public final class SimLink {

  /**
   * The most bytes that wait on a cut link. Frames beyond it are lost, and their sender is told.
   */
  private static final long HELD_BYTES_MAX = 64L << 20;

  /** A sender learns at most this often that nobody listens. */
  private static final long BETWEEN_REFUSALS_NANOS = 50_000_000;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final SimWorld world;
  private final int from;
  private final int to;
  private final LinkModel.Sites sites;

  private boolean cut;
  private final Deque<Bytes> held = new ArrayDeque<>();
  private long heldBytes;

  private boolean slow;
  private long slowNanos;
  private long bytesPerSecond;
  private long freeAt;
  private long slowed;

  /** Until then nothing gets through; what is sent meanwhile is lost, or arrives afterwards. */
  private long blockedUntil;

  private boolean blockLoses;

  private long lastArrival;
  private Bytes last;
  private long refusedAt = Long.MIN_VALUE / 2;

  SimLink(SimWorld world, int from, int to) {
    this.world = world;
    this.from = from;
    this.to = to;
    this.sites = LinkModel.Sites.of(world.decisions(), "net/" + from + ">" + to);
  }

  void send(Bytes frame) {
    last = frame;
    if (cut) {
      hold(frame);
      return;
    }
    if (blockLoses && world.now() < blockedUntil) {
      world.count(Situation.FRAME_LOST);
      return;
    }
    switch (world.network().linkModel().fate(sites)) {
      case ARRIVES -> fly(frame);
      case LOST -> world.count(Situation.FRAME_LOST);
      case ARRIVES_TWICE -> {
        world.count(Situation.FRAME_DOUBLED);
        fly(frame);
        fly(frame);
      }
    }
  }

  /** Something like what was sent last comes from another cluster that has the same addresses. */
  public void stray(int more) {
    if (last == null || !RaftFrames.isMessage(last)) {
      return;
    }
    Bytes frame = RaftFrames.ofAnotherCluster(last, more);
    world.count(Situation.FRAME_OF_ANOTHER_CLUSTER);
    world
        .eventQueue()
        .after(
            1 + world.network().linkModel().delayNanosMin(),
            EventQueue.Kind.FRAME,
            to,
            () -> {
              SimNode node = world.node(to);
              if (node != null && node.running()) {
                node.receive(
                    () -> Optional.ofNullable(node.receiver()).ifPresent(r -> r.received(frame)));
              }
            });
  }

  private void hold(Bytes frame) {
    if (heldBytes + frame.length() > HELD_BYTES_MAX) {
      refuse();
    } else {
      held.add(frame);
      heldBytes += frame.length();
    }
  }

  private void fly(Bytes frame) {
    LinkModel linkModel = world.network().linkModel();
    long arrival = world.now() + linkModel.delay(sites);
    if (slow) {
      arrival += slowNanos + taken(frame.length());
      slowed++;
    }
    long late = linkModel.lateness(sites);
    if (late > 0) {
      world.count(Situation.FRAME_LATE);
      arrival += late;
    } else if (linkModel.inOrder()) {
      arrival = Math.max(arrival, lastArrival);
      lastArrival = arrival;
    }
    long senderBoot = world.node(from).boot();
    arrival = Math.max(arrival, blockedUntil);
    world.eventQueue().at(arrival, EventQueue.Kind.FRAME, to, () -> arrive(frame, senderBoot));
  }

  /** Returns the time for which the line is busy with its earlier bytes and with these. */
  private long taken(int bytes) {
    if (bytesPerSecond == 0) {
      return 0;
    }
    freeAt = Math.max(freeAt, world.now()) + bytes * NANOS_PER_SECOND / bytesPerSecond;
    return freeAt - world.now();
  }

  private void arrive(Bytes frame, long senderBoot) {
    SimNode node = world.node(to);
    SimNode sender = world.node(from);
    if (sender.boot() != senderBoot || !sender.running()) {
      world.count(Situation.FRAME_OUTLIVED_SENDER);
    }
    world.trace().add(frame.length());
    if (node == null || !node.running()) {
      refuse();
      return;
    }
    node.receive(
        () -> {
          world.delivered(from, node, frame);
          if (node.receiver() != null) {
            node.receiver().received(frame);
          }
        });
  }

  /** The sender is told that what it sent has not arrived. */
  private void refuse() {
    if (world.now() - refusedAt < BETWEEN_REFUSALS_NANOS) {
      return;
    }
    refusedAt = world.now();
    SimNode sender = world.node(from);
    long boot = sender.boot();
    world
        .eventQueue()
        .after(
            1 + world.network().linkModel().delayNanosMin(),
            EventQueue.Kind.FRAME,
            from,
            () ->
                sender.run(
                    boot,
                    () -> {
                      if (sender.receiver() != null) {
                        sender.receiver().unreachable(SimNode.address(to));
                      }
                    }));
  }

  /**
   * Blocks the link until a time, in addition to the faults in force.
   *
   * @param loses whether what is sent meanwhile is lost; else it arrives afterwards
   */
  public void block(long until, boolean loses) {
    blockedUntil = Math.max(blockedUntil, until);
    blockLoses = loses;
  }

  /** Takes that away. */
  public void unblock() {
    blockedUntil = 0;
  }

  public void cut() {
    cut = true;
  }

  /** Lets it flow again; how many frames it had held. */
  public long heal(boolean late) {
    long count = held.size();
    cut = false;
    if (late) {
      while (!held.isEmpty()) {
        fly(held.poll());
      }
    } else if (count > 0) {
      held.clear();
      refuse();
    }
    heldBytes = 0;
    return count;
  }

  public void slow(long delayNanos, long maxBytesPerSecond) {
    slow = true;
    slowNanos = delayNanos;
    bytesPerSecond = maxBytesPerSecond;
  }

  /** Makes it fast again; how many frames were slowed. */
  public long fast() {
    long count = slowed;
    slow = false;
    slowed = 0;
    freeAt = 0;
    lastArrival = 0;
    return count;
  }
}
