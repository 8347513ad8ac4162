package dev.ariadne.harness.proxy;

import dev.ariadne.harness.link.Link;
import dev.ariadne.harness.link.LinkPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets before the nodes' peer ports. Whatever one node says to another comes through here,
 * and each link, one way, can be held.
 */
public final class PeerProxies implements AutoCloseable {

  /** How many bytes of one connection wait, one way, before its sender has to. */
  public static final long WAITING_BYTES_MAX = 1 << 20;

  /** Connections at a time, over all proxies; those beyond are reset at once. */
  public static final int CONNECTIONS_MAX = 1024;

  private static final Logger LOG = LoggerFactory.getLogger(PeerProxies.class);
  private static final int SCRATCH_BYTES = 64 << 10;
  private static final String LOOPBACK = "127.0.0.1";
  private static final int BACKLOG = 128;
  private static final long CALL_SECONDS_MAX = 10;

  /** A connection's socket may be missing from the system's table while others come and go. */
  private static final int LOOKUPS_MAX = 3;

  private final ConnectionOwners dialers;
  private final Selector selector;
  private final Thread loop;
  private final ExecutorService lookups =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("ariadne-dialers").factory());
  private final ConcurrentLinkedQueue<Runnable> mailbox = new ConcurrentLinkedQueue<>();

  // On the loop only.
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
  private final Set<ProxiedConnection> connections = new LinkedHashSet<>();
  private final Set<SocketChannel> unknown = new LinkedHashSet<>();
  private final TreeMap<Link, Long> held = new TreeMap<>();
  private final TreeMap<Link, Long> delayed = new TreeMap<>();
  private LinkPolicy policy = LinkPolicy.open(WAITING_BYTES_MAX);

  private volatile boolean closing;
  private volatile Throwable failure;

  private final ProxiedConnection.Traffic traffic =
      new ProxiedConnection.Traffic() {
        @Override
        public void held(Link link, long bytes) {
          held.merge(link, bytes, Long::sum);
        }

        @Override
        public void delayed(Link link, long bytes) {
          delayed.merge(link, bytes, Long::sum);
        }
      };

  /** Where a listening socket leads. */
  private record Front(String node, Supplier<InetSocketAddress> target) {}

  public PeerProxies(ConnectionOwners dialers) throws IOException {
    this.dialers = dialers;
    this.selector = Selector.open();
    this.loop = Thread.ofPlatform().daemon().name("ariadne-fronts").start(this::run);
  }

  /**
   * Opens a proxy on a free port of 127.0.0.1; it stays the same for as long as the proxies are
   * open, however often the node restarts.
   *
   * @param target where the node itself listens now; asked for each connection
   * @return where its peers are to dial
   */
  public InetSocketAddress open(String node, Supplier<InetSocketAddress> target)
      throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(LOOPBACK, 0), BACKLOG);
    listening.configureBlocking(false);
    InetSocketAddress address = (InetSocketAddress) listening.getLocalAddress();
    call(() -> listening.register(selector, SelectionKey.OP_ACCEPT, new Front(node, target)));
    return address;
  }

  /** Holds everything on the link from now on. On return nothing more of it is delivered. */
  public void cut(Link link) {
    call(
        () -> {
          if (policy.flows(link)) {
            policy = policy.withCut(link);
            held.put(link, connections.stream().mapToLong(c -> c.waitingBytes(link)).sum());
          }
          return null;
        });
  }

  /**
   * Lets the link flow again.
   *
   * @param late what waited arrives now; otherwise the connections on which something waited are
   *     reset at both ends
   * @return {@code bytes-held} and {@code connections-reset}; empty if the link was not cut
   */
  public SortedMap<String, Long> heal(Link link, boolean late) {
    return call(() -> healed(link, late));
  }

  /** Delays what comes for the link from now on. */
  public void slow(Link link, LinkPolicy.Slowness slowness) {
    call(
        () -> {
          policy = policy.withSlow(link, slowness);
          delayed.putIfAbsent(link, 0L);
          return null;
        });
  }

  /**
   * Ends the slowness of a link; what waited for its time arrives now.
   *
   * @return {@code bytes-delayed}; empty if the link was not slow
   */
  public SortedMap<String, Long> fast(Link link) {
    return call(() -> hastened(link));
  }

  private SortedMap<String, Long> hastened(Link link) {
    SortedMap<String, Long> counters = new TreeMap<>();
    if (policy.slowness(link).isPresent()) {
      policy = policy.withFast(link);
      counters.put("bytes-delayed", delayed.remove(link));
      List.copyOf(connections).forEach(this::moveOn);
    }
    return counters;
  }

  private void moveOn(ProxiedConnection connection) {
    connection.progress(policy);
    forgetIfClosed(connection);
  }

  /** Lets everything flow again, as fast as it can; what waited arrives late. */
  public void healAll() {
    call(
        () -> {
          List.copyOf(policy.cut()).forEach(link -> healed(link, true));
          List.copyOf(policy.slow().keySet()).forEach(this::hastened);
          return null;
        });
  }

  private SortedMap<String, Long> healed(Link link, boolean late) {
    SortedMap<String, Long> counters = new TreeMap<>();
    if (policy.flows(link)) {
      return counters;
    }
    policy = policy.withHealed(link);
    long reset = 0;
    for (ProxiedConnection connection : List.copyOf(connections)) {
      switch (connection.release(link, late)) {
        case CONTINUE, DELIVER -> connection.progress(policy);
        case RESET -> {
          connection.reset();
          reset++;
        }
      }
      forgetIfClosed(connection);
    }
    counters.put("bytes-held", held.remove(link));
    counters.put("connections-reset", reset);
    return counters;
  }

  /** How much has come for a link that is cut, so far; 0 if it is not. */
  long heldBytes(Link link) {
    return call(() -> held.getOrDefault(link, 0L));
  }

  /** Ends all connections and proxies, and waits until the thread has ended. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      loop.join(TimeUnit.SECONDS.toMillis(CALL_SECONDS_MAX));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lookups.shutdownNow();
  }

  /** Runs on the loop and waits for the result. */
  private <T> T call(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    post(
        () -> {
          try {
            result.complete(work.call());
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    try {
      return result.get(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the fronts refused", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the fronts do not answer", failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void post(Runnable work) {
    if (closing || failure != null) {
      throw new IllegalStateException("the fronts are closed", failure);
    }
    mailbox.add(work);
    selector.wakeup();
  }

  private void run() {
    try {
      while (!closing) {
        await();
        for (Runnable work = mailbox.poll(); work != null; work = mailbox.poll()) {
          work.run();
        }
        for (SelectionKey key : selector.selectedKeys()) {
          handle(key);
        }
        selector.selectedKeys().clear();
        if (!policy.slow().isEmpty()) {
          List.copyOf(connections).forEach(this::moveOn);
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      LOG.error("the fronts have failed: no node can reach another any more", e);
    } finally {
      closeAll();
    }
  }

  /** Waits until there is something to do: on a slow link, until something is due. */
  private void await() throws IOException {
    long wait = -1;
    if (!policy.slow().isEmpty()) {
      long now = System.nanoTime();
      for (ProxiedConnection connection : connections) {
        OptionalLong due = connection.nextDueNanos(policy);
        if (due.isPresent()) {
          long left = Math.max(1, due.getAsLong() - now);
          wait = wait < 0 ? left : Math.min(wait, left);
        }
      }
    }
    if (wait < 0) {
      selector.select();
    } else {
      selector.select(TimeUnit.NANOSECONDS.toMillis(wait) + 1);
    }
  }

  private void handle(SelectionKey key) throws IOException {
    if (!key.isValid()) {
      return;
    }
    if (key.attachment() instanceof Front proxy) {
      accept((ServerSocketChannel) key.channel(), proxy);
    } else if (key.attachment() instanceof ProxiedConnection connection) {
      connection.selected(key, policy);
      forgetIfClosed(connection);
    }
  }

  private void forgetIfClosed(ProxiedConnection connection) {
    if (connection.closed()) {
      connections.remove(connection);
    }
  }

  private void accept(ServerSocketChannel listening, Front proxy) throws IOException {
    SocketChannel near = listening.accept();
    if (near == null) {
      return;
    }
    if (connections.size() + unknown.size() >= CONNECTIONS_MAX) {
      LOG.warn("more than {} connections: one to {} is reset", CONNECTIONS_MAX, proxy.node());
      refuse(near);
      return;
    }
    near.configureBlocking(false);
    near.setOption(StandardSocketOptions.TCP_NODELAY, true);
    int dialerPort = ((InetSocketAddress) near.getRemoteAddress()).getPort();
    int dialledPort = ((InetSocketAddress) near.getLocalAddress()).getPort();
    unknown.add(near);
    lookups.execute(
        () -> {
          Optional<String> dialer = lookUp(dialerPort, dialledPort);
          mailbox.add(() -> identified(near, dialer, proxy));
          selector.wakeup();
        });
  }

  private Optional<String> lookUp(int dialerPort, int dialledPort) {
    try {
      for (int i = 1; i < LOOKUPS_MAX; i++) {
        Optional<String> dialer = dialers.dialer(dialerPort, dialledPort);
        if (dialer.isPresent()) {
          return dialer;
        }
      }
      return dialers.dialer(dialerPort, dialledPort);
    } catch (IOException e) {
      LOG.warn("who dials cannot be found out", e);
      return Optional.empty();
    }
  }

  /** Nodes only: whoever else dials, or has gone meanwhile, is turned away. */
  private void identified(SocketChannel near, Optional<String> dialer, Front proxy) {
    unknown.remove(near);
    if (dialer.isEmpty()) {
      refuse(near);
      return;
    }
    try {
      Link link = new Link(dialer.get(), proxy.node());
      ProxiedConnection connection =
          new ProxiedConnection(selector, near, link, proxy.target(), traffic, scratch);
      connections.add(connection);
      connection.progress(policy);
      forgetIfClosed(connection);
    } catch (IOException e) {
      refuse(near);
    }
  }

  private static void refuse(SocketChannel near) {
    try {
      near.setOption(StandardSocketOptions.SO_LINGER, 0);
      near.close();
    } catch (IOException e) {
      LOG.debug("a connection that is turned away has gone already", e);
    }
  }

  private void closeAll() {
    connections.forEach(ProxiedConnection::close);
    unknown.forEach(PeerProxies::refuse);
    List<SelectionKey> keys = new ArrayList<>(selector.keys());
    try {
      for (SelectionKey key : keys) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
