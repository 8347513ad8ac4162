package dev.ariadne.server.port;

import dev.ariadne.server.base.Bytes;

/**
 * Frames between servers, at best effort: a frame may be lost, late, doubled or out of order, and
 * may arrive after its sender has died; it is never altered. Who sent it is for the frame itself to
 * say.
 */
public interface Network {

  /**
   * Sends one frame towards an address and returns at once. A bounded number of bytes waits for
   * each address; what does not fit is dropped and reported as unreachable.
   *
   * @param address a peer URL, {@code http://HOST:PORT}
   */
  void send(String address, Bytes frame);

  /** Called on the node's loop. */
  interface Receiver {

    /**
     * Takes a frame.
     *
     * @return true if it came from a member of the cluster, as far as the receiver can tell
     */
    boolean received(Bytes frame);

    /** Frames to this address have been lost: a connection broke, or too many were waiting. */
    void unreachable(String address);
  }
}
