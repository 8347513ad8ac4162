package dev.ariadne.server.codec;

import dev.ariadne.server.base.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads what {@link Encoder} wrote. */
public final class Decoder {

  private final ByteBuffer buffer;

  public Decoder(Bytes source) {
    this.buffer = source.asBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  public int u8() throws MalformedException {
    return Byte.toUnsignedInt(need(1).get());
  }

  public boolean bool() throws MalformedException {
    int value = u8();
    if (value > 1) {
      throw new MalformedException("a truth value is 0 or 1, not " + value);
    }
    return value == 1;
  }

  public int i32() throws MalformedException {
    return need(4).getInt();
  }

  public long i64() throws MalformedException {
    return need(8).getLong();
  }

  public Bytes raw(int length) throws MalformedException {
    ByteBuffer part = need(length).slice(buffer.position(), length);
    buffer.position(buffer.position() + length);
    return Bytes.copyOf(part);
  }

  public Bytes bytes() throws MalformedException {
    return raw(i32());
  }

  public String text() throws MalformedException {
    return bytes().utf8();
  }

  /**
   * A count of things that follow.
   *
   * @param bytesEachMin what each takes at the least, so that a wild count is refused before memory
   *     is set aside for it
   */
  public int count(int bytesEachMin) throws MalformedException {
    int count = i32();
    if (count < 0 || (long) count * bytesEachMin > buffer.remaining()) {
      throw new MalformedException(
          "count " + count + " at " + (buffer.position() - 4) + " is more than what follows");
    }
    return count;
  }

  public int position() {
    return buffer.position();
  }

  public int remaining() {
    return buffer.remaining();
  }

  /** Says that everything has been read. */
  public void end() throws MalformedException {
    if (buffer.hasRemaining()) {
      throw new MalformedException(buffer.remaining() + " bytes too many");
    }
  }

  private ByteBuffer need(int length) throws MalformedException {
    if (length < 0 || length > buffer.remaining()) {
      throw new MalformedException(
          "%d bytes wanted at %d, %d there"
              .formatted(length, buffer.position(), buffer.remaining()));
    }
    return buffer;
  }
}
