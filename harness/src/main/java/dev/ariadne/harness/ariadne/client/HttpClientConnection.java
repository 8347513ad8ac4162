package dev.ariadne.harness.ariadne.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A connection to one server for one request at a time. It stays open between requests and is
 * opened again when needed. A request is sent at most once. No call waits longer than the limit.
 */
public final class HttpClientConnection implements AutoCloseable {

  private final Supplier<InetSocketAddress> server;
  private final Duration limit;

  /** The open channel, or null. Another thread may close it during a request. */
  private volatile SocketChannel channel;

  private volatile boolean closed;

  /**
   * @param server the present address of the server; asked for each new connection
   * @param limit the time limit of one request, from connecting to the end of its answer
   */
  public HttpClientConnection(Supplier<InetSocketAddress> server, Duration limit) {
    this.server = server;
    this.limit = limit;
  }

  /** Sends one request and waits for its answer. Only one thread may call it at a time. */
  public HttpOutcome exchange(HttpRequest ask) {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    InetSocketAddress address = server.get();
    try {
      connect(address, deadlineNanos);
    } catch (SocketTimeoutException e) {
      drop();
      return new HttpOutcome.NotSent("connect timed out");
    } catch (IOException e) {
      drop();
      return new HttpOutcome.NotSent(reason(e));
    }
    SocketChannel open = channel;
    if (open == null) {
      return new HttpOutcome.NotSent("closed");
    }
    ByteBuffer request =
        ByteBuffer.wrap(ask.bytes(address.getAddress().getHostAddress() + ":" + address.getPort()));
    try {
      while (request.hasRemaining()) {
        open.write(request);
      }
      AnswerReader reader = new AnswerReader(open.socket(), deadlineNanos);
      HttpOutcome.Answered answer = reader.read(ask.method().equals("HEAD"));
      if (reader.lastOnConnection()) {
        drop();
      }
      return answer;
    } catch (SocketTimeoutException e) {
      drop();
      return new HttpOutcome.Unanswered("timed out");
    } catch (IOException e) {
      drop();
      // A write that fails has taken nothing: if it was the first, the server has seen nothing.
      return request.position() == 0
          ? new HttpOutcome.NotSent(reason(e))
          : new HttpOutcome.Unanswered(reason(e));
    }
  }

  /** Ends the connection. A request that is under way then has no answer. */
  @Override
  public void close() {
    closed = true;
    drop();
  }

  private void connect(InetSocketAddress address, long deadlineNanos) throws IOException {
    if (channel != null && !reusable(address)) {
      drop();
    }
    if (channel != null) {
      return;
    }
    SocketChannel fresh = SocketChannel.open();
    channel = fresh;
    if (closed) {
      drop();
      throw new IOException("closed");
    }
    fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
    fresh.socket().connect(address, AnswerReader.millisLeft(deadlineNanos));
  }

  /**
   * Returns true if the kept connection is still quiet and leads to the right place. One that the
   * server has closed is found out here, where nothing has been sent, rather than after the
   * request.
   */
  private boolean reusable(InetSocketAddress address) {
    SocketChannel kept = channel;
    try {
      if (kept == null || !address.equals(kept.getRemoteAddress())) {
        return false;
      }
      kept.configureBlocking(false);
      boolean quiet = kept.read(ByteBuffer.allocate(1)) == 0;
      kept.configureBlocking(true);
      return quiet;
    } catch (IOException e) {
      return false;
    }
  }

  private void drop() {
    SocketChannel old = channel;
    channel = null;
    if (old != null) {
      try {
        old.close();
      } catch (IOException e) {
        // The channel is not used again.
      }
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
