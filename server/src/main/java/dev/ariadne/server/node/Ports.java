package dev.ariadne.server.node;

import dev.ariadne.server.port.Choices;
import dev.ariadne.server.port.Clock;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.port.Network;
import java.io.IOException;

/** Everything of the world that a server is given. */
public record Ports(Clock clock, Disk disk, Choices choices, NetworkOpener network) {

  /** Opens the network once there is somebody to receive. */
  @FunctionalInterface
  public interface NetworkOpener {
    Network open(Network.Receiver receiver) throws IOException;
  }
}
