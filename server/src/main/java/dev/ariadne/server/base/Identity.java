package dev.ariadne.server.base;

/**
 * Who a server is: in every segment of its log, in every message for sender and receiver.
 *
 * @param cluster the cluster's id, a hash of its first members; 0 while it is not known yet
 * @param id the member's number, from 1
 * @param incarnation drawn once for each life of the member's disk, never 0
 */
public record Identity(long cluster, int id, long incarnation) {

  @Override
  public String toString() {
    return "cluster %016x member %d incarnation %016x".formatted(cluster, id, incarnation);
  }
}
