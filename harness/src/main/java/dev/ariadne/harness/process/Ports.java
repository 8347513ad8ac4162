package dev.ariadne.harness.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * Free ports of 127.0.0.1, each given out once.
 *
 * <p>They lie below those that the system gives to outgoing connections: otherwise a connection
 * could take a node's port while the node is down.
 */
public final class Ports {

  /** The only interface that is used: IPv4, whatever Java prefers. */
  public static final String LOOPBACK = "127.0.0.1";

  private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int FIRST = 10_000;
  private static final int TRIES_MAX = 2_000;

  private final TreeSet<Integer> given = new TreeSet<>();
  private final int end;
  private int next;

  /** Where to begin differs from harness to harness, so that two seldom try the same port. */
  public Ports() {
    end = ephemeralBegin();
    next = FIRST + (int) (ProcessHandle.current().pid() * 97 % Math.max(1, end - FIRST));
  }

  /** A port that is free now. */
  public synchronized int choose() throws IOException {
    for (int i = 0; i < TRIES_MAX && end > FIRST; i++) {
      int port = next++;
      if (next >= end) {
        next = FIRST;
      }
      if (!given.contains(port) && isFree(port)) {
        given.add(port);
        return port;
      }
    }
    try (ServerSocket any = new ServerSocket()) {
      any.bind(new InetSocketAddress(LOOPBACK, 0), 1);
      return any.getLocalPort();
    }
  }

  /** The port if it is free, otherwise another one. */
  public int keepOrChoose(int port) throws IOException {
    return isFree(port) ? port : choose();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as servers do: what lingers of former connections is no clash
      socket.bind(new InetSocketAddress(LOOPBACK, port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static int ephemeralBegin() {
    // By a reader: this file is gone after the first read, and readString begins with a short one.
    try (BufferedReader range = Files.newBufferedReader(EPHEMERAL)) {
      return Integer.parseInt(range.readLine().trim().split("\\s+")[0]);
    } catch (IOException | NumberFormatException e) {
      return FIRST; // nothing is known to lie below: let the system choose
    }
  }
}
