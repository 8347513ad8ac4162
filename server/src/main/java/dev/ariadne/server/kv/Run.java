package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Invariant;
import dev.ariadne.server.codec.Encoder;
import java.util.function.BiFunction;

/**
 * What {@link Recent} keeps by some indexes in a row. Once frozen it never changes again, and what
 * it is as bytes is made once for all snapshots that it is part of.
 */
final class Run<K> {

  static final int INDEXES = 64;

  private final long number;
  private final Object[] names = new Object[INDEXES];
  private final Remembered[] kept = new Remembered[INDEXES];
  private int size;
  private volatile boolean frozen;

  /** Null before they are asked for. */
  private volatile Bytes encoded;

  Run(long number) {
    this.number = number;
  }

  /** Which run an index belongs to. */
  static long number(long index) {
    return Math.floorDiv(index, INDEXES);
  }

  long number() {
    return number;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean isFrozen() {
    return frozen;
  }

  void freeze() {
    frozen = true;
  }

  Run<K> copy() {
    Run<K> copy = new Run<>(number);
    System.arraycopy(names, 0, copy.names, 0, INDEXES);
    System.arraycopy(kept, 0, copy.kept, 0, INDEXES);
    copy.size = size;
    return copy;
  }

  /** Null if the index keeps nothing. */
  @SuppressWarnings("unchecked")
  K name(long index) {
    return (K) names[at(index)];
  }

  void put(K name, Remembered what) {
    Invariant.check(!frozen, "run %d is frozen", number);
    names[at(what.index())] = name;
    kept[at(what.index())] = what;
    size++;
  }

  void remove(long index) {
    Invariant.check(!frozen, "run %d is frozen", number);
    names[at(index)] = null;
    kept[at(index)] = null;
    size--;
  }

  /** All of it by index, each item with its length before it. */
  @SuppressWarnings("unchecked")
  Bytes encoded(BiFunction<K, Remembered, Item> item) {
    Invariant.check(frozen, "run %d may change yet", number);
    Bytes known = encoded;
    if (known == null) {
      Encoder out = new Encoder();
      for (int i = 0; i < INDEXES; i++) {
        if (names[i] != null) {
          item.apply((K) names[i], kept[i]).encodeWithLength(out);
        }
      }
      known = out.toBytes();
      encoded = known;
    }
    return known;
  }

  private static int at(long index) {
    return (int) Math.floorMod(index, (long) INDEXES);
  }
}
