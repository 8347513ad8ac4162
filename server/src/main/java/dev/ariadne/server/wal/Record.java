package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.codec.Decoder;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.codec.RaftCodec;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Save;

/** One record of a segment; {@code docs/wal-format.md} has the bytes. */
sealed interface Record {

  /** Opens a segment: whose it is, which one it is, what seeds the checks of batch headers. */
  record Metadata(Identity identity, int salt, long sequence) implements Record {}

  /**
   * What the segment before ended with, which carries the chain of checks over from it.
   *
   * @param crc the chain's last value, 0 before the first segment
   * @param length the bytes of the segment before, all of them durable; 0 before the first
   * @param lastIndex the log's last index at that point
   */
  record Seed(int crc, long length, long lastIndex) implements Record {}

  record Hard(HardState state) implements Record {}

  /** How often the node has been started. */
  record Boot(long boot) implements Record {}

  /** In a segment's opening: the newest marker before it, as compacted, with index 0 for none. */
  record Snapshot(Save.Marker marker) implements Record {}

  record Logged(Entry entry) implements Record {}

  /** "ARIADNE1" read as a little-endian number: format 1. */
  long FORMAT = 0x31454e4441495241L;

  int METADATA = 1;
  int SEED = 2;
  int HARD_STATE = 3;
  int BOOT = 4;
  int SNAPSHOT = 5;
  int ENTRY = 6;

  int COMPACTED = 1;
  int INSTALLED = 2;

  static void encode(Encoder out, Record record) {
    switch (record) {
      case Metadata(Identity identity, int salt, long sequence) ->
          out.u8(METADATA)
              .i64(FORMAT)
              .i64(identity.cluster())
              .i32(identity.id())
              .i64(identity.incarnation())
              .i32(salt)
              .i64(sequence);
      case Seed(int crc, long length, long lastIndex) ->
          out.u8(SEED).i32(crc).i64(length).i64(lastIndex);
      case Hard(HardState state) -> RaftCodec.hardState(out.u8(HARD_STATE), state);
      case Boot(long boot) -> out.u8(BOOT).i64(boot);
      case Snapshot(Save.Marker marker) -> {
        switch (marker) {
          case Save.Marker.Compacted compacted -> out.u8(SNAPSHOT).u8(COMPACTED);
          case Save.Marker.Installed installed -> out.u8(SNAPSHOT).u8(INSTALLED);
        }
        RaftCodec.snapshotMeta(out, marker.snapshot());
      }
      case Logged(Entry entry) -> RaftCodec.entry(out.u8(ENTRY), entry);
    }
  }

  static Record decode(Bytes body) throws MalformedException {
    Decoder in = new Decoder(body);
    int type = in.u8();
    Record record =
        switch (type) {
          case METADATA -> metadata(in);
          case SEED -> new Seed(in.i32(), in.i64(), in.i64());
          case HARD_STATE -> new Hard(RaftCodec.hardState(in));
          case BOOT -> new Boot(in.i64());
          case SNAPSHOT -> new Snapshot(marker(in));
          case ENTRY -> new Logged(RaftCodec.entry(in));
          default -> throw new MalformedException("no record is of type " + type);
        };
    in.end();
    return record;
  }

  private static Metadata metadata(Decoder in) throws MalformedException {
    long format = in.i64();
    if (format != FORMAT) {
      throw new MalformedException("not a log of format 1, but %016x".formatted(format));
    }
    Identity identity = new Identity(in.i64(), in.i32(), in.i64());
    return new Metadata(identity, in.i32(), in.i64());
  }

  private static Save.Marker marker(Decoder in) throws MalformedException {
    int kind = in.u8();
    return switch (kind) {
      case COMPACTED -> new Save.Marker.Compacted(RaftCodec.snapshotMeta(in));
      case INSTALLED -> new Save.Marker.Installed(RaftCodec.snapshotMeta(in));
      default -> throw new MalformedException("no marker is of kind " + kind);
    };
  }
}
