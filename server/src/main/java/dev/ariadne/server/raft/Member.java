package dev.ariadne.server.raft;

/**
 * A server that belongs to the cluster.
 *
 * @param id from 1; chosen by the operator
 * @param incarnation drawn once for each life of its disk: a server that lost its disk is another;
 *     {@link #UNKNOWN} for a learner, until its promotion says which life it is
 * @param address where its peers reach it, {@code http://HOST:PORT}
 * @param role whether it votes
 */
public record Member(int id, long incarnation, String address, Role role) {

  /** Incarnation of a learner whose disk nobody has committed to yet. */
  public static final long UNKNOWN = 0;

  public enum Role {
    VOTER,
    /** Receives entries, but neither campaigns nor counts (4.2.1). */
    LEARNER
  }

  public boolean votes() {
    return role == Role.VOTER;
  }
}
