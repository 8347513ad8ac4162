package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.port.Disk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What the note file says: everything up to {@code synced} is durable. It has two slots, in sectors
 * of their own, written in turn: a crash in the middle of one leaves the other.
 */
record Note(int salt, Position synced) {

  static final int SLOT_BYTES = 32;
  static final int SECOND_SLOT = 512;
  static final int FILE_BYTES = SECOND_SLOT + SLOT_BYTES;

  /** "ARIANOTE" read as a little-endian number. */
  private static final long FORMAT = 0x45544f4e41495241L;

  /** The whole file, both slots saying this. */
  Bytes file() {
    Encoder out = new Encoder();
    slot(out);
    while (out.position() < SECOND_SLOT) {
      out.u8(0);
    }
    slot(out);
    return out.toBytes();
  }

  /** The plain write that puts this into a slot. */
  Disk.Step write(String directory, Slot slot) {
    Encoder out = new Encoder();
    slot(out);
    return new Disk.Step.Write(Layout.note(directory), slot.offset(), out.toBytes());
  }

  private void slot(Encoder out) {
    int start = out.position();
    out.i64(FORMAT).i32(salt).i64(synced.segment()).i64(synced.offset()).i32(out.crc32c(start));
  }

  enum Slot {
    FIRST,
    SECOND;

    int offset() {
      return this == FIRST ? 0 : SECOND_SLOT;
    }

    Slot other() {
      return this == FIRST ? SECOND : FIRST;
    }
  }

  /**
   * What a note file holds.
   *
   * @param note the greater of its sound slots
   * @param next the other slot: the one to be written next
   */
  record Read(Note note, Slot next) {}

  static Optional<Read> read(Bytes file) {
    Optional<Note> first = slot(file, Slot.FIRST);
    Optional<Note> second = slot(file, Slot.SECOND);
    if (first.isEmpty()) {
      return second.map(note -> new Read(note, Slot.FIRST));
    }
    if (second.isEmpty() || first.get().synced.compareTo(second.get().synced) >= 0) {
      return first.map(note -> new Read(note, Slot.SECOND));
    }
    return second.map(note -> new Read(note, Slot.FIRST));
  }

  private static Optional<Note> slot(Bytes file, Slot slot) {
    int offset = slot.offset();
    if (file.length() < offset + SLOT_BYTES) {
      return Optional.empty();
    }
    Bytes bytes = file.slice(offset, offset + SLOT_BYTES);
    ByteBuffer in = bytes.asBuffer().order(ByteOrder.LITTLE_ENDIAN);
    Encoder checked = new Encoder().raw(bytes.slice(0, SLOT_BYTES - 4));
    if (in.getLong(0) != FORMAT || in.getInt(SLOT_BYTES - 4) != checked.crc32c(0)) {
      return Optional.empty();
    }
    return Optional.of(new Note(in.getInt(8), new Position(in.getLong(12), in.getLong(20))));
  }
}
