package dev.ariadne.server.raft;

import java.util.TreeSet;

/** Votes collected in one campaign, and how long it may take. */
final class Ballot {

  private final Core core;
  private final TreeSet<Integer> granted = new TreeSet<>();
  private final int timeoutTicks;
  private int ticks;

  Ballot(Core core) {
    this.core = core;
    this.timeoutTicks = core.drawElectionTimeout();
  }

  /** Returns whether the campaign has taken too long. */
  boolean tick() {
    ticks++;
    return ticks >= timeoutTicks;
  }

  /** Counts a vote, once for each voter; returns whether that makes a majority. */
  boolean grant(int voter) {
    granted.add(voter);
    return Quorum.isReached(core.voters(), granted::contains);
  }
}
