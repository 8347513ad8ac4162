package dev.ariadne.harness.proxy;

import dev.ariadne.harness.link.Link;
import dev.ariadne.harness.link.LinkPolicy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;

/** One direction of a connection: what has been read from its source and not yet delivered. */
final class ProxiedStream {

  /** How the source ended. Travels behind the bytes, and waits as they do. */
  enum Ending {
    /** Not yet. */
    NONE,
    /** It said that nothing more would come. */
    FINISHED,
    /** It broke: its process died, or could not be reached. */
    BROKEN
  }

  /** What became of an attempt to write what waits. */
  enum Written {
    ALL,
    /** The sink takes no more now. */
    FULL,
    /** What comes next is not due yet. */
    EARLY
  }

  /** Bytes, and when they may arrive at the earliest. */
  private record Chunk(ByteBuffer bytes, long dueNanos) {}

  final Link link;
  private final ArrayDeque<Chunk> waiting = new ArrayDeque<>();

  /** When a slow line has taken in all that came. */
  private long lineFreeNanos;

  /** When the source's end may arrive at the earliest. */
  private long endDueNanos;

  private long waitingBytes;
  private Ending ending = Ending.NONE;
  private boolean endDelivered;

  /** Nobody is left to deliver to: nothing more is read. */
  private boolean abandoned;

  ProxiedStream(Link link, long nowNanos) {
    this.link = link;
    this.lineFreeNanos = nowNanos;
  }

  long waitingBytes() {
    return waitingBytes;
  }

  /** Whether bytes or an end are still to be delivered. */
  boolean waits() {
    return waitingBytes > 0 || (ending != Ending.NONE && !endDelivered);
  }

  boolean mayRead() {
    return ending == Ending.NONE && !abandoned;
  }

  boolean endDelivered() {
    return endDelivered;
  }

  /** The end to be delivered now, after all bytes; NONE if there is none yet. */
  Ending endDue(LinkPolicy policy, long nowNanos) {
    boolean due = policy.slowness(link).isEmpty() || endDueNanos - nowNanos <= 0;
    return waitingBytes == 0 && !endDelivered && due ? ending : Ending.NONE;
  }

  /** When something that waits for its time is due; empty if nothing does. */
  OptionalLong nextDueNanos(LinkPolicy policy) {
    if (policy.slowness(link).isEmpty() || !policy.flows(link) || !waits()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(waiting.isEmpty() ? endDueNanos : waiting.peek().dueNanos());
  }

  void end(Ending how, LinkPolicy policy, long nowNanos) {
    endDueNanos = due(policy, nowNanos, 0);
    end(how);
  }

  void end(Ending how) {
    // What has broken stays broken, but what had finished may break before the other side closes.
    if (ending != Ending.BROKEN) {
      ending = how;
      endDelivered = endDelivered && how == Ending.FINISHED;
    }
  }

  void endIsDelivered() {
    endDelivered = true;
  }

  /** Takes a copy of what remains in the buffer. */
  void add(ByteBuffer bytes, LinkPolicy policy, long nowNanos) {
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
    copy.put(bytes).flip();
    waiting.add(new Chunk(copy, due(policy, nowNanos, copy.remaining())));
    waitingBytes += copy.remaining();
  }

  private long due(LinkPolicy policy, long nowNanos, long bytes) {
    Optional<LinkPolicy.Slowness> slowness = policy.slowness(link);
    if (slowness.isEmpty()) {
      lineFreeNanos = nowNanos;
      return nowNanos;
    }
    lineFreeNanos = slowness.get().taken(nowNanos, lineFreeNanos, bytes);
    return lineFreeNanos + slowness.get().delayNanos();
  }

  /** Writes what waits and is due; on a link that is not slow everything is. */
  Written writeTo(WritableByteChannel sink, LinkPolicy policy, long nowNanos) throws IOException {
    boolean slow = policy.slowness(link).isPresent();
    while (!waiting.isEmpty()) {
      Chunk next = waiting.peek();
      if (slow && next.dueNanos() - nowNanos > 0) {
        return Written.EARLY;
      }
      waitingBytes -= sink.write(next.bytes());
      if (next.bytes().hasRemaining()) {
        return Written.FULL;
      }
      waiting.remove();
    }
    return Written.ALL;
  }

  /** The sink is gone: what waits can reach nobody. */
  void abandon() {
    waiting.clear();
    waitingBytes = 0;
    abandoned = true;
  }
}
