package dev.ariadne.server.os;

import dev.ariadne.server.base.Invariant;
import dev.ariadne.server.port.Choices;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;

/**
 * Choices that follow from a seed, the site and how often the site was asked before. The seed is
 * drawn anew for each start of a process. Not safe for use by several threads.
 */
public final class SystemChoices implements Choices {

  private final long seed;
  private final Map<String, Long> occurrences = new TreeMap<>();

  public SystemChoices() {
    this(new SecureRandom().nextLong());
  }

  public SystemChoices(long seed) {
    this.seed = seed;
  }

  /** What makes the choices come again. */
  public long seed() {
    return seed;
  }

  @Override
  public int pick(String site, int bound) {
    Invariant.check(bound >= 1, "%s chooses among %d", site, bound);
    long occurrence = occurrences.merge(site, 1L, Long::sum);
    byte[] name = site.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decision = ByteBuffer.allocate(2 * Long.BYTES + name.length);
    decision.putLong(seed).putLong(occurrence).put(name).flip();
    // 64 bits against a bound of at most 31: the favour that low numbers get does not matter.
    return (int) Long.remainderUnsigned(hash(decision), bound);
  }

  private static long hash(ByteBuffer decision) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(decision);
      return ByteBuffer.wrap(sha256.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
