package dev.ariadne.server.raft;

/**
 * Asks for votes in a term of its own making (3.4). Term and own vote are durable before it asks,
 * and its own vote counts no earlier.
 */
record Candidate(Core core, Ballot ballot) implements Role {

  static Candidate begin(Core core) {
    return begin(core, false);
  }

  /**
   * Asks all voters.
   *
   * @param transfer the leader wants it so
   */
  static Candidate begin(Core core, boolean transfer) {
    core.enterTerm(core.term() + 1);
    core.voteFor(core.id());
    RaftLog log = core.log();
    for (int voter : core.voters()) {
      if (voter != core.id()) {
        core.out()
            .afterSave(
                new Message.Vote(
                    core.id(), voter, core.term(), log.lastIndex(), log.lastTerm(), transfer));
      }
    }
    return new Candidate(core, new Ballot(core));
  }

  /** Something has become durable, perhaps the own vote; returns the role that follows. */
  Role persisted() {
    return core.saves().isDurable(core.term(), core.id()) ? grantedBy(core.id()) : this;
  }

  Role counted(Message.VoteReply reply) {
    return reply.granted() ? grantedBy(reply.from()) : this;
  }

  private Role grantedBy(int voter) {
    return ballot.grant(voter) ? new Leader(core) : this;
  }

  @Override
  public Status.RoleName name() {
    return Status.RoleName.CANDIDATE;
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
