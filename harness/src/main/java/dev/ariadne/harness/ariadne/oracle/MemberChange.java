package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The difference of two memberships, if it is one that a leader may make (4.1). */
sealed interface MemberChange {

  /** A learner was added, of which no incarnation is known yet. */
  record Added(Member member) implements MemberChange {}

  /** A learner became a voter, as this incarnation. */
  record Promoted(Member member) implements MemberChange {}

  /** A member was taken out. */
  record Removed(Member member) implements MemberChange {}

  /** The one change between two memberships; empty if there is none, another one, or several. */
  static Optional<MemberChange> between(Membership before, Membership after) {
    List<MemberChange> changes = new ArrayList<>();
    for (Member member : before.members()) {
      Optional<Member> then = after.member(member.id());
      if (then.isEmpty()) {
        changes.add(new Removed(member));
      } else if (!then.get().equals(member)) {
        if (!isPromotion(member, then.get())) {
          return Optional.empty();
        }
        changes.add(new Promoted(then.get()));
      }
    }
    for (Member member : after.members()) {
      if (before.member(member.id()).isEmpty()) {
        if (member.votes() || member.incarnation() != Member.UNKNOWN) {
          return Optional.empty();
        }
        changes.add(new Added(member));
      }
    }
    return changes.size() == 1 ? Optional.of(changes.getFirst()) : Optional.empty();
  }

  private static boolean isPromotion(Member learner, Member voter) {
    return !learner.votes() && voter.votes() && voter.address().equals(learner.address());
  }
}
