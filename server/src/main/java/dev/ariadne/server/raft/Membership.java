package dev.ariadne.server.raft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The servers of a cluster, by ascending id, each id once. An immutable value. */
public final class Membership {

  public static final Membership NONE = new Membership(List.of());

  /** How many members there can be, learners included. */
  public static final int MEMBERS_MAX = 63;

  private final List<Member> members;

  /** Asked for with every message. */
  private final List<Integer> voters;

  public Membership(List<Member> members) {
    this.members = members.stream().sorted(Comparator.comparingInt(Member::id)).toList();
    for (int i = 1; i < members.size(); i++) {
      if (this.members.get(i - 1).id() == this.members.get(i).id()) {
        throw new IllegalArgumentException("id " + this.members.get(i).id() + " is listed twice");
      }
    }
    this.voters = this.members.stream().filter(Member::votes).map(Member::id).toList();
  }

  public List<Member> members() {
    return members;
  }

  public Optional<Member> member(int id) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).id() == id) {
        return Optional.of(members.get(i));
      }
    }
    return Optional.empty();
  }

  /** Ids of those that vote, ascending. */
  public List<Integer> voters() {
    return voters;
  }

  /** Whether this server votes. */
  public boolean isVoter(int id) {
    return voters.contains(id);
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

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Membership that && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return "Membership[members=" + members + "]";
  }
}
