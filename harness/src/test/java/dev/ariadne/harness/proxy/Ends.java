package dev.ariadne.harness.proxy;

import static org.awaitility.Awaitility.await;

import dev.ariadne.harness.link.Link;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Nodes that are just sockets, in this process, with a proxy before each. */
final class Ends implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(10);

  /** Which node a port belongs to. */
  private final Map<Integer, String> owners = new ConcurrentHashMap<>();

  private final Map<String, Node> nodes = new TreeMap<>();
  private final List<java.io.Closeable> open = new CopyOnWriteArrayList<>();
  final PeerProxies proxies;

  Ends(String... names) throws IOException {
    proxies = new PeerProxies((dialer, dialled) -> Optional.ofNullable(owners.get(dialer)));
    for (String name : names) {
      nodes.put(name, new Node(name));
    }
  }

  Node node(String name) {
    return nodes.get(name);
  }

  void cut(String from, String to) {
    proxies.cut(new Link(from, to));
  }

  SortedMap<String, Long> heal(String from, String to, boolean late) {
    return proxies.heal(new Link(from, to), late);
  }

  void awaitHeld(String from, String to, long bytes) {
    soon(() -> proxies.heldBytes(new Link(from, to)) == bytes);
  }

  static void soon(Supplier<Boolean> condition) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(2)).until(condition::get);
  }

  @Override
  public void close() throws IOException {
    proxies.close();
    for (java.io.Closeable each : open) {
      each.close();
    }
  }

  /** One node: where it listens, and who has come. */
  final class Node {
    final String name;
    final InetSocketAddress proxy;
    final List<End> accepted = new CopyOnWriteArrayList<>();
    private volatile ServerSocket listening;
    private volatile Thread accepting;
    private volatile InetSocketAddress address;

    private Node(String name) throws IOException {
      this.name = name;
      listen();
      this.proxy = proxies.open(name, () -> address);
    }

    /** Listens on another port from now on, as a node that has started again may. */
    void listen() throws IOException {
      ServerSocket fresh = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
      listening = fresh;
      address = (InetSocketAddress) fresh.getLocalSocketAddress();
      open.add(fresh);
      accepting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (true) {
                        accepted.add(new End(fresh.accept()));
                      }
                    } catch (IOException e) {
                      // It no longer listens.
                    }
                  });
    }

    /** On return nobody is accepted any more. */
    void stopListening() throws Exception {
      listening.close();
      // The system's socket is open until a virtual thread that is just about to accept has left.
      accepting.join();
    }

    /** Dials another node's proxy. */
    End dial(String to) throws IOException {
      Socket socket = new Socket();
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      owners.put(socket.getLocalPort(), name);
      socket.connect(nodes.get(to).proxy);
      return new End(socket);
    }

    /** The connection that has come as this number, from 0. */
    End accepted(int number) {
      soon(() -> accepted.size() > number);
      return accepted.get(number);
    }
  }

  /** One end of a connection; hears all the time. */
  final class End {
    final Socket socket;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private volatile String end = "";

    End(Socket socket) throws IOException {
      this.socket = socket;
      open.add(socket);
      InputStream in = socket.getInputStream();
      Thread.ofVirtual().start(() -> hear(in));
    }

    private void hear(InputStream in) {
      byte[] buffer = new byte[64 << 10];
      try {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          synchronized (heard) {
            heard.write(buffer, 0, n);
          }
        }
        end = "finished";
      } catch (IOException e) {
        end = "reset";
      }
    }

    void say(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Says it from another thread, since it may have to wait. */
    Thread sayInBackground(byte[] bytes) {
      return Thread.ofVirtual()
          .start(
              () -> {
                try {
                  socket.getOutputStream().write(bytes);
                } catch (IOException e) {
                  // Reset: what was heard is looked at.
                }
              });
    }

    byte[] heard() {
      synchronized (heard) {
        return heard.toByteArray();
      }
    }

    String text() {
      return new String(heard(), StandardCharsets.UTF_8);
    }

    void hears(String text) {
      soon(() -> text().equals(text));
    }

    boolean ended() {
      return !end.isEmpty();
    }

    void awaitEnd() {
      soon(this::ended);
    }

    void awaitEnd(String how) {
      soon(() -> end.equals(how));
    }

    /** Ends it as the system does for a process that was killed with unread input. */
    void die() {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static List<byte[]> parts(byte[] whole, int size) {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < whole.length; i += size) {
      parts.add(java.util.Arrays.copyOfRange(whole, i, Math.min(whole.length, i + size)));
    }
    return parts;
  }
}
