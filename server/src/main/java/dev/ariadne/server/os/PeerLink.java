package dev.ariadne.server.os;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Printable;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out to one address: at most one connection, opened when there is something to send. All
 * but {@link #send} happens on the I/O thread.
 *
 * <p>What a connection held when it broke is lost: nobody knows how much of it arrived.
 */
final class PeerLink {

  /** How much may wait for one address, in bytes of frames. */
  static final long WAITING_BYTES_MAX = 64L << 20;

  /** How long after a failure the next attempt begins: doubles each time up to the second. */
  private static final long BACKOFF_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long BACKOFF_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

  /** A connection on which nothing moves for so long, though something waits, is given up. */
  private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** How many frames may be written before they are pushed out. */
  private static final int FRAMES_A_FLUSH_MAX = 256;

  private static final Logger LOG = LoggerFactory.getLogger(PeerLink.class);

  private final String address;

  /** The address as it may stand in a log. */
  private final String shown;

  private final NettyIo io;
  private final Executor ioThread;
  private final Runnable lost;
  private final AtomicLong waitingBytes = new AtomicLong();

  /** Frames that no connection has taken yet. */
  private final Deque<Bytes> waiting = new ArrayDeque<>();

  /** Null while there is none. */
  private Channel connection;

  private boolean connecting;
  private boolean closed;

  /** Since the last connection that came about. */
  private int failures;

  private long nextAttemptNanos = System.nanoTime();
  private long unwrittenFrames;
  private long lastProgressNanos;

  /**
   * @param lost called on the I/O thread whenever frames to this address are, or may be, lost
   */
  PeerLink(String address, NettyIo io, Runnable lost) {
    this.address = address;
    this.shown = Printable.of(address);
    this.io = io;
    this.ioThread = io.group().next();
    this.lost = lost;
  }

  /**
   * Takes a frame if it fits in with what is waiting. Any thread may call.
   *
   * @return false if it does not fit: it is dropped
   */
  boolean send(Bytes frame) {
    int bytes = Frames.HEADER_BYTES + frame.length();
    if (waitingBytes.addAndGet(bytes) > WAITING_BYTES_MAX) {
      waitingBytes.addAndGet(-bytes);
      return false;
    }
    ioThread.execute(() -> take(frame));
    return true;
  }

  /** Gives up the connection and all that waits. */
  void close() {
    ioThread.execute(
        () -> {
          closed = true;
          drop();
          if (connection != null) {
            connection.close();
          }
        });
  }

  private void take(Bytes frame) {
    if (closed) {
      release(frame);
      return;
    }
    if (connection == null) {
      waiting.add(frame);
      connect();
      return;
    }
    if (unwrittenFrames > 0 && System.nanoTime() - lastProgressNanos > STALL_NANOS) {
      LOG.warn("{} takes nothing: the connection is given up", shown);
      release(frame);
      connection.close();
      return;
    }
    write(frame);
  }

  private void connect() {
    if (connecting) {
      return;
    }
    connecting = true;
    long delayNanos = Math.max(0, nextAttemptNanos - System.nanoTime());
    io.group().schedule(this::resolve, delayNanos, TimeUnit.NANOSECONDS);
  }

  private void resolve() {
    // Looking up a name blocks, and every other connection shares the I/O thread.
    CompletableFuture.supplyAsync(() -> resolved(address), Thread::startVirtualThread)
        .whenCompleteAsync(this::open, ioThread);
  }

  private static InetSocketAddress resolved(String address) {
    URI uri = URI.create(address);
    if (uri.getHost() == null || uri.getPort() < 0) {
      throw new IllegalArgumentException("a peer's address is http://HOST:PORT, not " + address);
    }
    InetSocketAddress target = new InetSocketAddress(uri.getHost(), uri.getPort());
    if (target.isUnresolved()) {
      throw new IllegalArgumentException("no host is called " + uri.getHost());
    }
    return target;
  }

  private void open(InetSocketAddress target, Throwable failure) {
    if (closed) {
      return;
    }
    if (failure != null) {
      failed(failure);
      return;
    }
    ChannelInitializer<Channel> handlers =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            channel
                .pipeline()
                .addLast(new FlushConsolidationHandler(FRAMES_A_FLUSH_MAX, true))
                .addLast(new ClosesOnFailure());
          }
        };
    ChannelFuture attempt = io.connector(handlers).connect(target);
    attempt.addListener(
        done -> {
          if (done.isSuccess()) {
            opened(attempt.channel());
          } else {
            failed(done.cause());
          }
        });
  }

  void opened(Channel channel) {
    connecting = false;
    failures = 0;
    if (closed) {
      channel.close();
      return;
    }
    LOG.debug("connected to {}", shown);
    connection = channel;
    lastProgressNanos = System.nanoTime();
    channel.closeFuture().addListener(done -> broken());
    // A connection may be over already, or break at a write: who listens is then called at once.
    while (connection != null && !waiting.isEmpty()) {
      write(waiting.poll());
    }
  }

  /** Bytes of frames that wait here or in the connection. */
  long waitingBytes() {
    return waitingBytes.get();
  }

  private void failed(Throwable cause) {
    connecting = false;
    if (failures == 0) {
      LOG.info("{} cannot be reached: {}", shown, Printable.of(String.valueOf(cause.getMessage())));
    }
    backOff();
    drop();
    lost.run();
  }

  private void broken() {
    connection = null;
    unwrittenFrames = 0;
    backOff();
    drop();
    if (!closed) {
      LOG.info("the connection to {} is broken", shown);
      lost.run();
    }
  }

  private void backOff() {
    long nanos = Math.min(BACKOFF_NANOS_MAX, BACKOFF_NANOS_MIN << Math.min(failures, 10));
    failures++;
    nextAttemptNanos = System.nanoTime() + nanos;
  }

  private void drop() {
    waiting.forEach(this::release);
    waiting.clear();
  }

  private void write(Bytes frame) {
    if (unwrittenFrames == 0) {
      lastProgressNanos = System.nanoTime();
    }
    unwrittenFrames++;
    connection
        .writeAndFlush(Frames.encode(frame))
        .addListener(
            done -> {
              release(frame);
              unwrittenFrames = Math.max(0, unwrittenFrames - 1);
              if (done.isSuccess()) {
                lastProgressNanos = System.nanoTime();
              }
            });
  }

  private void release(Bytes frame) {
    waitingBytes.addAndGet(-(Frames.HEADER_BYTES + frame.length()));
  }
}
