package dev.ariadne.server;

import dev.ariadne.server.base.Printable;
import dev.ariadne.server.http.HttpBounds;
import dev.ariadne.server.http.HttpKvApi;
import dev.ariadne.server.node.Event;
import dev.ariadne.server.node.Ports;
import dev.ariadne.server.node.Server;
import dev.ariadne.server.node.ServerOptions;
import dev.ariadne.server.node.StartException;
import dev.ariadne.server.os.Descriptors;
import dev.ariadne.server.os.EventLoop;
import dev.ariadne.server.os.FatalErrors;
import dev.ariadne.server.os.FileDisk;
import dev.ariadne.server.os.NettyIo;
import dev.ariadne.server.os.NettyNetwork;
import dev.ariadne.server.os.PeerBounds;
import dev.ariadne.server.os.SystemChoices;
import dev.ariadne.server.os.SystemClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server on the operating system's clock, disk and sockets. */
final class LiveServer {

  /** How many requests may wait in a node at once. */
  static final int REQUESTS_MAX = 4096;

  /** How many indexes after what its proposer knew a command may land and still be applied. */
  static final long WINDOW = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger("ariadne");

  /** Longer than the node takes by itself. */
  private static final long STOP_MILLIS_MAX = ServerOptions.LEAVE_MILLIS_MAX + 1_000;

  /** As of a process that SIGTERM has ended. */
  private static final int STOPPED_AT_ONCE = 143;

  private final ServerOptions options;
  private final Path dataDirectory;
  private final InetSocketAddress clients;
  private final InetSocketAddress peers;

  /**
   * What all that waits may take, so that it stays below the heap, and connections below the limit
   * of file descriptors: {@code docs/architecture.md} has the sum.
   */
  record Bounds(
      long heapBytes,
      Descriptors descriptors,
      HttpBounds http,
      PeerBounds peers,
      long uncommittedBytesMax) {

    /** No entry is larger, so that one always fits. */
    private static final long UNCOMMITTED_BYTES_MIN = 4L << 20;

    private static final long MIB = 1L << 20;

    static Bounds ofThisProcess() throws IOException {
      return of(
          Runtime.getRuntime().maxMemory(), Descriptors.ofThisProcess(HttpBounds.CONNECTIONS_MAX));
    }

    static Bounds of(long heapBytes, Descriptors descriptors) {
      return new Bounds(
          heapBytes,
          descriptors,
          HttpBounds.of(heapBytes, descriptors.clients()),
          PeerBounds.of(heapBytes, descriptors.peers(), descriptors.links()),
          Math.clamp(
              heapBytes / 16,
              UNCOMMITTED_BYTES_MIN,
              ServerOptions.Bounds.DEFAULT.uncommittedBytesMax()));
    }

    Event event() {
      return Event.of(
          "bounds",
          "heap-mib",
          heapBytes / MIB,
          "open-files",
          descriptors.limit(),
          "connections",
          http.connectionsMax(),
          "request-mib",
          http.requestBytesMax() / MIB,
          "answer-mib",
          http.answerBytesMax() / MIB,
          "peers",
          peers.connectionsMax());
    }
  }

  /** Why it ended, in one line. */
  private sealed interface End {
    record Stopped() implements End {}

    record Retired(String why) implements End {}

    record Failed(String why) implements End {}
  }

  private final CompletableFuture<End> ended = new CompletableFuture<>();

  LiveServer(
      ServerOptions options,
      Path dataDirectory,
      InetSocketAddress clients,
      InetSocketAddress peers) {
    this.options = options;
    this.dataDirectory = dataDirectory;
    this.clients = clients;
    this.peers = peers;
  }

  /**
   * Serves until SIGTERM, or until it is no member any more, or until it cannot go on. The log's
   * last line says which.
   *
   * @throws StartException in one line, why it could not start or not go on
   */
  int runUntilStopped() throws StartException, IOException {
    return switch (run()) {
      case End.Stopped() -> {
        LOG.info("event=stopped");
        yield 0;
      }
      case End.Retired(String why) -> {
        LOG.info("node {} ends: {}", options.id(), Printable.of(why));
        yield 0;
      }
      case End.Failed(String why) -> throw new StartException(why);
    };
  }

  private End run() throws StartException, IOException {
    Bounds bounds = Bounds.ofThisProcess();
    checkPorts();
    EventLoop loop = new EventLoop("raft", this::broken);
    try (loop;
        FileDisk disk = FileDisk.open(dataDirectory, loop);
        NettyIo io =
            new NettyIo(
                "sockets", failure -> FatalErrors.end("thread sockets has died", failure))) {
      NettyNetwork network = new NettyNetwork(io, loop, bounds.peers());
      Ports ports =
          new Ports(
              new SystemClock(loop),
              disk,
              new SystemChoices(),
              receiver -> {
                network.listen(peers, receiver);
                return network;
              });
      Server server =
          new Server(
              options.with(options.bounds().uncommitted(bounds.uncommittedBytesMax())),
              ports,
              event -> LOG.info("{}", event),
              why -> ended.complete(new End.Failed(why)),
              why -> ended.complete(new End.Retired(why)));
      loop.start();
      // Requests that come in during the start wait for its end in the loop's mailbox.
      try (network;
          HttpKvApi http =
              HttpKvApi.open(
                  io,
                  clients,
                  (request, reply) -> loop.execute(() -> server.submit(request, reply)),
                  bounds.http())) {
        startOn(loop, server);
        Signals.onStop(new Stop(loop, server));
        LOG.info("{}", Event.of("listening", "http", http.address(), "peers", peers));
        LOG.info("{}", bounds.event());
        return ended.join();
      }
    }
  }

  /**
   * Takes both ports and gives them back: one that is taken must leave the data directory as it is.
   *
   * @throws IOException in one line, which port cannot be had, and why
   */
  private void checkPorts() throws IOException {
    try (ServerSocket ofPeers = new ServerSocket();
        ServerSocket ofClients = new ServerSocket()) {
      take(ofPeers, peers);
      take(ofClients, clients);
    }
  }

  private static void take(ServerSocket socket, InetSocketAddress address) throws IOException {
    try {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on port %d of %s: %s"
              .formatted(address.getPort(), address.getHostString(), e.getMessage()),
          e);
    }
  }

  private static void startOn(EventLoop loop, Server server) throws StartException, IOException {
    CompletableFuture<Void> started = new CompletableFuture<>();
    loop.execute(
        () -> {
          try {
            server.start();
            started.complete(null);
          } catch (StartException | IOException e) {
            started.completeExceptionally(e);
          }
        });
    try {
      started.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case StartException why -> throw why;
        case IOException why -> throw why;
        case null -> throw new AssertionError(e);
        default -> throw new AssertionError(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while it started");
    }
  }

  private void broken(Throwable failure) {
    FatalErrors.endIfFatal(failure);
    LOG.error("event=broken", failure);
    // Closing waits for threads of which one may be what is broken.
    haltLater("end", "event=ended-without-closing", FatalErrors.EXIT_STATUS);
    ended.complete(new End.Failed("stopped by a defect, see the log: " + failure));
  }

  /** Ends the process if it has not ended by itself after {@link #STOP_MILLIS_MAX}. */
  private static void haltLater(String thread, String event, int status) {
    Runnable halt =
        () -> {
          try {
            Thread.sleep(STOP_MILLIS_MAX);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          LOG.warn(event);
          Runtime.getRuntime().halt(status);
        };
    Thread.ofPlatform().daemon().name(thread).start(halt);
  }

  /** What a signal to stop does: the first asks, a second, or too long a wait, does not. */
  private final class Stop implements Runnable {
    private final EventLoop loop;
    private final Server server;
    private boolean asked;

    Stop(EventLoop loop, Server server) {
      this.loop = loop;
      this.server = server;
    }

    @Override
    public synchronized void run() {
      if (asked) {
        Runtime.getRuntime().halt(STOPPED_AT_ONCE);
      }
      asked = true;
      // The loop itself bounds the stopping; this is for one that no longer runs, or cannot end.
      haltLater("stop", "event=stopped-without-answering", STOPPED_AT_ONCE);
      loop.execute(() -> server.leave(() -> ended.complete(new End.Stopped())));
    }
  }
}
