package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.codec.RaftCodec;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import java.util.Arrays;

/**
 * Hashes of entries. An entry in memory and its bytes on a disk have the same hash. The hashes
 * detect accidental differences and take nanoseconds.
 */
final class EntryHash {

  private static final long NO_OP = 0x9e3779b97f4a7c15L;

  private EntryHash() {}

  static long of(Payload payload) {
    return switch (payload) {
      case Payload.NoOp() -> NO_OP;
      case Payload.Command(Origin origin, long known, Bytes data) ->
          command(
              origin.id(), origin.incarnation(), origin.boot(), origin.sequence(), known, of(data));
      case Payload.Config config -> {
        Encoder out = new Encoder();
        RaftCodec.membership(out, config.membership());
        yield mix(3, of(out.toBytes()));
      }
    };
  }

  /** The hash of an entry's payload from its bytes in the log: its kind, then its fields. */
  static long ofRecorded(byte[] bytes, int from, int to) {
    return switch (bytes[from]) {
      case 0 -> NO_OP;
      case 1 ->
          command(
              LittleEndian.i32(bytes, from + 1),
              LittleEndian.i64(bytes, from + 5),
              LittleEndian.i64(bytes, from + 13),
              LittleEndian.i64(bytes, from + 21),
              LittleEndian.i64(bytes, from + 29),
              of(bytes, from + 41, to));
      default -> mix(3, of(bytes, from + 1, to));
    };
  }

  /** The hash of bytes; never 0. */
  static long of(Bytes bytes) {
    return ofArrayHash(bytes.hashCode(), bytes.length());
  }

  private static long of(byte[] bytes, int from, int to) {
    // The library's hash of whole arrays is done many bytes at a time, which pays for the copy.
    return ofArrayHash(Arrays.hashCode(Arrays.copyOfRange(bytes, from, to)), to - from);
  }

  private static long ofArrayHash(int hash, int length) {
    return mix(hash, length) | 1;
  }

  private static long command(
      int id, long incarnation, long boot, long sequence, long known, long data) {
    long mixed = mix(id, incarnation);
    mixed = mix(mixed, boot);
    mixed = mix(mixed, sequence);
    mixed = mix(mixed, known);
    return mix(mixed, data);
  }

  /** After the finalizer of SplitMix64 (Steele, Lea, Flood, 2014). */
  private static long mix(long a, long b) {
    long z = a * 0x9e3779b97f4a7c15L + b;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
