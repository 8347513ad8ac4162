package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Decoder;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.codec.MalformedException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The parts of a command as bytes. */
final class CommandLayout {

  static final int VERSION = 1;

  static final int PUT = 1;
  static final int DELETE = 2;
  static final int APPEND = 3;
  static final int INCREMENT = 4;

  private static final int ALWAYS = 0;
  private static final int ABSENT = 1;
  private static final int VALUE_IS = 2;
  private static final int REVISION_IS = 3;

  private CommandLayout() {}

  static void condition(Encoder out, Condition condition) {
    switch (condition) {
      case Condition.Always() -> out.u8(ALWAYS);
      case Condition.Absent() -> out.u8(ABSENT);
      case Condition.ValueIs(Bytes value) -> out.u8(VALUE_IS).bytes(value);
      case Condition.RevisionIs(long revision) -> out.u8(REVISION_IS).i64(revision);
    }
  }

  static Condition condition(Decoder in) throws MalformedException {
    int kind = in.u8();
    return switch (kind) {
      case ALWAYS -> new Condition.Always();
      case ABSENT -> new Condition.Absent();
      case VALUE_IS -> new Condition.ValueIs(in.bytes());
      case REVISION_IS -> new Condition.RevisionIs(in.i64());
      default -> throw new MalformedException("no condition is of kind " + kind);
    };
  }

  static void id(Encoder out, Optional<RequestId> id) {
    out.bool(id.isPresent());
    id.ifPresent(given -> id(out, given));
  }

  static Optional<RequestId> id(Decoder in) throws MalformedException {
    return in.bool() ? Optional.of(requestId(in)) : Optional.empty();
  }

  static void id(Encoder out, RequestId id) {
    out.text(id.client()).i64(id.sequence());
  }

  static RequestId requestId(Decoder in) throws MalformedException {
    try {
      return new RequestId(text(in), in.i64());
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }

  /** Strict: two different runs of bytes never become the same key. */
  static String text(Decoder in) throws MalformedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(in.bytes().asBuffer()).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("a text that is not UTF-8 ends at " + in.position());
    }
  }
}
