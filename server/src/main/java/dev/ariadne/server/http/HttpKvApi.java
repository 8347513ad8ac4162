package dev.ariadne.server.http;

import dev.ariadne.server.kv.Metric;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Service;
import dev.ariadne.server.os.NettyIo;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The way in for clients: HTTP/1.1, as {@code docs/http-api.md} has it. */
public final class HttpKvApi implements AutoCloseable {

  /** How many connections over the bound are told so; further ones are closed at once. */
  static final int TURNED_AWAY_MAX = 64;

  /** At the most one for so many that are served: they take file descriptors, too. */
  private static final int TURNED_AWAY_PART = 8;

  /**
   * What the kernel is asked to hold of a connection's answers: left alone it takes some megabytes
   * of each client that reads nothing.
   */
  private static final int KERNEL_SEND_BYTES = 64 << 10;

  private final Service service;
  private final HttpBounds bounds;
  private final RequestParser parser;
  private final ChannelGroup channels =
      new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger turnedAway = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final SharedBytes requestBytes;
  private final SharedBytes answerBytes;

  /**
   * Connections that wait for a request, the one that has waited longest first, with the time since
   * when. Touched by the I/O thread only.
   */
  private final LinkedHashMap<Channel, Long> waiting = new LinkedHashMap<>();

  /** By status; those on the I/O thread count, anybody may look. */
  private final ConcurrentSkipListMap<Integer, Long> responses = new ConcurrentSkipListMap<>();

  private Channel listening;

  private HttpKvApi(Service service, HttpBounds bounds) {
    this.service = service;
    this.bounds = bounds;
    this.parser = new RequestParser(bounds.limits());
    this.requestBytes = new SharedBytes(bounds.requestBytesMax());
    this.answerBytes = new SharedBytes(bounds.answerBytesMax());
  }

  /**
   * Begins to serve.
   *
   * @param address where to listen, port 0 for any
   * @throws IOException if the address cannot be had; says which and why
   */
  public static HttpKvApi open(
      NettyIo io, InetSocketAddress address, Service service, HttpBounds bounds)
      throws IOException {
    HttpKvApi api = new HttpKvApi(service, bounds);
    api.listening =
        io.listen(
            address,
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                api.accept(channel);
              }
            });
    return api;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** Takes no more connections and closes those there are, answered or not. */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    channels.close();
  }

  private void accept(Channel channel) {
    if (connections.get() >= bounds.connectionsMax()) {
      evictOne();
    }
    boolean served = count(channel, connections, bounds.connectionsMax());
    int toldMax = Math.clamp(bounds.connectionsMax() / TURNED_AWAY_PART, 1, TURNED_AWAY_MAX);
    if (!served && !count(channel, turnedAway, toldMax)) {
      channel.close();
      return;
    }
    channels.add(channel);
    channel.config().setAutoRead(false);
    channel.config().setOption(ChannelOption.SO_SNDBUF, KERNEL_SEND_BYTES);
    HttpConnection connection = new HttpConnection(this, !served);
    channel.config().setRecvByteBufAllocator(new OneRead(connection::readBytes));
    channel.pipeline().addLast(new HttpResponseEncoder()).addLast(connection);
  }

  /** Closes the connection that has waited longest for a request, if it has waited long enough. */
  private void evictOne() {
    Map.Entry<Channel, Long> eldest = waiting.firstEntry();
    if (eldest != null
        && System.nanoTime() - eldest.getValue()
            >= TimeUnit.MILLISECONDS.toNanos(bounds.evictMillis())) {
      eldest.getKey().close();
    }
  }

  /** A connection waits for a request from now on. */
  void waits(Channel channel) {
    waiting.putLast(channel, System.nanoTime());
  }

  void waitsNoMore(Channel channel) {
    waiting.remove(channel);
  }

  /** Counts a connection until it is closed; false, and not counted, if there are enough. */
  private static boolean count(Channel channel, AtomicInteger counter, int max) {
    if (counter.incrementAndGet() > max) {
      counter.decrementAndGet();
      return false;
    }
    channel.closeFuture().addListener(done -> counter.decrementAndGet());
    return true;
  }

  Service service() {
    return service;
  }

  HttpBounds bounds() {
    return bounds;
  }

  RequestParser parser() {
    return parser;
  }

  /** Counts a request that the node is asked; false if there are too many. */
  boolean beginRequest() {
    if (requests.incrementAndGet() > bounds.requestsMax()) {
      requests.decrementAndGet();
      return false;
    }
    return true;
  }

  void endRequest() {
    requests.decrementAndGet();
  }

  /** Heads and bodies of requests beyond each connection's room. */
  SharedBytes requestBytes() {
    return requestBytes;
  }

  /** Bodies of answers beyond each connection's room. */
  SharedBytes answerBytes() {
    return answerBytes;
  }

  void countResponse(int status) {
    responses.merge(status, 1L, Long::sum);
  }

  /** Adds what is counted here to what the node counts. */
  Reply withOwnMetrics(Reply reply) {
    if (!(reply instanceof Reply.Metrics(List<Metric> ofTheNode))) {
      return reply;
    }
    List<Metric> all = new ArrayList<>(ofTheNode);
    all.add(
        Metric.counters(
            "ariadne_http_responses_total", "Answers to clients by status.", "status", responses));
    all.add(Metric.gauge("ariadne_http_connections", "Clients' connections.", connections.get()));
    all.add(
        Metric.gauge(
            "ariadne_http_requests_waiting",
            "Requests that the node is working on.",
            requests.get()));
    all.add(
        Metric.gauge(
            "ariadne_http_request_bytes",
            "Bytes of requests that are arriving or being worked on, beyond each connection's"
                + " room.",
            requestBytes.taken()));
    all.add(
        Metric.gauge(
            "ariadne_http_answer_bytes",
            "Bytes of answers that are being sent, beyond each connection's room.",
            answerBytes.taken()));
    return new Reply.Metrics(all);
  }
}
