package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Encoder;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How records stand in a file: length, check, body. Each check covers the check before it, so that
 * no record can be taken out, put in or moved unnoticed.
 */
final class Chain {

  /** Bytes before a record's body: its length and its check. */
  static final int FRAME_BYTES = 8;

  private int crc;

  /** Starts where a check has this value; 0 at the beginning of a segment. */
  Chain(int crc) {
    this.crc = crc;
  }

  /** The last record's check. */
  int crc() {
    return crc;
  }

  void append(Encoder out, Record record) {
    int start = out.position();
    out.i32(0).i32(0);
    Record.encode(out, record);
    int length = out.position() - start - FRAME_BYTES;
    out.patchI32(start, length);
    CRC32C check = begun(crc, length);
    out.addTo(check, start + FRAME_BYTES);
    crc = (int) check.getValue();
    out.patchI32(start + 4, crc);
  }

  /** The body of the record at an offset, or nothing if no whole and sound one begins there. */
  Optional<Bytes> next(Bytes file, int offset, int end) {
    if (end - offset < FRAME_BYTES) {
      return Optional.empty();
    }
    int length = file.i32At(offset);
    if (length <= 0 || length > end - offset - FRAME_BYTES) {
      return Optional.empty();
    }
    CRC32C check = begun(crc, length);
    file.addTo(check, offset + FRAME_BYTES, length);
    if ((int) check.getValue() != file.i32At(offset + 4)) {
      return Optional.empty();
    }
    crc = (int) check.getValue();
    return Optional.of(file.slice(offset + FRAME_BYTES, offset + FRAME_BYTES + length));
  }

  /** A check that has the check before it and the record's length in it already. */
  private static CRC32C begun(int previous, int length) {
    byte[] before = new byte[2 * Integer.BYTES];
    for (int i = 0; i < Integer.BYTES; i++) {
      before[i] = (byte) (previous >>> 8 * i);
      before[Integer.BYTES + i] = (byte) (length >>> 8 * i);
    }
    CRC32C crc = new CRC32C();
    crc.update(before);
    return crc;
  }
}
