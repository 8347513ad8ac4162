package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Member;
import java.util.List;

/**
 * A leader was elected: a majority of the voters that it counts with has voted for it in that term,
 * and each voter has voted once (dissertation 3.4). The leader is itself a voter. The oracle needs
 * no second leader to see a violation.
 */
final class ElectedByMajority {

  static final String NAME = "elected-by-a-majority";

  private final ViolationLog violations;
  private final OneVote votes;
  private final Electability electability;

  ElectedByMajority(ViolationLog violations, OneVote votes, Electability electability) {
    this.violations = violations;
    this.votes = votes;
    this.electability = electability;
  }

  /** A node has begun to lead. */
  void elected(ObservedNode node) {
    long term = node.view.term();
    List<Member> voters = node.view.membership().members().stream().filter(Member::votes).toList();
    List<Integer> inFavour =
        voters.stream()
            .filter(
                voter ->
                    voter.id() == node.incarnation.id()
                        || votes.of(new DiskIncarnation(voter.id(), voter.incarnation()), term)
                            == node.incarnation.id())
            .map(Member::id)
            .toList();
    if (!electability.mayStand(node)) {
      violations.add(
          NAME,
          "%s leads in term %d, but it is not a voter. The voters in its log are %s. The last"
              + " membership that it knows to be committed does not make it a voter either.",
          node.incarnation,
          term,
          voters.stream().map(Member::id).toList());
    }
    if (2 * inFavour.size() <= voters.size()) {
      violations.add(
          NAME,
          "%s leads in term %d without the votes of a majority. Its voters are %s; only %s have"
              + " voted for it.",
          node.incarnation,
          term,
          voters.stream().map(Member::id).toList(),
          inFavour);
    }
  }
}
