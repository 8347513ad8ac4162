package dev.ariadne.harness.ariadne.damage;

/** Draws numbers from one choice, as the generator SplitMix64 does. */
final class SplitMix64 {

  private SplitMix64() {}

  /** A number from 0 to below the bound. */
  static long pick(long choice, long bound) {
    return Math.floorMod(mix(choice), bound);
  }

  /** SplitMix64's finalizer. */
  static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
