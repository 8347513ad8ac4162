package dev.ariadne.server.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that come about and are over before anything was sent. */
class PeerLinkTest {

  private static final Bytes FRAME = Bytes.copyOf(new byte[1_000]);

  private final NettyIo io = new NettyIo("io");
  private final AtomicInteger lost = new AtomicInteger();
  private ServerSocket silent;
  private PeerLink link;

  @BeforeEach
  void open() throws Exception {
    // Accepts into its backlog and answers nothing: what the link itself connects to.
    silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    link = new PeerLink("http://127.0.0.1:" + silent.getLocalPort(), io, lost::incrementAndGet);
  }

  @AfterEach
  void close() throws Exception {
    link.close();
    io.close();
    silent.close();
  }

  @Test
  void aConnectionThatIsOverWhenItIsReportedLosesNoCount() throws Exception {
    EmbeddedChannel over = new EmbeddedChannel();
    over.close();
    sendThree();
    onIoThread(
        () -> {
          link.opened(over);
          return null;
        });
    assertThat(onIoThread(link::waitingBytes)).isZero();
    assertThat(lost).hasPositiveValue();
  }

  @Test
  void aConnectionThatBreaksAtTheFirstFrameLosesNoCount() throws Exception {
    EmbeddedChannel breaking =
        new EmbeddedChannel(
            new ChannelOutboundHandlerAdapter() {
              @Override
              public void write(ChannelHandlerContext ctx, Object frame, ChannelPromise promise) {
                ctx.channel().close();
                ctx.write(frame, promise);
              }
            });
    sendThree();
    onIoThread(
        () -> {
          link.opened(breaking);
          return null;
        });
    assertThat(onIoThread(link::waitingBytes)).isZero();
    assertThat(lost).hasPositiveValue();
  }

  /** They wait for a connection when this returns. */
  private void sendThree() {
    for (int i = 0; i < 3; i++) {
      assertThat(link.send(FRAME)).isTrue();
    }
  }

  private <T> T onIoThread(Callable<T> task) throws Exception {
    return io.group().next().submit(task).get();
  }
}
