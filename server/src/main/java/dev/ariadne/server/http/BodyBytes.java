package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** A body as it arrives. Grows with what has come, not with what is announced. */
final class BodyBytes {

  private static final int FIRST_CAPACITY = 512;

  private byte[] bytes = new byte[0];
  private int count;

  /** How many bytes have come, kept or not. */
  int count() {
    return count;
  }

  /** How much memory it takes once so many bytes more have come. */
  int heldWith(int more) {
    int needed = count + more;
    return needed <= bytes.length ? bytes.length : capacity(needed);
  }

  /** Copies a part behind what has come. */
  void add(ByteBuf part) {
    int length = part.readableBytes();
    if (count + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, capacity(count + length));
    }
    part.readBytes(bytes, count, length);
    count += length;
  }

  /** Counts a part of a body that nobody wants. */
  void skip(ByteBuf part) {
    count += part.readableBytes();
    part.skipBytes(part.readableBytes());
  }

  Bytes toBytes() {
    return Bytes.copyOf(bytes, 0, count);
  }

  /** A power of two: values are far below 1 GiB. */
  private static int capacity(int needed) {
    return Math.max(FIRST_CAPACITY, Integer.highestOneBit(needed - 1) << 1);
  }
}
