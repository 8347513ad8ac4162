package dev.ariadne.server.raft;

/**
 * Asks whether it would be elected before it disturbs anybody by a new term (9.6). It has forgotten
 * its leader: if it still claimed to hear one, those in the same situation would refuse each other
 * for ever.
 */
record PreCandidate(Core core, Ballot ballot) implements Role {

  /** Asks all voters; returns the role that follows, which for a single voter is the next one. */
  static Role begin(Core core) {
    PreCandidate candidate = new PreCandidate(core, new Ballot(core));
    RaftLog log = core.log();
    for (int voter : core.voters()) {
      if (voter != core.id()) {
        core.out()
            .now(
                new Message.PreVote(
                    core.id(), voter, core.term(), log.lastIndex(), log.lastTerm()));
      }
    }
    return candidate.grantedBy(core.id());
  }

  Role counted(Message.PreVoteReply reply) {
    boolean counts = reply.granted() && reply.asked() == core.term();
    return counts ? grantedBy(reply.from()) : this;
  }

  private Role grantedBy(int voter) {
    return ballot.grant(voter) ? Candidate.begin(core) : this;
  }

  @Override
  public Status.RoleName name() {
    return Status.RoleName.PRE_CANDIDATE;
  }

  @Override
  public int leader() {
    return 0;
  }

  @Override
  public boolean holdsLease() {
    return false;
  }
}
