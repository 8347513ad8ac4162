package dev.ariadne.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void eachPortIsGivenOutOnceAndIsFree() throws IOException {
    Ports ports = new Ports();
    TreeSet<Integer> given = new TreeSet<>();
    for (int i = 0; i < 20; i++) {
      int port = ports.choose();
      assertThat(given.add(port)).isTrue();
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(Ports.LOOPBACK, port));
      }
    }
  }

  @Test
  void noOutgoingConnectionCanTakeTheirPorts() throws IOException {
    assertThat(Ports.ephemeralBegin()).isBetween(1024, 65535);
    Assumptions.assumeTrue(Ports.ephemeralBegin() > 10_100);
    Ports ports = new Ports();
    for (int i = 0; i < 20; i++) {
      assertThat(ports.choose()).isLessThan(Ports.ephemeralBegin());
    }
  }

  @Test
  void aPortThatIsTakenIsReplaced() throws IOException {
    Ports ports = new Ports();
    int port = ports.choose();
    assertThat(ports.keepOrChoose(port)).isEqualTo(port);
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(Ports.LOOPBACK, port));
      assertThat(ports.keepOrChoose(port)).isNotEqualTo(port);
    }
  }
}
