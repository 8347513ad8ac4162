package dev.ariadne.server.os;

import io.netty.channel.Channel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that have been accepted at the peers' port, and who of them gives way when there
 * is not enough for all. A connection is a member's once a frame that the node let in has come by
 * it; all others are strangers', and give way first.
 *
 * <p>All methods run on the I/O thread, if nothing else is said.
 */
final class AcceptedPeers {

  private static final Logger LOG = LoggerFactory.getLogger(AcceptedPeers.class);

  private final PeerBounds bounds;

  /** Those that have been silent longest first. */
  private final LinkedHashSet<Channel> strangers = new LinkedHashSet<>();

  private final LinkedHashSet<Channel> members = new LinkedHashSet<>();

  /** How long the unfinished frame of each is, the one that began first in front. */
  private final LinkedHashMap<Channel, Integer> unfinished = new LinkedHashMap<>();

  private long unfinishedBytes;

  /** Of strangers alone. */
  private long strangersBytes;

  /** Those from which nothing is read until the node's loop has caught up. */
  private final LinkedHashSet<Channel> paused = new LinkedHashSet<>();

  private final AtomicInteger pausedCount = new AtomicInteger();
  private final AtomicLong undelivered = new AtomicLong();

  AcceptedPeers(PeerBounds bounds) {
    this.bounds = bounds;
  }

  /** Takes a connection, at the bound instead of another one. */
  void accept(Channel channel) {
    if (strangers.size() + members.size() >= bounds.connectionsMax()) {
      Channel eldest = (strangers.isEmpty() ? members : strangers).getFirst();
      LOG.debug("{} makes room for {}", eldest, channel);
      eldest.close();
    }
    strangers.add(channel);
    channel.closeFuture().addListener(done -> forget(channel));
  }

  /** A whole frame has come by this connection. */
  void heard(Channel channel) {
    LinkedHashSet<Channel> of = members.contains(channel) ? members : strangers;
    if (of.contains(channel)) {
      of.addLast(channel);
    }
  }

  /** The node has let in a frame that came by this connection. */
  void isMember(Channel channel) {
    if (strangers.remove(channel)) {
      members.addLast(channel);
      strangersBytes -= unfinished.getOrDefault(channel, 0);
    }
  }

  /**
   * A frame of this length begins on a connection; 0 when it is complete.
   *
   * @return false if there is no room for it
   */
  boolean begins(Channel channel, int length) {
    forgetFrame(channel);
    if (length == 0) {
      return true;
    }
    boolean member = members.contains(channel);
    if (!member) {
      makeRoom(strangersBytes + length - bounds.unfinishedBytesMax() / 2);
    }
    makeRoom(unfinishedBytes + length - bounds.unfinishedBytesMax());
    if (unfinishedBytes + length > bounds.unfinishedBytesMax()) {
      LOG.warn("{} is closed: unfinished frames take {} bytes", channel, unfinishedBytes);
      return false;
    }
    unfinished.putLast(channel, length);
    unfinishedBytes += length;
    strangersBytes += member ? 0 : length;
    return true;
  }

  /** Closes strangers' connections, until their unfinished frames came to so many bytes. */
  private void makeRoom(long bytes) {
    long left = bytes;
    while (left > 0) {
      Channel stranger = firstStrangerInFrame();
      if (stranger == null) {
        return;
      }
      left -= unfinished.get(stranger);
      stranger.close();
      forgetFrame(stranger);
    }
  }

  private Channel firstStrangerInFrame() {
    for (Channel channel : unfinished.keySet()) {
      if (!members.contains(channel)) {
        return channel;
      }
    }
    return null;
  }

  private void forgetFrame(Channel channel) {
    Integer length = unfinished.remove(channel);
    if (length != null) {
      unfinishedBytes -= length;
      strangersBytes -= members.contains(channel) ? 0 : length;
    }
  }

  private void forget(Channel channel) {
    forgetFrame(channel);
    strangers.remove(channel);
    members.remove(channel);
    if (paused.remove(channel)) {
      pausedCount.decrementAndGet();
    }
  }

  /** Counts bytes that the loop has yet to see. */
  void handedOver(Channel channel, long bytes) {
    if (undelivered.addAndGet(bytes) > bounds.undeliveredBytesMax() && paused.add(channel)) {
      pausedCount.incrementAndGet();
      channel.config().setAutoRead(false);
    }
  }

  /** The loop has seen them. Any thread may call. */
  void delivered(Channel channel, long bytes) {
    long left = undelivered.addAndGet(-bytes);
    // Whoever has paused hands over something afterwards, so this is asked again after that.
    if (pausedCount.get() > 0 && left <= bounds.undeliveredBytesMax()) {
      channel.eventLoop().execute(this::resume);
    }
  }

  private void resume() {
    if (undelivered.get() > bounds.undeliveredBytesMax()) {
      return;
    }
    List<Channel> all = List.copyOf(paused);
    paused.clear();
    pausedCount.set(0);
    all.forEach(channel -> channel.config().setAutoRead(true));
  }

  /** How many bytes the loop has yet to see. Any thread may call. */
  long undeliveredBytes() {
    return undelivered.get();
  }

  /** Whether nothing is read from this connection since the node's loop is behind. */
  boolean isPaused(Channel channel) {
    return paused.contains(channel);
  }

  boolean hasMember(Channel channel) {
    return members.contains(channel);
  }
}
