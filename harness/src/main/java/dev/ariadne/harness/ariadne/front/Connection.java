package dev.ariadne.harness.ariadne.front;

import dev.ariadne.harness.ariadne.link.Link;
import dev.ariadne.harness.ariadne.link.LinkPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * One connection through a front. Lives on the fronts' thread. The target is dialled only once the
 * link to it flows; until then what the dialer says waits.
 */
final class Connection {

  private final Selector selector;
  private final ByteBuffer scratch;
  private final SocketChannel near;
  private final SelectionKey nearKey;
  private final Supplier<InetSocketAddress> target;
  private final ObjLongConsumer<Link> held;
  private final Way out;
  private final Way back;

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
   * @param held told of each number of bytes that came while their link was cut
   * @param scratch a buffer shared by all connections of the thread
   */
  Connection(
      Selector selector,
      SocketChannel near,
      Link link,
      Supplier<InetSocketAddress> target,
      ObjLongConsumer<Link> held,
      ByteBuffer scratch)
      throws IOException {
    this.selector = selector;
    this.near = near;
    this.target = target;
    this.held = held;
    this.scratch = scratch;
    this.out = new Way(link);
    this.back = new Way(link.back());
    this.nearKey = near.register(selector, 0, this);
  }

  boolean closed() {
    return closed;
  }

  /** Bytes that wait on that link, 0 if this connection is not on it. */
  long waitingBytes(Link link) {
    return way(link) == null ? 0 : way(link).waitingBytes();
  }

  /** What is to become of this connection when the link is healed. */
  LinkPolicy.Release release(Link link, boolean late) {
    Way way = way(link);
    boolean waits = way != null && (way.waits() || (way == out && far == null));
    return LinkPolicy.release(waits, late);
  }

  private Way way(Link link) {
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
      farFull = farConnected && policy.flows(out.link) && !deliver(out, far, back);
      nearFull = policy.flows(back.link) && !deliver(back, near, out);
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
    back.end(Way.Ending.BROKEN);
    farKey.cancel();
  }

  private void read(Way way, SocketChannel source, LinkPolicy policy) {
    if (!way.mayRead() || !policy.takesMore(way.waitingBytes())) {
      return;
    }
    scratch.clear();
    try {
      if (source.read(scratch) < 0) {
        way.end(Way.Ending.FINISHED);
        return;
      }
    } catch (IOException e) {
      way.end(Way.Ending.BROKEN);
      return;
    }
    scratch.flip();
    if (!policy.flows(way.link)) {
      held.accept(way.link, scratch.remaining());
    }
    way.add(scratch);
  }

  /**
   * Delivers what waits on a link that flows.
   *
   * @return false if the sink is full
   */
  private boolean deliver(Way way, SocketChannel sink, Way reverse) {
    if (closed) {
      return true;
    }
    try {
      if (!way.writeTo(sink)) {
        return false;
      }
      switch (way.endDue()) {
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
      reverse.end(Way.Ending.BROKEN);
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
