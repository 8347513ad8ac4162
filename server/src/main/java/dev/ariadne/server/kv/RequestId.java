package dev.ariadne.server.kv;

/**
 * A client's own name for a request: one that is sent again under it is not applied again.
 *
 * @param client 1 to 128 printable ASCII characters without {@code /}
 * @param sequence at least 0
 */
public record RequestId(String client, long sequence) implements Comparable<RequestId> {

  @Override
  public int compareTo(RequestId other) {
    int byClient = client.compareTo(other.client);
    return byClient != 0 ? byClient : Long.compare(sequence, other.sequence);
  }
}
