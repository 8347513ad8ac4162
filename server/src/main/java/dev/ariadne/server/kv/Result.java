package dev.ariadne.server.kv;

/** What became of one command when its turn came; kept to answer the same command again. */
public sealed interface Result {

  /** Applied, by the entry at this index. */
  record Written(long revision) implements Result {}

  /** The condition did not hold; {@code revision} was the key's then, 0 for an absent key. */
  record CompareFailed(long revision) implements Result {}

  /** The key has no value any more; {@code existed} says whether it had one. */
  record Deleted(boolean existed) implements Result {}

  /** Appended by the entry at this index, after which the value is so many bytes long. */
  record Appended(long revision, long lengthBytes) implements Result {}

  /** Counted by the entry at this index, after which the value is this number. */
  record Counted(long revision, long number) implements Result {}

  /**
   * The key's value is not one that this can be done to: nothing was written.
   *
   * @param revision the key's then, 0 for an absent key
   */
  record Unfit(Why why, long revision) implements Result {}

  /** What about a value is in the way. */
  enum Why {
    /** It would be longer than {@link KvStore#VALUE_BYTES_MAX}. */
    TOO_LONG,
    /** It is no decimal number of 64 bits. */
    NO_NUMBER,
    /** The sum would not be one of 64 bits. */
    OVERFLOW
  }

  /**
   * Not applied: it came so late that whether it is a repetition can no longer be told. Its first
   * copy, if there was one, may have been applied.
   */
  record TooLate() implements Result {}

  /**
   * Not applied, on any node: its bytes are no command. Nobody proposes such bytes; if they are in
   * the log all the same, every node has to treat them alike.
   */
  record Malformed() implements Result {}
}
