package dev.ariadne.server.os;

import dev.ariadne.server.base.Bytes;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Hands the frames of one connection to the node's loop, those of one read together, and stops
 * reading while the loop has too much of this connection still before it: so it is the sender that
 * waits, not memory that fills.
 */
final class PeerInbox extends ClosesOnFailure {

  /** More than this handed over and not yet received stops the reading. */
  static final long UNDELIVERED_BYTES_MAX = 16 << 20;

  private final Executor loop;
  private final Consumer<Bytes> receiver;
  private final AtomicLong undeliveredBytes = new AtomicLong();
  private List<Bytes> arrived = new ArrayList<>();

  PeerInbox(Executor loop, Consumer<Bytes> receiver) {
    this.loop = loop;
    this.receiver = receiver;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    arrived.add((Bytes) frame);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (!arrived.isEmpty()) {
      deliver(ctx, arrived);
      arrived = new ArrayList<>();
    }
    ctx.fireChannelReadComplete();
  }

  private void deliver(ChannelHandlerContext ctx, List<Bytes> frames) {
    long bytes = frames.stream().mapToLong(Bytes::length).sum();
    if (undeliveredBytes.addAndGet(bytes) > UNDELIVERED_BYTES_MAX) {
      ctx.channel().config().setAutoRead(false);
    }
    loop.execute(
        () -> {
          frames.forEach(receiver);
          long left = undeliveredBytes.addAndGet(-bytes);
          if (left <= UNDELIVERED_BYTES_MAX && left + bytes > UNDELIVERED_BYTES_MAX) {
            ctx.executor().execute(() -> resume(ctx));
          }
        });
  }

  private void resume(ChannelHandlerContext ctx) {
    if (undeliveredBytes.get() <= UNDELIVERED_BYTES_MAX) {
      ctx.channel().config().setAutoRead(true);
    }
  }
}
