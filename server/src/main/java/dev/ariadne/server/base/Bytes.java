package dev.ariadne.server.base;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.Checksum;

/**
 * An immutable run of bytes that equals its copy. Never shares memory with a buffer that somebody
 * else writes to: whatever comes in is copied, whatever goes out is a copy or read-only.
 */
public final class Bytes implements Comparable<Bytes> {

  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private static final VarHandle I32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle I64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  public static Bytes copyOf(byte[] source) {
    return source.length == 0 ? EMPTY : new Bytes(source.clone());
  }

  public static Bytes copyOf(byte[] source, int offset, int length) {
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(source, offset, offset + length));
  }

  /** Copies what remains in the buffer and leaves its position where it was. */
  public static Bytes copyOf(ByteBuffer source) {
    byte[] copy = new byte[source.remaining()];
    source.duplicate().get(copy);
    return copy.length == 0 ? EMPTY : new Bytes(copy);
  }

  /** The bytes of a text in UTF-8. */
  public static Bytes utf8(String text) {
    return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return content.length;
  }

  public byte at(int index) {
    return content[index];
  }

  /** The 32 bits from a position on, little-endian. */
  public int i32At(int index) {
    return (int) I32.get(content, index);
  }

  /** The 64 bits from a position on, little-endian. */
  public long i64At(int index) {
    return (long) I64.get(content, index);
  }

  /** Copies some of them into somebody's memory. */
  public void copyTo(int from, byte[] target, int at, int length) {
    System.arraycopy(content, from, target, at, length);
  }

  /** Goes on with a checksum over some of them. */
  public void addTo(Checksum checksum, int from, int length) {
    checksum.update(content, from, length);
  }

  /** Goes on with a digest over all of them. */
  public void addTo(MessageDigest digest) {
    digest.update(content);
  }

  public byte[] toArray() {
    return content.clone();
  }

  /** A read-only view, positioned at the first byte, big-endian. */
  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  /** The part from {@code from} (inclusive) to {@code to} (exclusive). */
  public Bytes slice(int from, int to) {
    return copyOf(content, from, to - from);
  }

  /** Copies all bytes into the buffer at its position. */
  public void putInto(ByteBuffer target) {
    target.put(content);
  }

  /** The text that these bytes are in UTF-8; malformed parts become U+FFFD. */
  public String utf8() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** Unsigned, byte by byte: the order of keys in a store. */
  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return content.length <= 64 ? utf8() : new String(content, 0, 64, StandardCharsets.UTF_8) + "…";
  }
}
