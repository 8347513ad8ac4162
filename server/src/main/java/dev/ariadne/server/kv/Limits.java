package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import java.util.Optional;

/**
 * How large a client's request may be. Asked before anything is proposed and never when an entry is
 * applied: nodes may differ here without their states drifting apart.
 *
 * @param keyBytesMax longest key, in UTF-8
 * @param valueBytesMax longest value, to be written or to be compared with
 */
public record Limits(int keyBytesMax, int valueBytesMax) {

  public static final Limits DEFAULT = new Limits(4096, 512 * 1024);

  /** The answer to a request that is too large; empty for all others. */
  public Optional<Reply> refuse(Request request) {
    return switch (request) {
      case Request.Get get -> refuseKey(get.key());
      case Request.Put put ->
          refuseKey(put.key())
              .or(() -> refuseValue(put.value()))
              .or(() -> refuseCondition(put.condition()));
      case Request.Delete delete ->
          refuseKey(delete.key()).or(() -> refuseCondition(delete.condition()));
      case Request.Append append ->
          refuseKey(append.key())
              .or(() -> refuseValue(append.suffix()))
              .or(() -> refuseCondition(append.condition()));
      case Request.Increment increment -> refuseKey(increment.key());
      case Request.AddMember add -> Optional.empty();
      case Request.RemoveMember remove -> Optional.empty();
      case Request.Members() -> Optional.empty();
      case Request.Status() -> Optional.empty();
      case Request.Health() -> Optional.empty();
      case Request.Metrics() -> Optional.empty();
    };
  }

  public boolean takesKey(String key) {
    // A char takes one to three bytes: only what lies between has to be counted.
    return key.length() * 3L <= keyBytesMax
        || (key.length() <= keyBytesMax && Bytes.utf8(key).length() <= keyBytesMax);
  }

  public boolean takesValue(long bytes) {
    return bytes <= valueBytesMax;
  }

  private Optional<Reply> refuseKey(String key) {
    return takesKey(key) ? Optional.empty() : Optional.of(new Reply.TooLarge(keyBytesMax));
  }

  private Optional<Reply> refuseCondition(Condition condition) {
    return condition instanceof Condition.ValueIs(Bytes value)
        ? refuseValue(value)
        : Optional.empty();
  }

  private Optional<Reply> refuseValue(Bytes value) {
    return takesValue(value.length())
        ? Optional.empty()
        : Optional.of(new Reply.TooLarge(valueBytesMax));
  }
}
