package dev.ariadne.harness.ariadne.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RequestedMembersTest {

  private static final Request.AddMember ADD = new Request.AddMember(4, "http://n4:1");
  private static final Reply DONE = new Reply.MembersChanged();
  private static final Reply REFUSED = new Reply.Refused("another change is under way");

  private final ViolationLog violations = new ViolationLog(() -> new EventTime(1, 1));
  private final RequestedMembers rule = new RequestedMembers(violations);
  private long index = 1;

  private static Member voter(int id) {
    return new Member(id, 100 + id, "http://n" + id + ":1", Member.Role.VOTER);
  }

  private static Member learner(int id) {
    return new Member(id, Member.UNKNOWN, "http://n" + id + ":1", Member.Role.LEARNER);
  }

  private static Membership members(Member... more) {
    List<Member> members = new ArrayList<>(List.of(voter(1), voter(2), voter(3)));
    members.addAll(List.of(more));
    return new Membership(members);
  }

  private static Request.RemoveMember remove(long incarnation) {
    return new Request.RemoveMember(4, OptionalLong.of(incarnation));
  }

  private void commits(Membership before, Membership after) {
    rule.committed(++index, before, after);
  }

  private List<String> complaints() {
    return violations.all().stream().map(Violation::oracle).toList();
  }

  @Test
  void whatWasRequestedMayHappenOnce() {
    rule.asked(ADD);
    commits(members(), members(learner(4)));
    rule.replies(1, ADD, DONE);
    commits(members(learner(4)), members(voter(4)));
    rule.asked(remove(104));
    commits(members(voter(4)), members());
    rule.replies(1, remove(104), DONE);
    assertThat(complaints()).isEmpty();
  }

  @Test
  void anAdditionThatNobodyRequestedIsNoticed() {
    commits(members(), members(learner(4)));
    assertThat(complaints()).containsExactly(RequestedMembers.NAME);
  }

  @Test
  void anAdditionAtAnotherAddressIsNoticed() {
    rule.asked(new Request.AddMember(4, "http://n5:1"));
    commits(members(), members(learner(4)));
    assertThat(complaints()).containsExactly(RequestedMembers.NAME);
  }

  @Test
  void aRequestThatHappensTwiceIsNoticed() {
    rule.asked(ADD);
    rule.asked(new Request.RemoveMember(4));
    commits(members(), members(learner(4)));
    commits(members(learner(4)), members());
    assertThat(complaints()).isEmpty();
    commits(members(), members(learner(4)));
    assertThat(complaints()).containsExactly(RequestedMembers.NAME);
  }

  @Test
  void aRefusedAdditionThatHappensIsNoticedInEitherOrder() {
    rule.asked(ADD);
    rule.replies(2, ADD, REFUSED);
    commits(members(), members(learner(4)));
    assertThat(complaints()).containsExactly(RequestedMembers.NAME);
    rule.asked(remove(104));
    commits(members(voter(4)), members());
    rule.replies(2, remove(104), new Reply.MembersConflict("no"));
    assertThat(complaints()).containsExactly(RequestedMembers.NAME, RequestedMembers.NAME);
  }

  @Test
  void anotherCopyOfTheRequestMayHappen() {
    rule.asked(ADD);
    rule.asked(ADD);
    rule.replies(2, ADD, REFUSED);
    commits(members(), members(learner(4)));
    assertThat(complaints()).isEmpty();
  }

  @Test
  void aRemovalOfAnotherIncarnationIsNoticed() {
    rule.asked(remove(77));
    commits(members(voter(4)), members());
    assertThat(complaints()).containsExactly(RequestedMembers.NAME);
  }

  @Test
  void aRemovalThatNamesNoIncarnationMayHitAny() {
    rule.asked(new Request.RemoveMember(4));
    commits(members(voter(4)), members());
    assertThat(complaints()).isEmpty();
  }

  @Test
  void twoChangesAtOnceAreNoticed() {
    rule.asked(ADD);
    rule.asked(new Request.AddMember(5, "http://n5:1"));
    commits(members(), members(learner(4), learner(5)));
    assertThat(complaints()).containsExactly(RequestedMembers.NAME);
  }

  @Test
  void anAdditionThatIsReportedByAnothersEntryIsNoticed() {
    rule.asked(ADD);
    commits(members(), members(learner(4)));
    rule.replies(1, ADD, DONE);
    rule.asked(ADD);
    rule.replies(4, ADD, DONE);
    assertThat(complaints()).containsExactly(RequestedMembers.NAME);
  }
}
