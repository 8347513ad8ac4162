package dev.ariadne.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketOwnersTest {

  private static final String HEADING = "  sl  local_address rem_address   st tx_queue\n";

  @TempDir Path proc;
  private final TreeMap<String, Long> pids = new TreeMap<>();

  @Test
  void theOwnerOfARealSocketIsFound() throws IOException {
    pids.put("n1", Long.MAX_VALUE); // no such process
    pids.put("n2", ProcessHandle.current().pid());
    SocketOwners owners = new SocketOwners(() -> pids);
    try (ServerSocket listening = new ServerSocket()) {
      listening.bind(new InetSocketAddress("127.0.0.1", 0));
      int dialled = listening.getLocalPort();
      try (Socket socket = new Socket("127.0.0.1", dialled)) {
        assertThat(owners.dialer(socket.getLocalPort(), dialled)).contains("n2");
        assertThat(owners.dialer(dialled, dialled)).isEmpty();
      }
      try (SocketChannel channel =
          SocketChannel.open(new InetSocketAddress("127.0.0.1", dialled))) {
        assertThat(owners.dialer(channel.socket().getLocalPort(), dialled)).contains("n2");
      }
    }
  }

  @Test
  void bothTablesAreReadAndOnlyLoopbackCounts() throws IOException {
    table(
        "tcp6",
        line("0000000000000000FFFF00000100007F:03E8", "0000000000000000FFFF00000100007F:07D0", 11));
    table(
        "tcp",
        line("0200007F:03E9", "0100007F:07D0", 10),
        line("0100007F:03E9", "0100007F:07D1", 10),
        line("0100007F:03E9", "0100007F:07D0", 12),
        line("0100007F:03EA", "0100007F:07D0", 0));
    process("n1", 100, "socket:[11]", "anon_inode:[eventpoll]");
    process("n2", 200, "pipe:[12]", "socket:[12]");
    SocketOwners owners = new SocketOwners(proc, () -> pids);
    assertThat(owners.dialer(1000, 2000)).contains("n1");
    assertThat(owners.dialer(1001, 2000)).contains("n2");
    assertThat(owners.dialer(1002, 2000)).isEmpty();
    assertThat(owners.dialer(1003, 2000)).isEmpty();
  }

  private void table(String name, String... lines) throws IOException {
    Path net = Files.createDirectories(proc.resolve("net"));
    Files.writeString(net.resolve(name), HEADING + String.join("", lines));
  }

  private static String line(String local, String remote, int inode) {
    return "   0: %s %s 01 00000000:00000000 00:00000000 00000000  1000        0 %d 1 0 20\n"
        .formatted(local, remote, inode);
  }

  private void process(String node, long pid, String... targets) throws IOException {
    Path descriptors = Files.createDirectories(proc.resolve(Long.toString(pid)).resolve("fd"));
    int number = 0;
    for (String target : List.of(targets)) {
      Files.createSymbolicLink(descriptors.resolve(Integer.toString(number++)), Path.of(target));
    }
    pids.put(node, pid);
  }
}
