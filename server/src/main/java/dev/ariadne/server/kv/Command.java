package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Decoder;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.codec.MalformedException;
import java.util.Optional;

/**
 * What a client wants changed, as it stands in the log.
 *
 * <p>The bytes open with a version. A node that does not know a version or a kind treats the
 * command as malformed, so a new one may be proposed only once every node knows it.
 */
public sealed interface Command {

  /** The key that it is about. */
  String key();

  /** The client's name for the request, if it gave one. */
  Optional<RequestId> id();

  /** Writes one key if the condition holds. */
  record Put(String key, Bytes value, Condition condition, Optional<RequestId> id)
      implements Command {}

  /** The command for a request to write. */
  static Command of(Request.Put put) {
    return new Put(put.key(), put.value(), put.condition(), put.id());
  }

  static Bytes encode(Command command) {
    Encoder out = new Encoder().u8(CommandLayout.VERSION);
    switch (command) {
      case Put put -> {
        out.u8(CommandLayout.PUT).text(put.key());
        CommandLayout.condition(out, put.condition());
        CommandLayout.id(out, put.id());
        out.bytes(put.value());
      }
    }
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} wrote, and only that: every command has one form.
   *
   * @throws MalformedException if the bytes are no command
   */
  static Command decode(Bytes bytes) throws MalformedException {
    Decoder in = new Decoder(bytes);
    int version = in.u8();
    if (version != CommandLayout.VERSION) {
      throw new MalformedException("no command is of version " + version);
    }
    int kind = in.u8();
    Command command =
        switch (kind) {
          case CommandLayout.PUT -> {
            String key = CommandLayout.text(in);
            Condition condition = CommandLayout.condition(in);
            Optional<RequestId> id = CommandLayout.id(in);
            yield new Put(key, in.bytes(), condition, id);
          }
          default -> throw new MalformedException("no command is of kind " + kind);
        };
    in.end();
    return command;
  }
}
