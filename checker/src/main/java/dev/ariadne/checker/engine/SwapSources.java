package dev.ariadne.checker.engine;

import java.util.BitSet;

/**
 * Finds the states from which unknown compare-and-sets may lead to a state. The result for a state
 * is computed when it is first needed.
 */
final class SwapSources {

  private final EncodedHistory encoded;
  private final Meter meter;

  // By state; null if not yet needed, or if no swap leads there.
  private final BitSet[] known;
  private final IntStack[] swapsTo;

  SwapSources(EncodedHistory encoded, Meter meter) {
    this.encoded = encoded;
    this.meter = meter;
    this.known = new BitSet[encoded.states.size()];
    this.swapsTo = new IntStack[known.length];
    meter.bytes(8L * known.length);
    for (int u = 0; u < encoded.unknownClass.length; u++) {
      int c = encoded.unknownClass[u];
      if (encoded.kind(c) == EncodedHistory.ClassKind.SWAP && encoded.written(c) >= 0) {
        IntStack.push(swapsTo, encoded.written(c), u, meter);
      }
    }
  }

  /**
   * The states from which swaps may lead to this one, itself included.
   *
   * @param target one of those that were there at the beginning
   */
  BitSet of(int target) {
    BitSet sources = known[target];
    if (sources != null) {
      return sources;
    }
    BitSet found = new BitSet();
    IntStack work = new IntStack(meter);
    found.set(target);
    work.push(target);
    while (work.size() > 0) {
      IntStack swaps = swapsTo[work.pop()];
      for (int i = 0; swaps != null && i < swaps.size(); i++) {
        int from = encoded.expected(encoded.unknownClass[swaps.get(i)]);
        if (!found.get(from)) {
          found.set(from);
          work.push(from);
        }
      }
    }
    meter.bytes(found.size() / Byte.SIZE + 64L);
    known[target] = found;
    return found;
  }
}
