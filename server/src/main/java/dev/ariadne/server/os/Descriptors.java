package dev.ariadne.server.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How many of the process's file descriptors connections may take, so that there is always one for
 * the next segment or snapshot: a server that cannot open a file ends.
 *
 * @param limit how many the process may have, as {@code ulimit -n} says
 * @param clients accepted from clients at a time
 * @param peers accepted at the peers' port at a time
 * @param links opened to other servers at a time
 */
public record Descriptors(long limit, int clients, int peers, int links) {

  /** For the log, snapshots, and whatever the JVM opens by itself. */
  static final int RESERVE = 64;

  /** Connections that have been accepted and are about to be closed, since there are too many. */
  static final int CLOSING = 128;

  /** With fewer connections from clients than this a server is of no use. */
  static final int CLIENTS_MIN = 16;

  private static final int PART = 8;
  private static final int PEERS_MIN = 8;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path OPEN = Path.of("/proc/self/fd");

  /**
   * What this process may have, beside what it has open now.
   *
   * @param clientsMax for which there is no need to have more
   * @throws IOException if it is too little; says how much is needed
   */
  public static Descriptors ofThisProcess(int clientsMax) throws IOException {
    OptionalLong limit = openFilesMax();
    // Where the system does not say, nothing is known to be short.
    return limit.isEmpty()
        ? new Descriptors(
            Long.MAX_VALUE, clientsMax, PeerBounds.CONNECTIONS_MAX, PeerBounds.LINKS_MAX)
        : of(limit.getAsLong(), open(), clientsMax);
  }

  /**
   * Shares out what is left.
   *
   * @param open how many are open already
   * @throws IOException if there are too few; says how many are needed
   */
  static Descriptors of(long limit, long open, int clientsMax) throws IOException {
    long left = limit - open - RESERVE;
    int peers = Math.clamp(left / PART, PEERS_MIN, PeerBounds.CONNECTIONS_MAX);
    int links = Math.clamp(left / PART, PEERS_MIN, PeerBounds.LINKS_MAX);
    long clients = left - peers - links - Math.min(CLOSING, left / PART * 2);
    if (clients < CLIENTS_MIN) {
      throw new IOException(
          "the limit of %d open files is too low, at least %d are needed: raise it (ulimit -n)"
              .formatted(limit, open + RESERVE + 2 * (PEERS_MIN + PEERS_MIN + CLIENTS_MIN)));
    }
    return new Descriptors(limit, (int) Math.min(clients, clientsMax), peers, links);
  }

  private static OptionalLong openFilesMax() throws IOException {
    if (!Files.isReadable(LIMITS)) {
      return OptionalLong.empty();
    }
    for (String line : Files.readAllLines(LIMITS)) {
      if (line.startsWith("Max open files")) {
        String soft = line.substring("Max open files".length()).strip().split(" +")[0];
        return soft.equals("unlimited")
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(soft));
      }
    }
    return OptionalLong.empty();
  }

  private static long open() throws IOException {
    try (Stream<Path> open = Files.list(OPEN)) {
      return open.count();
    }
  }
}
