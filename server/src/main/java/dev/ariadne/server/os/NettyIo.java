package dev.ariadne.server.os;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The one thread that carries a server's sockets, those of its peers and of its clients alike. */
public final class NettyIo implements AutoCloseable {

  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

  private static final int ACCEPTS_WAITING_MAX = 1_024;

  private static final long CLOSE_TIMEOUT_MILLIS = 2_000;

  private final EventLoopGroup group;

  /**
   * @param name of the thread
   */
  public NettyIo(String name) {
    group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory(name), NioIoHandler.newFactory());
  }

  /**
   * Accepts connections.
   *
   * @param connection sets up each of them
   * @throws IOException if the address cannot be had; says which and why
   */
  public Channel listen(InetSocketAddress address, ChannelHandler connection) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, ACCEPTS_WAITING_MAX)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(connection)
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on port %d of %s: %s"
              .formatted(address.getPort(), address.getHostString(), bound.cause().getMessage()),
          bound.cause());
    }
    return bound.channel();
  }

  /** What opens connections. */
  Bootstrap connector(ChannelHandler connection) {
    return new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
        .handler(connection);
  }

  /** The thread itself. */
  EventLoopGroup group() {
    return group;
  }

  /** Closes every socket and waits, a bounded time, until the thread has ended. */
  @Override
  public void close() {
    group
        .shutdownGracefully(0, CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(2 * CLOSE_TIMEOUT_MILLIS);
  }
}
