package dev.ariadne.server.raft;

/** What a server is at the moment (3.3), with the data of that role and no other's. */
sealed interface Role permits Follower, PreCandidate, Candidate, Leader {

  Status.RoleName name();

  /** The leader it knows in its term, 0 for none. */
  int leader();

  /**
   * Whether it is too early for another leader (4.2.3): this server leads, or has heard its leader
   * within the shortest election timeout. Votes asked for meanwhile come from somebody who is cut
   * off or removed.
   */
  boolean holdsLease();
}
