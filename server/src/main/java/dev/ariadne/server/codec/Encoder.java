package dev.ariadne.server.codec;

import dev.ariadne.server.base.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Writes values one after the other, little-endian, into memory that grows as needed. */
public final class Encoder {

  private ByteBuffer buffer = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

  public Encoder u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  public Encoder bool(boolean value) {
    return u8(value ? 1 : 0);
  }

  public Encoder i32(int value) {
    room(4).putInt(value);
    return this;
  }

  public Encoder i64(long value) {
    room(8).putLong(value);
    return this;
  }

  /** Bytes as they are, with no length before them. */
  public Encoder raw(Bytes value) {
    value.putInto(room(value.length()));
    return this;
  }

  /** A length in 32 bits, then the bytes. */
  public Encoder bytes(Bytes value) {
    return i32(value.length()).raw(value);
  }

  /** As {@link #bytes}, the text in UTF-8. */
  public Encoder text(String value) {
    return bytes(Bytes.utf8(value));
  }

  /** Replaces the 32 bits at a position by another value. */
  public Encoder patchI32(int position, int value) {
    buffer.putInt(position, value);
    return this;
  }

  /** How many bytes there are so far. */
  public int position() {
    return buffer.position();
  }

  /** CRC32C of what was written from a position on, begun at no bytes. */
  public int crc32c(int from) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.array(), from, buffer.position() - from);
    return (int) crc.getValue();
  }

  public Bytes toBytes() {
    return toBytes(0);
  }

  /** What was written from a position on. */
  public Bytes toBytes(int from) {
    return Bytes.copyOf(buffer.array(), from, buffer.position() - from);
  }

  private ByteBuffer room(int length) {
    if (buffer.remaining() < length) {
      int capacity = Math.max(Math.addExact(buffer.position(), length), buffer.capacity() * 2);
      ByteBuffer larger = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
      buffer.flip();
      larger.put(buffer);
      buffer = larger;
    }
    return buffer;
  }
}
