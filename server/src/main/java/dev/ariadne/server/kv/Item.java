package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Decoder;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.codec.RaftCodec;
import dev.ariadne.server.raft.Origin;
import java.util.List;

/**
 * One piece of the state machine's state. Its bytes are what a snapshot holds and what the state
 * hash is made of, so that neither can forget something that the other knows. An item has one form
 * only, so that the hash vouches for every byte.
 */
sealed interface Item {

  /** A key and what it holds. */
  record Pair(String key, Value value) implements Item {}

  /** A proposal that has been applied. */
  record Proposal(Origin origin, Remembered kept) implements Item {}

  /** A client's request that has been applied. */
  record ClientRequest(RequestId id, Remembered kept) implements Item {}

  private static void result(Encoder out, Remembered kept) {
    switch (kept.result()) {
      case Result.Written(long revision) -> out.u8(Layout.WRITTEN).i64(revision);
      case Result.CompareFailed(long revision) -> out.u8(Layout.COMPARE_FAILED).i64(revision);
      case Result.Deleted(boolean existed) -> out.u8(Layout.DELETED).bool(existed);
      case Result.Appended(long revision, long length) ->
          out.u8(Layout.APPENDED).i64(revision).i64(length);
      case Result.Counted(long revision, long number) ->
          out.u8(Layout.COUNTED).i64(revision).i64(number);
      case Result.Unfit(Result.Why why, long revision) ->
          out.u8(Layout.UNFIT).u8(Layout.WHYS.indexOf(why)).i64(revision);
      case Result.TooLate() -> out.u8(Layout.TOO_LATE);
      case Result.Malformed() -> out.u8(Layout.MALFORMED);
    }
    out.i64(kept.index());
  }

  private static Remembered result(Decoder in) throws MalformedException {
    int kind = in.u8();
    Result result =
        switch (kind) {
          case Layout.WRITTEN -> new Result.Written(in.i64());
          case Layout.COMPARE_FAILED -> new Result.CompareFailed(in.i64());
          case Layout.DELETED -> new Result.Deleted(in.bool());
          case Layout.APPENDED -> new Result.Appended(in.i64(), in.i64());
          case Layout.COUNTED -> new Result.Counted(in.i64(), in.i64());
          case Layout.UNFIT -> new Result.Unfit(why(in), in.i64());
          case Layout.TOO_LATE -> new Result.TooLate();
          case Layout.MALFORMED -> new Result.Malformed();
          default -> throw new MalformedException("no result is of kind " + kind);
        };
    return new Remembered(result, in.i64());
  }

  private static Result.Why why(Decoder in) throws MalformedException {
    int number = in.u8();
    if (number >= Layout.WHYS.size()) {
      throw new MalformedException("no reason is of kind " + number);
    }
    return Layout.WHYS.get(number);
  }

  default Bytes encode() {
    Encoder out = new Encoder();
    encode(out);
    return out.toBytes();
  }

  /** A length in 32 bits, then the bytes. */
  default void encodeWithLength(Encoder out) {
    int length = out.position();
    out.i32(0);
    encode(out);
    out.patchI32(length, out.position() - length - Integer.BYTES);
  }

  private void encode(Encoder out) {
    switch (this) {
      case Pair(String key, Value value) ->
          out.u8(Layout.PAIR).text(key).i64(value.revision()).bytes(value.bytes());
      case Proposal(Origin origin, Remembered kept) -> {
        RaftCodec.origin(out.u8(Layout.PROPOSAL), origin);
        result(out, kept);
      }
      case ClientRequest(RequestId id, Remembered kept) -> {
        CommandLayout.id(out.u8(Layout.CLIENT_REQUEST), id);
        result(out, kept);
      }
    }
  }

  static Item decode(Bytes bytes) throws MalformedException {
    Decoder in = new Decoder(bytes);
    int kind = in.u8();
    Item item =
        switch (kind) {
          case Layout.PAIR -> {
            String key = CommandLayout.text(in);
            long revision = in.i64();
            yield new Pair(key, new Value(in.bytes(), revision));
          }
          case Layout.PROPOSAL -> new Proposal(RaftCodec.origin(in), result(in));
          case Layout.CLIENT_REQUEST -> new ClientRequest(CommandLayout.requestId(in), result(in));
          default -> throw new MalformedException("no item of a snapshot is of kind " + kind);
        };
    in.end();
    return item;
  }

  /** Numbers of the kinds. */
  final class Layout {

    private static final int PAIR = 1;
    private static final int PROPOSAL = 2;
    private static final int CLIENT_REQUEST = 3;

    private static final int WRITTEN = 1;
    private static final int COMPARE_FAILED = 2;
    private static final int TOO_LATE = 3;
    private static final int MALFORMED = 4;
    private static final int DELETED = 5;
    private static final int APPENDED = 6;
    private static final int COUNTED = 7;
    private static final int UNFIT = 8;

    /** By their number. */
    private static final List<Result.Why> WHYS =
        List.of(Result.Why.TOO_LONG, Result.Why.NO_NUMBER, Result.Why.OVERFLOW);

    private Layout() {}
  }
}
