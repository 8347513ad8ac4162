package dev.ariadne.server.sim;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Choices;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file's content twice: as every reader sees it, and as it would be after a power cut that lost
 * all that is not synced.
 */
final class SimFile {

  static final int SECTOR_BYTES = 512;

  /** How many versions of an unsynced sector are remembered, the newest included. */
  private static final int VERSIONS_MAX = 4;

  private byte[] cached;
  private byte[] durable;

  /** What unsynced sectors have held since the last sync, newest first. */
  private final TreeMap<Integer, Deque<byte[]>> unsynced = new TreeMap<>();

  /** The shortest the file has been since the last sync. */
  private int shortest;

  SimFile() {
    this(new byte[0], new byte[0]);
  }

  private SimFile(byte[] cached, byte[] durable) {
    this.cached = cached;
    this.durable = durable;
    this.shortest = cached.length;
  }

  SimFile copy() {
    SimFile copy = new SimFile(cached, durable);
    copy.shortest = shortest;
    unsynced.forEach((sector, versions) -> copy.unsynced.put(sector, new ArrayDeque<>(versions)));
    return copy;
  }

  int length() {
    return cached.length;
  }

  int durableLength() {
    return durable.length;
  }

  byte[] durable(int from) {
    return Arrays.copyOfRange(durable, from, durable.length);
  }

  Bytes read(long offset, int length) {
    int from = (int) Math.min(offset, cached.length);
    return Bytes.copyOf(cached, from, (int) Math.min(length, cached.length - (long) from));
  }

  // Arrays are replaced, never changed, so that copies may share them.

  void write(int offset, Bytes bytes) {
    if (bytes.length() == 0) {
      return;
    }
    int end = offset + bytes.length();
    cached = Arrays.copyOf(cached, Math.max(cached.length, end));
    System.arraycopy(bytes.toArray(), 0, cached, offset, bytes.length());
    for (int sector = offset / SECTOR_BYTES; sector <= (end - 1) / SECTOR_BYTES; sector++) {
      int from = sector * SECTOR_BYTES;
      int to = Math.min(from + SECTOR_BYTES, cached.length);
      Deque<byte[]> versions = unsynced.computeIfAbsent(sector, s -> new ArrayDeque<>());
      versions.addFirst(Arrays.copyOfRange(cached, from, to));
      if (versions.size() > VERSIONS_MAX) {
        versions.removeLast();
      }
    }
  }

  void truncate(int length) {
    cached = Arrays.copyOf(cached, length);
    shortest = Math.min(shortest, length);
    unsynced.tailMap((length + SECTOR_BYTES - 1) / SECTOR_BYTES, true).clear();
    int last = length / SECTOR_BYTES;
    if (unsynced.containsKey(last)) {
      byte[] rest = Arrays.copyOfRange(cached, last * SECTOR_BYTES, length);
      unsynced.put(last, new ArrayDeque<>(List.of(rest)));
    }
  }

  void sync() {
    durable = cached;
    unsynced.clear();
    shortest = cached.length;
  }

  /** Changes both images alike, as decay does. */
  void decay(int offset, Bytes bytes) {
    cached = cached.clone();
    durable = durable.clone();
    for (int i = 0; i < bytes.length(); i++) {
      cached[offset + i] = bytes.at(i);
      if (offset + i < durable.length) {
        durable[offset + i] = bytes.at(i);
      }
    }
  }

  /** Shortens both images alike. */
  void cut(int length) {
    truncate(length);
    durable = Arrays.copyOf(durable, Math.min(durable.length, length));
  }

  /**
   * Decides, for all that is not synced, whether it is still there.
   *
   * @param site what is being decided, without the part that says which piece
   */
  void powerCut(Choices choices, String site) {
    byte[] left = durable;
    if (shortest < durable.length && choices.pick(site + " shorter", 2) == 0) {
      left = Arrays.copyOf(durable, shortest);
    }
    for (Map.Entry<Integer, Deque<byte[]>> sector : unsynced.entrySet()) {
      Deque<byte[]> versions = sector.getValue();
      // 0: the newest; 1: none of them; beyond: an older one.
      int kept = choices.pick(site + " sector " + sector.getKey(), versions.size() + 1);
      if (kept != 1) {
        byte[] version = versions.stream().skip(Math.max(0, kept - 1)).findFirst().orElseThrow();
        int from = sector.getKey() * SECTOR_BYTES;
        left = Arrays.copyOf(left, Math.max(left.length, from + version.length));
        System.arraycopy(version, 0, left, from, version.length);
      }
    }
    if (left.length < cached.length && choices.pick(site + " longer", 2) == 1) {
      // The size has got through, the content has not.
      left = Arrays.copyOf(left, cached.length);
    }
    cached = left;
    sync();
  }

  /** Whether a power cut now could change anything. */
  boolean synced() {
    return unsynced.isEmpty() && shortest >= durable.length;
  }
}
