package dev.ariadne.server.codec;

import dev.ariadne.server.base.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Writes values one after the other, little-endian, into memory that grows as needed. */
public final class Encoder {

  private static final VarHandle I32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle I64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Room at the beginning: enough for most messages between servers. */
  private static final int FIRST_BYTES = 128;

  private byte[] content = new byte[FIRST_BYTES];
  private int position;

  public Encoder u8(int value) {
    int at = room(1);
    content[at] = (byte) value;
    return this;
  }

  public Encoder bool(boolean value) {
    return u8(value ? 1 : 0);
  }

  public Encoder i32(int value) {
    int at = room(Integer.BYTES);
    I32.set(content, at, value);
    return this;
  }

  public Encoder i64(long value) {
    int at = room(Long.BYTES);
    I64.set(content, at, value);
    return this;
  }

  /** Bytes as they are, with no length before them. */
  public Encoder raw(Bytes value) {
    return raw(value, 0, value.length());
  }

  /** A part of them, from one position to before another. */
  public Encoder raw(Bytes value, int from, int to) {
    int at = room(to - from);
    value.copyTo(from, content, at, to - from);
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
  public Encoder patchI32(int at, int value) {
    if (at + Integer.BYTES > position) {
      throw new IndexOutOfBoundsException("32 bits at " + at + " of " + position + " bytes");
    }
    I32.set(content, at, value);
    return this;
  }

  /** How many bytes there are so far. */
  public int position() {
    return position;
  }

  /** CRC32C of what was written from a position on, begun at no bytes. */
  public int crc32c(int from) {
    CRC32C crc = new CRC32C();
    addTo(crc, from);
    return (int) crc.getValue();
  }

  /** Goes on with a checksum over what was written from a position on. */
  public void addTo(Checksum checksum, int from) {
    checksum.update(content, from, position - from);
  }

  public Bytes toBytes() {
    return toBytes(0);
  }

  /** What was written from a position on. */
  public Bytes toBytes(int from) {
    return Bytes.copyOf(content, from, position - from);
  }

  /** Where so many bytes more begin, for which there is room then. */
  private int room(int length) {
    int at = position;
    int end = Math.addExact(at, length);
    if (end > content.length) {
      content = Arrays.copyOf(content, Math.max(end, content.length * 2));
    }
    position = end;
    return at;
  }
}
