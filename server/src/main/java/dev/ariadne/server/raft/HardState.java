package dev.ariadne.server.raft;

/**
 * What a server must not forget (figure 2).
 *
 * @param term latest term seen, 0 before the first
 * @param vote whom it voted for in that term, 0 for nobody
 * @param commit highest index known to be committed; a hint, it may be older than the truth
 */
public record HardState(long term, int vote, long commit) {

  public static final HardState INITIAL = new HardState(0, 0, 0);

  // By hand, since it is compared with every save.

  @Override
  public boolean equals(Object other) {
    return other instanceof HardState that
        && term == that.term
        && vote == that.vote
        && commit == that.commit;
  }

  @Override
  public int hashCode() {
    return (31 * Long.hashCode(term) + vote) * 31 + Long.hashCode(commit);
  }
}
