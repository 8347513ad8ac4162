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

  /** Takes a key's value away if the condition holds. */
  record Delete(String key, Condition condition, Optional<RequestId> id) implements Command {}

  /** Adds bytes to the end of a key's value if the condition holds. */
  record Append(String key, Bytes suffix, Condition condition, Optional<RequestId> id)
      implements Command {}

  /** Adds to the number that a key's value is. */
  record Increment(String key, long amount, Optional<RequestId> id) implements Command {}

  /** The command for a request to write. */
  static Command of(Request.Write write) {
    return switch (write) {
      case Request.Put(var key, var value, var condition, var id) ->
          new Put(key, value, condition, id);
      case Request.Delete(var key, var condition, var id) -> new Delete(key, condition, id);
      case Request.Append(var key, var suffix, var condition, var id) ->
          new Append(key, suffix, condition, id);
      case Request.Increment(var key, var amount, var id) -> new Increment(key, amount, id);
    };
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
      case Delete delete -> {
        out.u8(CommandLayout.DELETE).text(delete.key());
        CommandLayout.condition(out, delete.condition());
        CommandLayout.id(out, delete.id());
      }
      case Append append -> {
        out.u8(CommandLayout.APPEND).text(append.key());
        CommandLayout.condition(out, append.condition());
        CommandLayout.id(out, append.id());
        out.bytes(append.suffix());
      }
      case Increment increment -> {
        out.u8(CommandLayout.INCREMENT).text(increment.key());
        CommandLayout.id(out, increment.id());
        out.i64(increment.amount());
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
          case CommandLayout.DELETE ->
              new Delete(CommandLayout.text(in), CommandLayout.condition(in), CommandLayout.id(in));
          case CommandLayout.APPEND -> {
            String key = CommandLayout.text(in);
            Condition condition = CommandLayout.condition(in);
            Optional<RequestId> id = CommandLayout.id(in);
            yield new Append(key, in.bytes(), condition, id);
          }
          case CommandLayout.INCREMENT -> {
            String key = CommandLayout.text(in);
            Optional<RequestId> id = CommandLayout.id(in);
            yield new Increment(key, in.i64(), id);
          }
          default -> throw new MalformedException("no command is of kind " + kind);
        };
    in.end();
    return command;
  }
}
