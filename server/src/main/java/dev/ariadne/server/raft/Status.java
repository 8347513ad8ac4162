package dev.ariadne.server.raft;

import java.util.List;
import java.util.Optional;

/**
 * A {@link Node} as it stands.
 *
 * @param leader id of the leader it knows, 0 for none
 * @param stable last index that is durable here
 * @param followers a leader's view of the others; empty elsewhere
 */
public record Status(
    int id,
    RoleName role,
    long term,
    int vote,
    int leader,
    long commit,
    long applied,
    long stable,
    long firstIndex,
    long lastIndex,
    Membership membership,
    List<Follower> followers) {

  public enum RoleName {
    FOLLOWER,
    PRE_CANDIDATE,
    CANDIDATE,
    LEADER
  }

  public enum ProgressState {
    PROBE,
    REPLICATE,
    SNAPSHOT
  }

  /**
   * @param match highest index known to be durable at the follower
   * @param next the next index to be sent
   * @param inflight appends sent and not yet acknowledged
   * @param fault what the follower has reported of its log, until it is removed or acknowledges
   *     newer entries; what it has acknowledged before does not count
   */
  public record Follower(
      int id, ProgressState state, long match, long next, int inflight, Optional<LogFault> fault) {}
}
