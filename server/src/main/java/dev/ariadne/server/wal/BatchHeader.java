package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Encoder;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Stands before the records that were written together, and bears witness: before these bytes were
 * written, everything up to {@code synced} was durable. That stays true wherever the header is
 * found, which is why its check is not part of the chain. The salt keeps anything that a client may
 * write into an entry from passing for a header.
 *
 * @param length of the records that follow, in bytes
 */
record BatchHeader(int length, Position synced) {

  static final int BYTES = 28;

  /** B7 'a' 't' C4: no text contains it. */
  static final int MAGIC = 0xc47461b7;

  void encode(Encoder out, int salt) {
    int start = out.position();
    out.i32(MAGIC).i32(length).i64(synced.segment()).i64(synced.offset());
    CRC32C check = begun(salt);
    out.addTo(check, start);
    out.i32((int) check.getValue());
  }

  /** The header at an offset, or nothing if there is no sound one. */
  static Optional<BatchHeader> at(Bytes file, int offset, int salt) {
    if (file.length() - offset < BYTES) {
      return Optional.empty();
    }
    if (file.i32At(offset) != MAGIC) {
      return Optional.empty();
    }
    CRC32C check = begun(salt);
    file.addTo(check, offset, 24);
    if (file.i32At(offset + 24) != (int) check.getValue()) {
      return Optional.empty();
    }
    Position synced = new Position(file.i64At(offset + 8), file.i64At(offset + 16));
    return Optional.of(new BatchHeader(file.i32At(offset + 4), synced));
  }

  /** The greatest evidence in any sound header that begins at or after an offset. */
  static Optional<Position> greatestFrom(Bytes file, int offset, int salt) {
    Optional<Position> greatest = Optional.empty();
    for (int at = offset; at <= file.length() - BYTES; at++) {
      if (file.at(at) == (byte) MAGIC) {
        Optional<Position> found = at(file, at, salt).map(BatchHeader::synced);
        if (found.isPresent()
            && (greatest.isEmpty() || found.get().compareTo(greatest.get()) > 0)) {
          greatest = found;
        }
      }
    }
    return greatest;
  }

  /** A check that has the salt in it already. */
  private static CRC32C begun(int salt) {
    CRC32C crc = new CRC32C();
    for (int i = 0; i < Integer.BYTES; i++) {
      crc.update(salt >>> 8 * i);
    }
    return crc;
  }
}
