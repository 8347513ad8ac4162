package dev.ariadne.server.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Network;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyNetworkTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Bytes HELLO = Bytes.utf8("hello");
  private static final Bytes MEBIBYTE = Bytes.copyOf(new byte[1 << 20]);

  private final List<AutoCloseable> opened = new ArrayList<>();

  /** One server's end: its own threads, and what arrived. */
  private final class Peer implements Network.Receiver {

    private final NettyIo io = open(new NettyIo("io"));
    private final EventLoop loop =
        open(
            new EventLoop(
                "loop",
                failure -> {
                  throw new AssertionError(failure);
                }));
    private final NettyNetwork network;
    private final List<Bytes> frames = new ArrayList<>();
    private final List<String> unreachable = new ArrayList<>();
    private final InetSocketAddress address;

    Peer(int port) throws IOException {
      this(port, PeerBounds.DEFAULT);
    }

    Peer(int port, PeerBounds bounds) throws IOException {
      network = open(new NettyNetwork(io, loop, bounds));
      loop.start();
      address = network.listen(new InetSocketAddress(LOOPBACK, port), this);
    }

    @Override
    public synchronized boolean received(Bytes frame) {
      assertThat(loop.inLoop()).isTrue();
      frames.add(frame);
      return frame.utf8().startsWith("member");
    }

    @Override
    public synchronized void unreachable(String lost) {
      assertThat(loop.inLoop()).isTrue();
      unreachable.add(lost);
    }

    synchronized List<Bytes> frames() {
      return List.copyOf(frames);
    }

    synchronized List<String> unreachable() {
      return List.copyOf(unreachable);
    }

    String url() {
      return "http://127.0.0.1:" + address.getPort();
    }

    void sends(Peer to, Bytes frame) {
      loop.execute(() -> network.send(to.url(), frame));
    }

    void ends() {
      network.close();
      io.close();
      loop.close();
    }
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  @Test
  void framesArriveWholeAndInOrderBothWays() throws IOException {
    Peer a = new Peer(0);
    Peer b = new Peer(0);
    List<Bytes> sent = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Bytes frame = Bytes.utf8("frame " + i);
      sent.add(frame);
      a.sends(b, frame);
    }
    b.sends(a, HELLO);
    await().untilAsserted(() -> assertThat(b.frames()).isEqualTo(sent));
    await().untilAsserted(() -> assertThat(a.frames()).containsExactly(HELLO));
    assertThat(a.unreachable()).isEmpty();
  }

  @Test
  void aServerReachesItself() throws IOException {
    Peer a = new Peer(0);
    a.sends(a, HELLO);
    await().untilAsserted(() -> assertThat(a.frames()).containsExactly(HELLO));
  }

  @Test
  void theLargestFrameArrivesAndALargerOneIsABug() throws IOException {
    Peer a = new Peer(0);
    Peer b = new Peer(0);
    byte[] large = new byte[NettyNetwork.FRAME_BYTES_MAX];
    large[large.length - 1] = 1;
    Bytes largest = Bytes.copyOf(large);
    a.sends(b, largest);
    await().untilAsserted(() -> assertThat(b.frames()).containsExactly(largest));
    Bytes larger = Bytes.copyOf(new byte[NettyNetwork.FRAME_BYTES_MAX + 1]);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> a.network.send(b.url(), larger));
  }

  @Test
  void aPeerThatIsGoneIsUnreachableAndBackWhenItIsBack() throws IOException {
    Peer a = new Peer(0);
    Peer b = new Peer(0);
    a.sends(b, HELLO);
    await().until(() -> b.frames().size() == 1);
    b.ends();
    await().untilAsserted(() -> assertThat(a.unreachable()).contains(b.url()));
    int before = a.unreachable().size();
    a.sends(b, HELLO);
    await().until(() -> a.unreachable().size() > before);

    Peer again = new Peer(b.address.getPort());
    await()
        .until(
            () -> {
              a.sends(again, Bytes.utf8("again"));
              return !again.frames().isEmpty();
            });
    assertThat(again.frames()).containsOnly(Bytes.utf8("again"));
  }

  @Test
  void anAddressThatIsNoneIsUnreachable() throws IOException {
    Peer a = new Peer(0);
    for (String address : List.of("http://127.0.0.1", "no url at all", "http://")) {
      a.loop.execute(() -> a.network.send(address, HELLO));
      await().untilAsserted(() -> assertThat(a.unreachable()).contains(address));
    }
  }

  @Test
  void whatDoesNotFitInWithWhatWaitsIsDropped() throws IOException {
    Peer a = new Peer(0);
    // Takes connections into its backlog and never reads.
    try (ServerSocket deaf = new ServerSocket(0, 1, LOOPBACK)) {
      String url = "http://127.0.0.1:" + deaf.getLocalPort();
      long fits = PeerBounds.DEFAULT.linkBytesMax() / (MEBIBYTE.length() + Frames.HEADER_BYTES);
      a.loop.execute(
          () -> {
            for (int i = 0; i < fits; i++) {
              a.network.send(url, MEBIBYTE);
            }
          });
      a.loop.execute(() -> a.network.send(url, HELLO));
      CountDownLatch asked = new CountDownLatch(1);
      a.loop.execute(asked::countDown);
      await().until(() -> asked.getCount() == 0);
      assertThat(a.unreachable()).isEmpty();
      // Some of it is in the sockets' buffers, which are smaller than this by far.
      a.loop.execute(
          () -> {
            for (int i = 0; i < fits; i++) {
              a.network.send(url, MEBIBYTE);
            }
          });
      await().untilAsserted(() -> assertThat(a.unreachable()).contains(url));
    }
  }

  @Test
  void aLoopThatIsBusyMakesTheSenderWaitAndLosesNothing() throws Exception {
    Peer a = new Peer(0);
    Peer b = new Peer(0);
    CountDownLatch free = new CountDownLatch(1);
    b.loop.execute(
        () -> {
          try {
            assertThat(free.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    int frames = 60;
    for (int i = 0; i < frames; i++) {
      byte[] content = new byte[1 << 20];
      content[0] = (byte) i;
      a.sends(b, Bytes.copyOf(content));
    }
    a.sends(a, HELLO);
    await().until(() -> a.frames().size() == 1);
    assertThat(b.frames()).isEmpty();
    free.countDown();
    await().until(() -> b.frames().size() == frames);
    assertThat(b.frames().stream().map(frame -> (int) frame.at(0)))
        .containsExactlyElementsOf(IntStream.range(0, frames).boxed().toList());
    assertThat(a.unreachable()).isEmpty();
  }

  @Test
  void aDamagedFrameEndsItsConnectionAndNothingElse() throws IOException {
    Peer a = new Peer(0);
    Peer b = new Peer(0);
    try (Socket raw = new Socket(LOOPBACK, b.address.getPort())) {
      byte[] good = encoded(HELLO);
      byte[] bad = encoded(HELLO);
      bad[Frames.HEADER_BYTES] ^= 1;
      raw.getOutputStream().write(good);
      raw.getOutputStream().write(bad);
      raw.getOutputStream().write(good);
      raw.setSoTimeout(10_000);
      assertThat(ends(raw)).isTrue();
    }
    assertThat(b.network.damagedFrames()).isEqualTo(1);
    a.sends(b, Bytes.utf8("still here"));
    await()
        .untilAsserted(
            () -> assertThat(b.frames()).containsExactly(HELLO, Bytes.utf8("still here")));
  }

  @Test
  void aClientAtTheWrongPortIsTurnedAway() throws IOException {
    Peer b = new Peer(0);
    try (Socket http = new Socket(LOOPBACK, b.address.getPort())) {
      http.setSoTimeout(10_000);
      http.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes("US-ASCII"));
      assertThat(ends(http)).isTrue();
    }
    assertThat(b.network.damagedFrames()).isEqualTo(1);
  }

  @Test
  void aSilentConnectionMakesRoomAndAMembersDoesNot() throws IOException {
    Peer b = new Peer(0, bounds(4, 60_000, 60_000));
    Socket member = raw(b);
    member.getOutputStream().write(encoded(Bytes.utf8("member 1")));
    await().until(() -> b.frames().size() == 1);
    List<Socket> strangers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      strangers.add(raw(b));
    }
    for (Socket silent : strangers.subList(0, 17)) {
      assertThat(ends(silent)).isTrue();
    }
    // Whoever comes is let in, and the member stays.
    Socket late = raw(b);
    late.getOutputStream().write(encoded(Bytes.utf8("late")));
    await().until(() -> b.frames().contains(Bytes.utf8("late")));
    member.getOutputStream().write(encoded(Bytes.utf8("member 2")));
    await().until(() -> b.frames().contains(Bytes.utf8("member 2")));
  }

  @Test
  void aConnectionThatSaysNothingIsClosedUnlessItIsAMembers() throws IOException {
    Peer b = new Peer(0, bounds(10, 200, 200));
    Socket member = raw(b);
    member.getOutputStream().write(encoded(Bytes.utf8("member")));
    await().until(() -> b.frames().size() == 1);
    Socket silent = raw(b);
    Socket half = raw(b);
    half.getOutputStream().write(encoded(HELLO), 0, 10);
    assertThat(ends(silent)).isTrue();
    assertThat(ends(half)).isTrue();
    member.getOutputStream().write(encoded(HELLO));
    await().until(() -> b.frames().contains(HELLO));
    // In the middle of a frame nobody may stop for long.
    member.getOutputStream().write(encoded(HELLO), 0, 10);
    assertThat(ends(member)).isTrue();
  }

  @Test
  void unfinishedFramesOfStrangersMakeRoomForOneAnother() throws IOException {
    Peer b = new Peer(0, bounds(100, 60_000, 60_000));
    byte[] large = encoded(Bytes.copyOf(new byte[NettyNetwork.FRAME_BYTES_MAX]));
    AtomicInteger ended = new AtomicInteger();
    for (int i = 0; i < 10; i++) {
      Socket half = raw(b);
      half.getOutputStream().write(large, 0, 100_000);
      Thread.startVirtualThread(() -> ended.addAndGet(ends(half) ? 1 : 0));
    }
    await().until(() -> ended.get() == 9);
    Peer a = new Peer(0);
    Bytes whole = Bytes.copyOf(new byte[NettyNetwork.FRAME_BYTES_MAX]);
    a.sends(b, whole);
    await().until(() -> b.frames().contains(whole));
    await().until(() -> ended.get() == 10);
  }

  @Test
  void framesThatTheLoopHasYetToSeeAreBoundedOverAllConnections() throws Exception {
    Peer b = new Peer(0, bounds(100, 60_000, 60_000));
    CountDownLatch free = new CountDownLatch(1);
    b.loop.execute(
        () -> {
          try {
            assertThat(free.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    byte[] frame = encoded(MEBIBYTE);
    List<Thread> senders = new ArrayList<>();
    // Few enough that none of their frames has to make room while it arrives.
    int connections = 7;
    for (int i = 0; i < connections; i++) {
      Socket raw = raw(b);
      senders.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  for (int sent = 0; sent < 20; sent++) {
                    raw.getOutputStream().write(frame);
                  }
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    long max = PeerBounds.DEFAULT.undeliveredBytesMax() / 4;
    await().until(() -> b.network.undeliveredBytes() > max);
    // Each connection may bring over what one read held when the bound was reached.
    assertThat(b.network.undeliveredBytes()).isLessThan(max + 2L * connections * MEBIBYTE.length());
    free.countDown();
    await().until(() -> b.frames().size() == 20 * connections);
    for (Thread sender : senders) {
      sender.join();
    }
    assertThat(b.network.undeliveredBytes()).isZero();
  }

  private static PeerBounds bounds(int connections, long idleMillis, long frameMillis) {
    PeerBounds usual = PeerBounds.DEFAULT;
    return new PeerBounds(
        connections,
        usual.linksMax(),
        2L * NettyNetwork.FRAME_BYTES_MAX,
        usual.undeliveredBytesMax() / 4,
        usual.waitingBytesMax(),
        usual.linkBytesMax(),
        idleMillis,
        frameMillis);
  }

  private Socket raw(Peer to) throws IOException {
    Socket socket = open(new Socket(LOOPBACK, to.address.getPort()));
    socket.setSoTimeout(10_000);
    return socket;
  }

  @Test
  void aBusyPortIsNamed() throws IOException {
    Peer a = new Peer(0);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new Peer(a.address.getPort()))
        .withMessageContaining("port " + a.address.getPort());
  }

  private static boolean ends(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static byte[] encoded(Bytes frame) {
    ByteBuf buffer = Frames.encode(frame);
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    return bytes;
  }

  private <T extends AutoCloseable> T open(T resource) {
    opened.add(resource);
    return resource;
  }
}
