package dev.ariadne.server.raft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The servers of a cluster, by ascending id, each id once. */
public record Membership(List<Member> members) {

  public static final Membership NONE = new Membership(List.of());

  /** How many members there can be, learners included. */
  public static final int MEMBERS_MAX = 63;

  public Membership {
    members = members.stream().sorted(Comparator.comparingInt(Member::id)).toList();
    for (int i = 1; i < members.size(); i++) {
      if (members.get(i - 1).id() == members.get(i).id()) {
        throw new IllegalArgumentException("id " + members.get(i).id() + " is listed twice");
      }
    }
  }

  public Optional<Member> member(int id) {
    return members.stream().filter(m -> m.id() == id).findFirst();
  }

  /** Ids of those that vote, ascending. */
  public List<Integer> voters() {
    return members.stream().filter(Member::votes).map(Member::id).toList();
  }

  /** Whether this server votes. */
  public boolean isVoter(int id) {
    return member(id).filter(Member::votes).isPresent();
  }

  /** These members and, in place of any of the same id, one more. */
  Membership with(Member member) {
    List<Member> more = new ArrayList<>(without(member.id()).members());
    more.add(member);
    return new Membership(more);
  }

  Membership without(int id) {
    return new Membership(members.stream().filter(m -> m.id() != id).toList());
  }
}
