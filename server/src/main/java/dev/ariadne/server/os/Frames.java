package dev.ariadne.server.os;

import dev.ariadne.server.base.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
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

  private static final VarHandle I32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

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

  /**
   * Turns what arrives into {@link Bytes}; at the first damage it says so and takes no more. Holds
   * as much of an unfinished frame as has come, in memory that grows with it up to the frame's
   * length.
   */
  static final class Reader extends ChannelInboundHandlerAdapter {

    /** What a frame may take before anybody is asked. */
    static final int FREE_BYTES = 4096;

    /** Whether there is room for unfinished frames. */
    interface Room {
      /**
       * A frame of this length has begun; 0 when it is complete.
       *
       * @return false if there is no room for it: the connection is to be closed
       */
      boolean begins(int length);
    }

    private final Consumer<String> damage;
    private final Room room;
    private final byte[] header = new byte[HEADER_BYTES];
    private byte[] content = new byte[0];
    private boolean ended;

    /** Of the frame that is arriving: its length once its header is there, how much has come. */
    private int length;

    private int headerCount;
    private int count;

    /**
     * @param damage told once what is wrong; closes the connection
     */
    Reader(Consumer<String> damage, Room room) {
      this.damage = damage;
      this.room = room;
    }

    /** Whether a frame has begun and is not complete. */
    boolean inFrame() {
      return headerCount > 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf in = (ByteBuf) message;
      try {
        while (!ended && in.isReadable()) {
          read(ctx, in);
        }
      } finally {
        in.release();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (length > FREE_BYTES) {
        room.begins(0);
      }
      ended = true;
      content = new byte[0];
      ctx.fireChannelInactive();
    }

    private void read(ChannelHandlerContext ctx, ByteBuf in) {
      if (headerCount < HEADER_BYTES) {
        int taken = Math.min(HEADER_BYTES - headerCount, in.readableBytes());
        in.readBytes(header, headerCount, taken);
        headerCount += taken;
        if (headerCount == HEADER_BYTES) {
          begin(ctx);
        }
        return;
      }
      int taken = Math.min(length - count, in.readableBytes());
      if (count + taken > content.length) {
        int doubled = Math.max(count + taken, 2 * content.length);
        content = Arrays.copyOf(content, Math.min(length, doubled));
      }
      in.readBytes(content, count, taken);
      count += taken;
      if (count == length) {
        complete(ctx);
      }
    }

    private void begin(ChannelHandlerContext ctx) {
      length = (int) I32.get(header, 0);
      if (length < 1 || length > CONTENT_BYTES_MAX) {
        damaged("it says that it is " + Integer.toUnsignedString(length) + " bytes long");
        length = 0;
        return;
      }
      if (length > FREE_BYTES && !room.begins(length)) {
        length = 0;
        ended = true;
        ctx.close();
      }
    }

    private void complete(ChannelHandlerContext ctx) {
      if (crc32c(ByteBuffer.wrap(content, 0, length)) != (int) I32.get(header, Integer.BYTES)) {
        damaged("its content of " + length + " bytes does not have its CRC");
        return;
      }
      Bytes frame = Bytes.copyOf(content, 0, length);
      if (length > FREE_BYTES) {
        content = new byte[0];
        room.begins(0);
      }
      length = 0;
      headerCount = 0;
      count = 0;
      ctx.fireChannelRead(frame);
    }

    private void damaged(String what) {
      ended = true;
      damage.accept(what);
    }
  }
}
