package dev.ariadne.harness.proxy;

import dev.ariadne.harness.link.Link;
import dev.ariadne.harness.link.LinkPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * One connection through a proxy. Used on the proxies' thread only. The target is dialled only once
 * the link to it flows; until then what the dialer says waits.
 */
final class ProxiedConnection {

  /** Counts bytes by link. */
  interface Traffic {
    /** Came while the link was cut. */
    void held(Link link, long bytes);

    /** Came while the link was slow. */
    void delayed(Link link, long bytes);
  }

  private final Selector selector;
  private final ByteBuffer scratch;
  private final SocketChannel near;
  private final SelectionKey nearKey;
  private final Supplier<InetSocketAddress> target;
  private final Traffic traffic;
  private final ProxiedStream out;
  private final ProxiedStream back;

  /** Towards the target; null until it is dialled. */
  private SocketChannel far;

  private SelectionKey farKey;
  private boolean farConnected;

  /** A sink was found to be gone, so that the other way has an end to deliver. */
  private boolean broke;

  private boolean closed;

  /**
   * @param near the accepted socket, non-blocking
   * @param link from the dialer to the target
   * @param target where the target listens now
   * @param traffic told of what came over links that are cut or slow
   * @param scratch a buffer shared by all connections of the thread
   */
  ProxiedConnection(
      Selector selector,
      SocketChannel near,
      Link link,
      Supplier<InetSocketAddress> target,
      Traffic traffic,
      ByteBuffer scratch)
      throws IOException {
    this.selector = selector;
    this.near = near;
    this.target = target;
    this.traffic = traffic;
    this.scratch = scratch;
    this.out = new ProxiedStream(link, System.nanoTime());
    this.back = new ProxiedStream(link.back(), System.nanoTime());
    this.nearKey = near.register(selector, 0, this);
  }

  boolean closed() {
    return closed;
  }

  /** Bytes that wait on that link, 0 if this connection is not on it. */
  long waitingBytes(Link link) {
    return way(link) == null ? 0 : way(link).waitingBytes();
  }

  /** When something that waits for its time is due; empty if nothing does. */
  OptionalLong nextDueNanos(LinkPolicy policy) {
    OptionalLong one = far == null ? OptionalLong.empty() : out.nextDueNanos(policy);
    OptionalLong other = back.nextDueNanos(policy);
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return one.getAsLong() - other.getAsLong() <= 0 ? one : other;
  }

  /** What is to become of this connection when the link is healed. */
  LinkPolicy.Release release(Link link, boolean late) {
    ProxiedStream way = way(link);
    boolean waits = way != null && (way.waits() || (way == out && far == null));
    return LinkPolicy.release(waits, late);
  }

  private ProxiedStream way(Link link) {
    if (out.link.equals(link)) {
      return out;
    }
    return back.link.equals(link) ? back : null;
  }

  /** Handles whatever the selector has found, then moves on what may move. */
  void selected(SelectionKey key, LinkPolicy policy) {
    if (key.isConnectable()) {
      finishConnect();
    }
    if (!closed && key.isValid() && key.isReadable()) {
      read(key == nearKey ? out : back, key == nearKey ? near : far, policy);
    }
    progress(policy);
  }

  /** Moves on whatever the policy lets move, and asks the selector for what is missing. */
  void progress(LinkPolicy policy) {
    if (closed) {
      return;
    }
    if (far == null && policy.flows(out.link)) {
      dial();
    }
    boolean farFull;
    boolean nearFull;
    do {
      broke = false;
      farFull = farConnected && policy.flows(out.link) && !deliver(out, far, back, policy);
      nearFull = policy.flows(back.link) && !deliver(back, near, out, policy);
    } while (broke && !closed); // at most once for each way
    if (closed) {
      return;
    }
    if (out.endDelivered() && back.endDelivered()) {
      close();
      return;
    }
    boolean readNear = out.mayRead() && policy.takesMore(out.waitingBytes());
    boolean readFar = farConnected && back.mayRead() && policy.takesMore(back.waitingBytes());
    interest(nearKey, readNear, nearFull, false);
    if (farKey != null) {
      interest(farKey, readFar, farFull, !farConnected && farKey.isValid());
    }
  }

  private static void interest(SelectionKey key, boolean read, boolean write, boolean connect) {
    int ops =
        (read ? SelectionKey.OP_READ : 0)
            | (write ? SelectionKey.OP_WRITE : 0)
            | (connect ? SelectionKey.OP_CONNECT : 0);
    if (key.isValid() && key.interestOps() != ops) {
      key.interestOps(ops);
    }
  }

  private void dial() {
    try {
      far = SocketChannel.open();
      far.configureBlocking(false);
      far.setOption(StandardSocketOptions.TCP_NODELAY, true);
      farKey = far.register(selector, SelectionKey.OP_CONNECT, this);
      if (far.connect(target.get())) {
        farConnected = true;
      }
    } catch (IOException e) {
      unreachable();
    }
  }

  private void finishConnect() {
    try {
      farConnected = far.finishConnect();
    } catch (IOException e) {
      unreachable();
    }
  }

  /** Nobody listens there: the dialer gets to know it once the link back to it flows. */
  private void unreachable() {
    out.abandon();
    back.end(ProxiedStream.Ending.BROKEN);
    farKey.cancel();
  }

  private void read(ProxiedStream way, SocketChannel source, LinkPolicy policy) {
    if (!way.mayRead() || !policy.takesMore(way.waitingBytes())) {
      return;
    }
    scratch.clear();
    try {
      if (source.read(scratch) < 0) {
        way.end(ProxiedStream.Ending.FINISHED, policy, System.nanoTime());
        return;
      }
    } catch (IOException e) {
      way.end(ProxiedStream.Ending.BROKEN, policy, System.nanoTime());
      return;
    }
    scratch.flip();
    if (!policy.flows(way.link)) {
      traffic.held(way.link, scratch.remaining());
    }
    if (policy.slowness(way.link).isPresent()) {
      traffic.delayed(way.link, scratch.remaining());
    }
    way.add(scratch, policy, System.nanoTime());
  }

  /**
   * Delivers what waits on a link that flows.
   *
   * @return false if the sink is full
   */
  private boolean deliver(
      ProxiedStream way, SocketChannel sink, ProxiedStream reverse, LinkPolicy policy) {
    if (closed) {
      return true;
    }
    try {
      long now = System.nanoTime();
      ProxiedStream.Written written = way.writeTo(sink, policy, now);
      if (written != ProxiedStream.Written.ALL) {
        return written != ProxiedStream.Written.FULL;
      }
      switch (way.endDue(policy, now)) {
        case NONE -> {}
        case FINISHED -> {
          way.endIsDelivered();
          sink.shutdownOutput();
        }
        case BROKEN -> close();
      }
    } catch (IOException e) {
      way.abandon();
      way.endIsDelivered();
      reverse.end(ProxiedStream.Ending.BROKEN);
      broke = true;
    }
    return true;
  }

  /** Ends both sockets at once; both ends see a reset. */
  void reset() {
    for (SocketChannel channel : new SocketChannel[] {near, far}) {
      if (channel != null) {
        try {
          channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
          // Already gone, which is what is wanted.
        }
      }
    }
    close();
  }

  void close() {
    closed = true;
    for (SocketChannel channel : new SocketChannel[] {near, far}) {
      if (channel != null) {
        try {
          channel.close();
        } catch (IOException e) {
          // Nothing is left to be done with it.
        }
      }
    }
  }
}
