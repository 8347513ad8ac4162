package dev.ariadne.server.os;

import dev.ariadne.server.base.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Frames on a connection between servers: the length of the content in 32 bits, from 1 to {@link
 * #CONTENT_BYTES_MAX}, the CRC32C of the content in 32 bits, both little-endian, then the content.
 */
final class Frames {

  /** Largest content. A frame that says more is damaged. */
  static final int CONTENT_BYTES_MAX = 8 << 20;

  static final int HEADER_BYTES = 8;

  private Frames() {}

  static ByteBuf encode(Bytes content) {
    ByteBuf header = Unpooled.buffer(HEADER_BYTES, HEADER_BYTES);
    header.writeIntLE(content.length()).writeIntLE(crc32c(content.asBuffer()));
    return Unpooled.wrappedBuffer(header, Unpooled.wrappedBuffer(content.asBuffer()));
  }

  private static int crc32c(ByteBuffer content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return (int) crc.getValue();
  }

  /** Turns what arrives into {@link Bytes}; at the first damage it says so and takes no more. */
  static final class Reader extends ByteToMessageDecoder {

    private final Consumer<String> damage;
    private boolean damaged;

    /**
     * @param damage told once what is wrong; closes the connection
     */
    Reader(Consumer<String> damage) {
      this.damage = damage;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
      if (damaged) {
        in.skipBytes(in.readableBytes());
        return;
      }
      if (in.readableBytes() < HEADER_BYTES) {
        return;
      }
      int length = in.getIntLE(in.readerIndex());
      if (length < 1 || length > CONTENT_BYTES_MAX) {
        damaged(in, "it says that it is " + Integer.toUnsignedString(length) + " bytes long");
        return;
      }
      if (in.readableBytes() < HEADER_BYTES + length) {
        return;
      }
      int crc = in.getIntLE(in.readerIndex() + Integer.BYTES);
      ByteBuffer content = in.nioBuffer(in.readerIndex() + HEADER_BYTES, length);
      if (crc32c(content.duplicate()) != crc) {
        damaged(in, "its content of " + length + " bytes does not have its CRC");
        return;
      }
      out.add(Bytes.copyOf(content));
      in.skipBytes(HEADER_BYTES + length);
    }

    private void damaged(ByteBuf in, String what) {
      damaged = true;
      in.skipBytes(in.readableBytes());
      damage.accept(what);
    }
  }
}
