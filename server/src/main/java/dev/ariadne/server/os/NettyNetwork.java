package dev.ariadne.server.os;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Invariant;
import dev.ariadne.server.port.Network;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames between servers over TCP. Each direction between two servers has its own connection,
 * opened by the sender and used one way only.
 *
 * <p>A frame whose CRC is wrong closes the connection that it came by: after damage nobody knows
 * where the next frame begins.
 */
public final class NettyNetwork implements Network, AutoCloseable {

  /** Largest frame. Whoever sends a larger one has a bug. */
  public static final int FRAME_BYTES_MAX = Frames.CONTENT_BYTES_MAX;

  private static final Logger LOG = LoggerFactory.getLogger(NettyNetwork.class);

  private final NettyIo io;
  private final Executor loop;
  private final PeerBounds bounds;
  private final AcceptedPeers accepted;
  private final AtomicLong damagedFrames = new AtomicLong();

  /** By address, the one used last at the end. Guarded by itself, as the three below. */
  private final Map<String, PeerLink> links = new LinkedHashMap<>(16, 0.75f, true);

  /** Addresses whose loss is on its way to the receiver: one report stands for many losses. */
  private final TreeSet<String> reported = new TreeSet<>();

  private final List<Channel> open = new ArrayList<>();
  private boolean closed;

  /** Null until {@link #listen}. */
  private volatile Receiver receiver;

  /**
   * A network that can send. What is lost before {@link #listen} is lost in silence.
   *
   * @param loop the node's loop, on which the receiver is called
   */
  public NettyNetwork(NettyIo io, Executor loop, PeerBounds bounds) {
    this.io = io;
    this.loop = loop;
    this.bounds = bounds;
    this.accepted = new AcceptedPeers(bounds);
  }

  /**
   * Begins to receive.
   *
   * @param address where to listen, port 0 for any
   * @param receiver called on the node's loop
   * @return where it listens
   * @throws IOException if the address cannot be had; says which and why
   */
  public InetSocketAddress listen(InetSocketAddress address, Receiver receiver) throws IOException {
    this.receiver = receiver;
    Channel listening =
        io.listen(
            address,
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                accept(channel, receiver);
              }
            });
    synchronized (links) {
      open.add(listening);
    }
    return (InetSocketAddress) listening.localAddress();
  }

  @Override
  public void send(String address, Bytes frame) {
    Invariant.check(
        frame.length() >= 1 && frame.length() <= FRAME_BYTES_MAX,
        "a frame of %d bytes, the most are %d",
        frame.length(),
        FRAME_BYTES_MAX);
    PeerLink link;
    boolean fits;
    synchronized (links) {
      if (closed) {
        return;
      }
      link = links.computeIfAbsent(address, a -> new PeerLink(a, io, () -> lost(a)));
      dropEldest();
      fits = fits(link, Frames.HEADER_BYTES + frame.length());
    }
    if (!fits || !link.send(frame)) {
      lost(address);
    }
  }

  private boolean fits(PeerLink link, int bytes) {
    long all = links.values().stream().mapToLong(PeerLink::waitingBytes).sum();
    return link.waitingBytes() + bytes <= bounds.linkBytesMax()
        && all + bytes <= bounds.waitingBytesMax();
  }

  /** How many frames have arrived damaged since the start. */
  public long damagedFrames() {
    return damagedFrames.get();
  }

  /** How many bytes of frames have arrived and are not received yet. */
  long undeliveredBytes() {
    return accepted.undeliveredBytes();
  }

  /** Closes every connection; what waits is lost. */
  @Override
  public void close() {
    synchronized (links) {
      closed = true;
      links.values().forEach(PeerLink::close);
      links.clear();
      List.copyOf(open).forEach(Channel::close);
    }
  }

  private void dropEldest() {
    if (links.size() > bounds.linksMax()) {
      String eldest = links.keySet().iterator().next();
      links.remove(eldest).close();
    }
  }

  private void accept(Channel channel, Receiver receiver) {
    accepted.accept(channel);
    synchronized (links) {
      open.add(channel);
      if (closed) {
        channel.close();
      }
    }
    channel.closeFuture().addListener(done -> forget(channel));
    Frames.Reader reader =
        new Frames.Reader(
            what -> damaged(channel, what), length -> accepted.begins(channel, length));
    channel
        .pipeline()
        .addLast(reader)
        .addLast(new PeerInbox(loop, receiver::received, accepted, bounds, reader::inFrame));
  }

  private void forget(Channel channel) {
    synchronized (links) {
      open.remove(channel);
    }
  }

  private void damaged(Channel channel, String what) {
    damagedFrames.incrementAndGet();
    LOG.warn("a damaged frame from {}: {}", channel.remoteAddress(), what);
    channel.close();
  }

  private void lost(String address) {
    Receiver told = receiver;
    synchronized (links) {
      if (closed || told == null || !reported.add(address)) {
        return;
      }
    }
    loop.execute(
        () -> {
          synchronized (links) {
            reported.remove(address);
          }
          told.unreachable(address);
        });
  }
}
