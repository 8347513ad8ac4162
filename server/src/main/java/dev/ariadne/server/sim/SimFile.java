package dev.ariadne.server.sim;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Choices;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file's content twice: as every reader sees it, and as it would be after a power cut that lost
 * all that is not synced. Both grow in place: appending costs what is appended.
 */
final class SimFile {

  static final int SECTOR_BYTES = 512;

  /** How many versions of an unsynced sector are remembered, the newest included. */
  private static final int VERSIONS_MAX = 4;

  /** Bytes with room for more behind them. Invariant: whatever lies beyond the length is 0. */
  private static final class Content {
    private byte[] bytes = new byte[0];
    private int length;

    /** Makes it this long; what is new is 0. */
    void resize(int to) {
      if (to > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(to, bytes.length * 2));
      } else if (to < length) {
        Arrays.fill(bytes, to, length, (byte) 0);
      }
      length = to;
    }

    void put(int offset, Bytes source) {
      resize(Math.max(length, offset + source.length()));
      source.putInto(ByteBuffer.wrap(bytes, offset, source.length()));
    }

    void put(int offset, byte[] source, int from, int count) {
      resize(Math.max(length, offset + count));
      System.arraycopy(source, from, bytes, offset, count);
    }

    Content copy() {
      Content copy = new Content();
      copy.bytes = Arrays.copyOf(bytes, length);
      copy.length = length;
      return copy;
    }
  }

  private final Content cached;
  private final Content durable;

  /** What unsynced sectors have held since the last sync, newest first. */
  private final TreeMap<Integer, Deque<byte[]>> unsynced = new TreeMap<>();

  /** The shortest the file has been since the last sync. */
  private int shortest;

  SimFile() {
    this(new Content(), new Content());
  }

  private SimFile(Content cached, Content durable) {
    this.cached = cached;
    this.durable = durable;
    this.shortest = cached.length;
  }

  SimFile copy() {
    SimFile copy = new SimFile(cached.copy(), durable.copy());
    copy.shortest = shortest;
    unsynced.forEach((sector, versions) -> copy.unsynced.put(sector, new ArrayDeque<>(versions)));
    return copy;
  }

  int length() {
    return cached.length;
  }

  /** Of what has been synced. */
  int durableLength() {
    return durable.length;
  }

  byte[] durable(int from) {
    return Arrays.copyOfRange(durable.bytes, from, durable.length);
  }

  Bytes read(long offset, int length) {
    int from = (int) Math.min(offset, cached.length);
    return Bytes.copyOf(cached.bytes, from, (int) Math.min(length, cached.length - (long) from));
  }

  void write(int offset, Bytes bytes) {
    if (bytes.length() == 0) {
      return;
    }
    int end = offset + bytes.length();
    cached.put(offset, bytes);
    for (int sector = offset / SECTOR_BYTES; sector <= (end - 1) / SECTOR_BYTES; sector++) {
      Deque<byte[]> versions = unsynced.computeIfAbsent(sector, s -> new ArrayDeque<>(2));
      versions.addFirst(sector(sector, cached.length));
      if (versions.size() > VERSIONS_MAX) {
        versions.removeLast();
      }
    }
  }

  private byte[] sector(int sector, int end) {
    int from = sector * SECTOR_BYTES;
    return Arrays.copyOfRange(cached.bytes, from, Math.min(from + SECTOR_BYTES, end));
  }

  void truncate(int length) {
    cached.resize(length);
    shortest = Math.min(shortest, length);
    unsynced.tailMap((length + SECTOR_BYTES - 1) / SECTOR_BYTES, true).clear();
    int last = length / SECTOR_BYTES;
    if (unsynced.containsKey(last)) {
      unsynced.put(last, new ArrayDeque<>(List.of(sector(last, length))));
    }
  }

  /** Only what was written since the last sync can differ. */
  void sync() {
    durable.resize(Math.min(durable.length, shortest));
    durable.resize(cached.length);
    for (int sector : unsynced.keySet()) {
      int from = sector * SECTOR_BYTES;
      int count = Math.min(SECTOR_BYTES, cached.length - from);
      if (count > 0) {
        durable.put(from, cached.bytes, from, count);
      }
    }
    unsynced.clear();
    shortest = cached.length;
  }

  /** Changes both images alike, as decay does. */
  void decay(int offset, Bytes bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      cached.bytes[offset + i] = bytes.at(i);
      if (offset + i < durable.length) {
        durable.bytes[offset + i] = bytes.at(i);
      }
    }
  }

  /** Shortens both images alike. */
  void cut(int length) {
    truncate(length);
    durable.resize(Math.min(durable.length, length));
  }

  /**
   * Decides, for all that is not synced, whether it is still there.
   *
   * @param site what is being decided, without the part that says which piece
   */
  void powerCut(Choices choices, String site) {
    int seen = cached.length;
    Content left = durable.copy();
    if (shortest < durable.length && choices.pick(site + " shorter", 2) == 0) {
      left.resize(shortest);
    }
    for (Map.Entry<Integer, Deque<byte[]>> sector : unsynced.entrySet()) {
      Deque<byte[]> versions = sector.getValue();
      // 0: the newest; 1: none of them; beyond: an older one.
      int kept = choices.pick(site + " sector " + sector.getKey(), versions.size() + 1);
      if (kept != 1) {
        byte[] version = versions.stream().skip(Math.max(0, kept - 1)).findFirst().orElseThrow();
        left.put(sector.getKey() * SECTOR_BYTES, version, 0, version.length);
      }
    }
    if (left.length < seen && choices.pick(site + " longer", 2) == 1) {
      // The size has got through, the content has not.
      left.resize(seen);
    }
    for (Content image : List.of(cached, durable)) {
      image.resize(0);
      image.put(0, left.bytes, 0, left.length);
    }
    unsynced.clear();
    shortest = cached.length;
  }

  /** Whether a power cut now could change anything. */
  boolean synced() {
    return unsynced.isEmpty() && shortest >= durable.length;
  }
}
