package dev.ariadne.server.os;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The one thread that carries a server's sockets, those of its peers and of its clients alike. */
public final class NettyIo implements AutoCloseable {

  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

  private static final int ACCEPTS_WAITING_MAX = 1_024;

  private static final long CLOSE_TIMEOUT_MILLIS = 2_000;

  private final EventLoopGroup group;
  private final Consumer<Throwable> onDeath;

  /** With nobody who has to be told of the thread's death. */
  public NettyIo(String name) {
    this(name, failure -> {});
  }

  /**
   * @param name of the thread
   * @param onDeath called on the thread if it dies of an error, and with it every connection
   */
  public NettyIo(String name, Consumer<Throwable> onDeath) {
    this.onDeath = onDeath;
    this.group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory(name), NioIoHandler.newFactory()) {
          @Override
          protected IoEventLoop newChild(
              Executor executor, IoHandlerFactory handlers, Object... arguments) {
            return new Loop(this, executor, handlers);
          }
        };
  }

  /**
   * Netty's loop, which by itself keeps to itself what its tasks throw, and what it dies of. Errors
   * of the JVM in a task end the process.
   */
  private final class Loop extends SingleThreadIoEventLoop {

    Loop(IoEventLoopGroup parent, Executor executor, IoHandlerFactory handlers) {
      super(parent, executor, handlers);
    }

    @Override
    public void execute(Runnable task) {
      super.execute(FatalErrors.guarded(task));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      return super.schedule(FatalErrors.guarded(task), delay, unit);
    }

    @Override
    protected void run() {
      try {
        super.run();
      } catch (RuntimeException | Error e) {
        onDeath.accept(e);
        throw e;
      }
    }
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
