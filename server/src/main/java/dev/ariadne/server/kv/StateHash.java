package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Encoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A hash of a set of items that follows every change in constant time: the sum, in four lanes of 64
 * bits, of the SHA-256 of each (after Bellare and Micciancio, "A New Paradigm for Collision-free
 * Hashing: Incrementality at Reduced Cost", 1997). The order in which items came does not matter.
 *
 * <p>It is there to notice accidents. Somebody who chooses the items can make two sets collide.
 */
final class StateHash {

  /** Bytes of {@link #lanes}. */
  static final int LANES_BYTES = 32;

  private static final int SHOWN_BYTES = 16;

  private final MessageDigest sha256 = sha256();
  private final long[] lanes = new long[LANES_BYTES / Long.BYTES];

  void add(Item item) {
    ByteBuffer digest = digest(item.encode());
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] += digest.getLong();
    }
  }

  void remove(Item item) {
    ByteBuffer digest = digest(item.encode());
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] -= digest.getLong();
    }
  }

  /** All lanes as one number. */
  long fingerprint() {
    long folded = 0;
    for (long lane : lanes) {
      folded = Long.rotateLeft(folded, 17) ^ lane;
    }
    return folded;
  }

  /** The sums, little-endian. */
  Bytes lanes() {
    Encoder out = new Encoder();
    for (long lane : lanes) {
      out.i64(lane);
    }
    return out.toBytes();
  }

  /** Hash of the items together with two numbers, as 32 hexadecimal digits. */
  String with(long window, long applied) {
    ByteBuffer digest = digest(new Encoder().i64(window).i64(applied).raw(lanes()).toBytes());
    return HexFormat.of().formatHex(digest.array(), 0, SHOWN_BYTES);
  }

  private ByteBuffer digest(Bytes bytes) {
    bytes.addTo(sha256);
    return ByteBuffer.wrap(sha256.digest()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
