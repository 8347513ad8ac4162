package dev.ariadne.server.kv;

/** What became of one command when its turn came; kept to answer the same command again. */
public sealed interface Result {

  /** Applied, by the entry at this index. */
  record Written(long revision) implements Result {}

  /** The condition did not hold; {@code revision} was the key's then, 0 for an absent key. */
  record CompareFailed(long revision) implements Result {}

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
