package dev.ariadne.server.os;

import dev.ariadne.server.base.Bytes;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the frames of one connection to the node's loop, those of one read together. Nothing is
 * read while the loop has too much still before it: so it is the sender that waits, not memory that
 * fills. A connection that is silent for too long is closed, unless it is a member's.
 */
final class PeerInbox extends ClosesOnFailure {

  /** What a frame takes beside its bytes. */
  private static final int FRAME_OVERHEAD_BYTES = 64;

  private static final Logger LOG = LoggerFactory.getLogger(PeerInbox.class);

  private final Executor loop;
  private final Predicate<Bytes> receiver;
  private final AcceptedPeers peers;
  private final PeerBounds bounds;
  private final BooleanSupplier inFrame;
  private List<Bytes> arrived = new ArrayList<>();
  private long lastFrameNanos = System.nanoTime();
  private long lastReadNanos = lastFrameNanos;

  /** Known to the loop alone, which then says so once. */
  private boolean vouchedFor;

  /**
   * @param receiver takes a frame on the loop; true if it came from a member
   * @param inFrame whether a frame has begun and is not complete
   */
  PeerInbox(
      Executor loop,
      Predicate<Bytes> receiver,
      AcceptedPeers peers,
      PeerBounds bounds,
      BooleanSupplier inFrame) {
    this.loop = loop;
    this.receiver = receiver;
    this.peers = peers;
    this.bounds = bounds;
    this.inFrame = inFrame;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    watch(ctx);
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    arrived.add((Bytes) frame);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    lastReadNanos = System.nanoTime();
    if (!arrived.isEmpty()) {
      lastFrameNanos = lastReadNanos;
      peers.heard(ctx.channel());
      deliver(ctx.channel(), arrived);
      arrived = new ArrayList<>();
    }
    ctx.fireChannelReadComplete();
  }

  private void deliver(Channel channel, List<Bytes> frames) {
    long bytes =
        frames.stream().mapToLong(Bytes::length).sum()
            + (long) FRAME_OVERHEAD_BYTES * frames.size();
    peers.handedOver(channel, bytes);
    loop.execute(
        () -> {
          for (Bytes frame : frames) {
            if (receiver.test(frame) && !vouchedFor) {
              vouchedFor = true;
              channel.eventLoop().execute(() -> peers.isMember(channel));
            }
          }
          peers.delivered(channel, bytes);
        });
  }

  private void watch(ChannelHandlerContext ctx) {
    long millis = Math.max(1, Math.min(bounds.idleMillis(), bounds.frameMillis()) / 2);
    ctx.executor()
        .schedule(
            () -> {
              if (ctx.channel().isOpen()) {
                closeIfSilent(ctx.channel());
                watch(ctx);
              }
            },
            millis,
            TimeUnit.MILLISECONDS);
  }

  private void closeIfSilent(Channel channel) {
    if (peers.isPaused(channel)) {
      lastReadNanos = System.nanoTime();
      lastFrameNanos = lastReadNanos;
      return;
    }
    boolean silent =
        peers.hasMember(channel)
            ? inFrame.getAsBoolean() && isPast(lastReadNanos, bounds.frameMillis())
            : isPast(lastFrameNanos, bounds.idleMillis());
    if (silent) {
      LOG.debug("{} is closed: nothing has come for too long", channel);
      channel.close();
    }
  }

  private static boolean isPast(long sinceNanos, long millis) {
    return System.nanoTime() - sinceNanos > TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
