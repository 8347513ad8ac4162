package dev.ariadne.harness.proxy;

import java.io.IOException;
import java.util.Optional;

/** Knows which node made a connection. */
@FunctionalInterface
public interface ConnectionOwners {

  /**
   * The node that made a connection over loopback.
   *
   * @param dialerPort the port of the end that dialled
   * @param dialledPort the port that was dialled
   * @return empty if it was none of the nodes, or its socket is gone
   */
  Optional<String> dialer(int dialerPort, int dialledPort) throws IOException;
}
