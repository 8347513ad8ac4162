package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Encoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    Bytes body = out.toBytes(start + FRAME_BYTES);
    crc = check(crc, length, body.asBuffer());
    out.patchI32(start + 4, crc);
  }

  /** The body of the record at an offset, or nothing if no whole and sound one begins there. */
  Optional<Bytes> next(Bytes file, int offset, int end) {
    if (end - offset < FRAME_BYTES) {
      return Optional.empty();
    }
    ByteBuffer frame = file.asBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int length = frame.getInt(offset);
    if (length <= 0 || length > end - offset - FRAME_BYTES) {
      return Optional.empty();
    }
    int check = check(crc, length, frame.slice(offset + FRAME_BYTES, length));
    if (check != frame.getInt(offset + 4)) {
      return Optional.empty();
    }
    crc = check;
    return Optional.of(file.slice(offset + FRAME_BYTES, offset + FRAME_BYTES + length));
  }

  private static int check(int previous, int length, ByteBuffer body) {
    ByteBuffer before = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    CRC32C crc = new CRC32C();
    crc.update(before.putInt(previous).putInt(length).flip());
    crc.update(body);
    return (int) crc.getValue();
  }
}
