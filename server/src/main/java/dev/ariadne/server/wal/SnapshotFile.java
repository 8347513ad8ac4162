package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Decoder;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.codec.RaftCodec;
import dev.ariadne.server.raft.SnapshotMeta;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.CRC32C;

/**
 * A snapshot file's bytes: frames of length, check, content, where each check covers the one before
 * it. The first frame is the head (format, what the snapshot stands for), then come the pieces of
 * the body, and a last frame says how many bytes those were.
 */
final class SnapshotFile {

  /** A piece of the body. Longer ones are cut; a longer frame in a file is not read. */
  static final int PIECE_BYTES_MAX = 1024 * 1024;

  private static final int FRAME_BYTES = 8;
  private static final int CONTENT_BYTES_MAX = 2 * PIECE_BYTES_MAX;

  /** "ARIASNP1" read as a little-endian number: format 1. */
  private static final long FORMAT = 0x31504e5341495241L;

  private static final int HEAD = 1;
  private static final int PIECE = 2;
  private static final int END = 3;

  private SnapshotFile() {}

  /** The file's frames, in order; each is made, and its part of the body taken, when asked for. */
  static Iterator<Bytes> write(SnapshotMeta meta, Iterator<Bytes> body) {
    return new Writer(meta, body);
  }

  private static int check(int previous, int length, ByteBuffer content) {
    ByteBuffer before = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    CRC32C crc = new CRC32C();
    crc.update(before.putInt(previous).putInt(length).flip());
    crc.update(content);
    return (int) crc.getValue();
  }

  private static final class Writer implements Iterator<Bytes> {
    private final SnapshotMeta meta;
    private final Iterator<Bytes> body;

    /** What is left of the part that was taken last. */
    private Bytes part = Bytes.EMPTY;

    private boolean begun;
    private boolean ended;
    private long length;
    private int crc;

    Writer(SnapshotMeta meta, Iterator<Bytes> body) {
      this.meta = meta;
      this.body = body;
    }

    @Override
    public boolean hasNext() {
      return !ended;
    }

    @Override
    public Bytes next() {
      if (ended) {
        throw new NoSuchElementException("the file ends here");
      }
      if (!begun) {
        begun = true;
        Encoder head = new Encoder().u8(HEAD).i64(FORMAT);
        RaftCodec.snapshotMeta(head, meta);
        return frame(head);
      }
      while (part.length() == 0 && body.hasNext()) {
        part = body.next();
      }
      if (part.length() == 0) {
        ended = true;
        return frame(new Encoder().u8(END).i64(length));
      }
      int to = Math.min(part.length(), PIECE_BYTES_MAX);
      Bytes piece = part.slice(0, to);
      part = part.slice(to, part.length());
      length += to;
      return frame(new Encoder().u8(PIECE).raw(piece));
    }

    private Bytes frame(Encoder content) {
      Bytes bytes = content.toBytes();
      crc = check(crc, bytes.length(), bytes.asBuffer());
      return new Encoder().i32(bytes.length()).i32(crc).raw(bytes).toBytes();
    }
  }

  /** Reads a file that comes in parts of any size, in order. */
  static final class Reader {

    private final List<Bytes> body = new ArrayList<>();
    private ByteBuffer waiting = buffer(0);
    private int crc;
    private long length;
    private SnapshotMeta meta;
    private boolean ended;

    void read(Bytes part) throws MalformedException {
      ByteBuffer joined = buffer(waiting.remaining() + part.length());
      joined.put(waiting);
      part.putInto(joined);
      waiting = joined.flip();
      while (waiting.remaining() >= FRAME_BYTES) {
        int frame = waiting.getInt(waiting.position());
        if (frame <= 0 || frame > CONTENT_BYTES_MAX) {
          throw new MalformedException("no frame is " + frame + " bytes long");
        }
        if (waiting.remaining() < FRAME_BYTES + frame) {
          return;
        }
        frame(frame);
      }
    }

    private void frame(int frame) throws MalformedException {
      int start = waiting.position();
      ByteBuffer content = waiting.slice(start + FRAME_BYTES, frame);
      crc = check(crc, frame, content.duplicate());
      if (crc != waiting.getInt(start + 4)) {
        throw new MalformedException("the check of a frame does not hold");
      }
      waiting.position(start + FRAME_BYTES + frame);
      content(Bytes.copyOf(content));
    }

    private void content(Bytes content) throws MalformedException {
      Decoder in = new Decoder(content);
      int kind = in.u8();
      if (ended || (kind == HEAD) != (meta == null)) {
        throw new MalformedException("a frame of kind " + kind + " out of its place");
      }
      switch (kind) {
        case HEAD -> {
          long format = in.i64();
          if (format != FORMAT) {
            throw new MalformedException("not a snapshot of format 1, but %016x".formatted(format));
          }
          meta = RaftCodec.snapshotMeta(in);
        }
        case PIECE -> {
          length += in.remaining();
          body.add(in.raw(in.remaining()));
        }
        case END -> {
          if (in.i64() != length) {
            throw new MalformedException("a piece of the body is missing");
          }
          ended = true;
        }
        default -> throw new MalformedException("no frame is of kind " + kind);
      }
      in.end();
    }

    /** What was read, once it is complete. */
    Loaded complete() throws MalformedException {
      if (!ended || waiting.hasRemaining()) {
        throw new MalformedException(ended ? "bytes after the end" : "the end is missing");
      }
      return new Loaded(meta, List.copyOf(body));
    }

    private static ByteBuffer buffer(int capacity) {
      return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
