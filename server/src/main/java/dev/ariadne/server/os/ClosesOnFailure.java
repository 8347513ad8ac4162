package dev.ariadne.server.os;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a peer's connection: what goes wrong closes it. Connections that break are no news.
 */
class ClosesOnFailure extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(ClosesOnFailure.class);

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    FatalErrors.endIfFatal(cause);
    if (cause instanceof IOException) {
      LOG.debug("{} broke: {}", ctx.channel(), cause.getMessage());
    } else {
      LOG.error("{} is closed", ctx.channel(), cause);
    }
    ctx.close();
  }
}
