package dev.ariadne.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;

/**
 * Many connections of one kind that cost a server as much as such connections can: each sends its
 * bytes as far as they are taken, reads nothing, and stays.
 */
final class ExpensiveConnections implements AutoCloseable {

  /** The value that {@link Kind#SLOW_READERS} ask for and do not take. */
  static final String BIG_KEY = "/big";

  static final int BIG_BYTES = 500_000;

  private static final int FRAME_BYTES = 8 << 20;
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long SENDING_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
  private static final String HEAD = "GET /small HTTP/1.1\r\nHost: h\r\n";

  /** What makes them expensive. */
  enum Kind {
    SILENT("", false, false),
    HEADS_THAT_FILL_THEIR_ROOM(HEAD + "X: " + "x".repeat(4_000), false, false),
    HEADS_OF_TOO_MANY_LINES(HEAD + "a:\r\n".repeat(16_000), false, true),
    HEADS_OF_MANY_LINES(HEAD + ("a:" + "b".repeat(497) + "\r\n").repeat(126), false, true),
    HEADS_OF_ONE_LONG_LINE(HEAD + "X: " + "x".repeat(65_000), false, true),
    REQUESTS_AHEAD((HEAD + "\r\n").repeat(200), false, false),
    BODIES_BUT_FOR_A_BYTE(
        "PUT /body HTTP/1.1\r\nHost: h\r\nContent-Length: 524288\r\n\r\n" + "x".repeat(524_287),
        false,
        true),
    BODIES_OF_SMALL_CHUNKS(
        "PUT /body HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "1\r\nx\r\n".repeat(50_000),
        false,
        true),
    BODIES_THAT_HAVE_BARELY_BEGUN(
        "PUT /body HTTP/1.1\r\nHost: h\r\nContent-Length: 524288\r\n\r\nx", false, false),
    SLOW_READERS(("GET " + BIG_KEY + " HTTP/1.1\r\nHost: h\r\n\r\n").repeat(20), false, true),
    UNFINISHED_FRAMES(header(FRAME_BYTES, 0) + "x".repeat(1 << 20), true, false),
    FRAMES_THAT_HAVE_BARELY_BEGUN(header(FRAME_BYTES, 0) + "x", true, false),
    SMALL_FRAMES_OF_STRANGERS(header(1, crc("x")) + "x", true, false);

    private final byte[] bytes;
    private final boolean toPeers;
    private final boolean refused;

    Kind(String bytes, boolean toPeers, boolean refused) {
      this.bytes = bytes.getBytes(StandardCharsets.ISO_8859_1);
      this.toPeers = toPeers;
      this.refused = refused;
    }

    /** Whether they come to the port that other servers use. */
    boolean toPeers() {
      return toPeers;
    }

    /** Whether hundreds of them are more than a server with a heap of 256 MiB has room for. */
    boolean refused() {
      return refused;
    }
  }

  private static final String SILENT = "silent";
  private static final String CLOSED = "closed";

  private static final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer left;
    private String outcome = SILENT;

    Connection(SocketChannel channel, ByteBuffer left) {
      this.channel = channel;
      this.left = left;
    }
  }

  private final List<Connection> open = new ArrayList<>();

  /** Opens them one after the other, and sends until nothing is taken any more. */
  ExpensiveConnections(Kind kind, int connections, InetSocketAddress server) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(kind.bytes);
    for (int i = 0; i < connections; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
      channel.connect(server);
      channel.configureBlocking(false);
      open.add(new Connection(channel, bytes.duplicate()));
      // Who is let in late would else send nothing before the first ones' time is up.
      send(open.getLast());
    }
    long begun = System.nanoTime();
    long last = begun;
    while (System.nanoTime() - last < QUIET_NANOS
        && System.nanoTime() - begun < SENDING_NANOS_MAX) {
      boolean progress = false;
      for (Connection each : open) {
        progress |= send(each);
      }
      if (progress) {
        last = System.nanoTime();
      } else {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
  }

  /** How many have been answered so, first of all; "closed" and "silent" without an answer. */
  Map<String, Integer> outcomes() {
    Map<String, Integer> outcomes = new TreeMap<>();
    for (Connection each : open) {
      if (each.outcome.equals(SILENT)) {
        each.outcome = outcome(each.channel);
      }
      outcomes.merge(each.outcome, 1, Integer::sum);
    }
    return outcomes;
  }

  /** How many have been told 503 or 431, or were closed. */
  int refusals() {
    return outcomes().entrySet().stream()
        .filter(each -> List.of("503", "431", CLOSED).contains(each.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private static boolean send(Connection to) {
    try {
      return to.left.hasRemaining() && to.channel.write(to.left) > 0;
    } catch (IOException e) {
      to.left.position(to.left.limit()); // closed over it
      return false;
    }
  }

  private static String outcome(SocketChannel channel) {
    ByteBuffer status = ByteBuffer.allocate("HTTP/1.1 200".length());
    try {
      int read = channel.read(status);
      return read < 0
          ? CLOSED
          : read < status.capacity()
              ? SILENT
              : new String(status.array(), StandardCharsets.ISO_8859_1).substring(9);
    } catch (IOException e) {
      return CLOSED;
    }
  }

  @Override
  public void close() throws IOException {
    for (Connection each : open) {
      each.channel.close();
    }
  }

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** A frame's header, each char a byte. */
  private static String header(int length, int crc) {
    byte[] header = new byte[8];
    ByteBuffer.wrap(header).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(length).putInt(crc);
    return new String(header, StandardCharsets.ISO_8859_1);
  }

  private static int crc(String content) {
    CRC32C crc = new CRC32C();
    crc.update(content.getBytes(StandardCharsets.ISO_8859_1));
    return (int) crc.getValue();
  }
}
