package dev.ariadne.harness.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Finds who dialled in Linux's tables: the two ports give the socket's inode ({@code
 * /proc/net/tcp}, {@code /proc/net/tcp6}), and the process that has it open is among the nodes'
 * ({@code /proc/PID/fd}). Works for stopped processes too.
 */
public final class SocketOwners implements ConnectionOwners {

  /** The fields of a line of the table, by position, after splitting at blanks. */
  private static final int LOCAL = 1;

  private static final int REMOTE = 2;
  private static final int INODE = 9;

  private final Path proc;
  private final Supplier<SortedMap<String, Long>> pids;

  /**
   * @param pids the process id of each node that runs now
   */
  public SocketOwners(Supplier<SortedMap<String, Long>> pids) {
    this(Path.of("/proc"), pids);
  }

  SocketOwners(Path proc, Supplier<SortedMap<String, Long>> pids) {
    this.proc = proc;
    this.pids = pids;
  }

  @Override
  public Optional<String> dialer(int dialerPort, int dialledPort) throws IOException {
    OptionalLong inode = inode(dialerPort, dialledPort);
    if (inode.isEmpty()) {
      return Optional.empty();
    }
    String socket = "socket:[" + inode.getAsLong() + "]";
    for (Map.Entry<String, Long> node : pids.get().entrySet()) {
      if (holds(node.getValue(), socket)) {
        return Optional.of(node.getKey());
      }
    }
    return Optional.empty();
  }

  private OptionalLong inode(int dialerPort, int dialledPort) throws IOException {
    for (String table : new String[] {"net/tcp6", "net/tcp"}) {
      Path file = proc.resolve(table);
      if (!Files.exists(file)) {
        continue;
      }
      try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
        lines.readLine(); // the heading
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] fields = line.trim().split("\\s+");
          if (fields.length > INODE
              && isLoopback(fields[LOCAL], dialerPort)
              && isLoopback(fields[REMOTE], dialledPort)
              && !fields[INODE].equals("0")) {
            return OptionalLong.of(Long.parseLong(fields[INODE]));
          }
        }
      }
    }
    return OptionalLong.empty();
  }

  /** Whether {@code 0100007F:1F90}, or the same mapped into IPv6, is 127.0.0.1 and that port. */
  private static boolean isLoopback(String address, int port) {
    int colon = address.lastIndexOf(':');
    return colon >= 8
        && address.regionMatches(colon - 8, "0100007F", 0, 8)
        && Integer.parseInt(address, colon + 1, address.length(), 16) == port;
  }

  private boolean holds(long pid, String socket) {
    try (DirectoryStream<Path> descriptors =
        Files.newDirectoryStream(proc.resolve(Long.toString(pid)).resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (socket.equals(target(descriptor))) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return false; // it has just ended
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }
}
