package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Short digests for identity, not for secrecy. */
final class Digest {

  private Digest() {}

  /** The first 64 bits of the bytes' SHA-256. */
  static long of(Bytes bytes) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(bytes.asBuffer());
      return ByteBuffer.wrap(sha.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
