package dev.ariadne.server.http;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.util.function.IntSupplier;

/**
 * One read from the socket for each time that a connection asks for one, of as many bytes as it
 * says: what nobody can take yet stays in the socket, and holds up its sender.
 */
final class OneRead extends DefaultMaxMessagesRecvByteBufAllocator {

  private final IntSupplier bytes;

  OneRead(IntSupplier bytes) {
    super(1);
    this.bytes = bytes;
  }

  @Override
  @SuppressWarnings("deprecation") // Netty asks for a handle of this kind all the same.
  public Handle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public int guess() {
        return bytes.getAsInt();
      }
    };
  }
}
