package dev.ariadne.harness;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Choices as a hash of (seed, site, occurrence). The mapping is part of the format of a stored
 * scenario: it never changes, and a golden test holds it.
 *
 * <p>The site's UTF-16 units go through FNV-1a (64 bits), everything together through the finaliser
 * of SplitMix64 (Steele, Lea, Flood, 2014, in Stafford's variant 13); the upper bits of a 64 by 32
 * bit product select. With a bound below 2^31 no choice is likelier than another by more than
 * 2^-33.
 */
public final class SeededChoices implements Choices {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  /** So many sites' roots are remembered; generators ask at few. */
  private static final int REMEMBERED_MAX = 64;

  private final long seed;

  /** Roots by site: to look one up costs less than to hash its name. */
  private final Map<String, Long> roots = new ConcurrentHashMap<>();

  public SeededChoices(long seed) {
    this.seed = seed;
  }

  @Override
  public int pick(String site, long occurrence, int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("pick at " + site + " from " + bound + " choices");
    }
    return pick(remembered(site), occurrence, bound);
  }

  private long remembered(String site) {
    Long root = roots.get(site);
    if (root != null) {
      return root;
    }
    long fresh = root(site);
    if (roots.size() < REMEMBERED_MAX) {
      roots.put(site, fresh);
    }
    return fresh;
  }

  /** What all decisions of a site begin from: for whoever decides there often. */
  public long root(String site) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < site.length(); i++) {
      hash = (hash ^ site.charAt(i)) * FNV_PRIME;
    }
    return mix(mix(seed + GOLDEN_RATIO) ^ hash);
  }

  /** The same as {@link #pick(String, long, int)} at the site with this {@link #root}. */
  public static int pick(long root, long occurrence, int bound) {
    return (int) Math.unsignedMultiplyHigh(mix(root + occurrence * GOLDEN_RATIO), bound);
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
