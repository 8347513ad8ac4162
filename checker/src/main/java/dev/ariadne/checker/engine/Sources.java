package dev.ariadne.checker.engine;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** From which states unknown swaps may lead to which. Found when asked for. */
final class Sources {

  private final Part part;
  private final Meter meter;

  // Both only looked up, never iterated.
  private final Map<Integer, BitSet> known = new HashMap<>();
  private final Map<Integer, IntStack> swapsTo = new HashMap<>();

  Sources(Part part, Meter meter) {
    this.part = part;
    this.meter = meter;
    for (int u = 0; u < part.unknownClass.length; u++) {
      int c = part.unknownClass[u];
      if (part.kind(c) == Part.Kind.SWAP && part.gift(c) >= 0) {
        swapsTo.computeIfAbsent(part.gift(c), s -> new IntStack(meter)).push(u);
      }
    }
  }

  /** The states from which swaps may lead to this one, itself included. */
  BitSet of(int target) {
    BitSet sources = known.get(target);
    if (sources != null) {
      return sources;
    }
    BitSet found = new BitSet();
    IntStack work = new IntStack(meter);
    found.set(target);
    work.push(target);
    while (work.size() > 0) {
      IntStack swaps = swapsTo.get(work.pop());
      for (int i = 0; swaps != null && i < swaps.size(); i++) {
        int from = part.need(part.unknownClass[swaps.get(i)]);
        if (!found.get(from)) {
          found.set(from);
          work.push(from);
        }
      }
    }
    meter.bytes(found.size() / Byte.SIZE + 64L);
    known.put(target, found);
    return found;
  }
}
