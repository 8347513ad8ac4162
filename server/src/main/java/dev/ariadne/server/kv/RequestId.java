package dev.ariadne.server.kv;

/**
 * A client's own name for a request: one that is sent again under it is not applied again.
 *
 * @param client 1 to 128 printable ASCII characters without space and {@code /}
 * @param sequence at least 0
 */
public record RequestId(String client, long sequence) implements Comparable<RequestId> {

  public static final int CLIENT_CHARS_MAX = 128;

  /**
   * @throws IllegalArgumentException if the client or the sequence is not as described
   */
  public RequestId {
    if (client.isEmpty() || client.length() > CLIENT_CHARS_MAX) {
      throw new IllegalArgumentException(
          "a client's name has 1 to " + CLIENT_CHARS_MAX + " characters, not " + client.length());
    }
    if (!client.chars().allMatch(c -> c > ' ' && c <= '~' && c != '/')) {
      throw new IllegalArgumentException(
          "a client's name is printable ASCII without space and slash");
    }
    if (sequence < 0) {
      throw new IllegalArgumentException("a sequence is at least 0, not " + sequence);
    }
  }

  @Override
  public int compareTo(RequestId other) {
    int byClient = client.compareTo(other.client);
    return byClient != 0 ? byClient : Long.compare(sequence, other.sequence);
  }
}
