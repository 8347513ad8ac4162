package dev.ariadne.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.raft.MessageCheck.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Server 2 of three in term 5: it has entries 1 to 5 of terms 1, 1, 3, 3, 3, the first three of
 * them committed.
 */
class MessageCheckTest {

  private static final Membership MEMBERS = Members.of(3, 0);

  private final Node node =
      new Node(
          Node.Config.defaults(2, 102),
          new Restored(
              new HardState(5, 0, 3),
              SnapshotMeta.NONE,
              List.of(
                  new Entry(1, 1, new Payload.Config(MEMBERS)),
                  entry(2, 1),
                  entry(3, 3),
                  entry(4, 3),
                  entry(5, 3))),
          bound -> 0);

  private static Entry entry(long index, long term) {
    return new Entry(index, term, new Payload.NoOp());
  }

  private static Message append(long term, long prev, long prevTerm, long commit, Entry... more) {
    return new Message.Append(1, 2, term, prev, prevTerm, List.of(more), commit);
  }

  private void follow(int leader) {
    node.step(new Message.Heartbeat(leader, 2, 5, 3, 1));
  }

  /** It leads term 6, with entry 6 of its own, and has begun one round of heartbeats. */
  private void lead() {
    while (node.status().role() != Status.RoleName.PRE_CANDIDATE) {
      node.tick();
    }
    node.step(new Message.PreVoteReply(1, 2, 5, 5, true));
    node.persisted(node.ready().waitFor());
    node.step(new Message.VoteReply(1, 2, 6, true));
    node.tick();
    assertThat(node.status().role()).isEqualTo(Status.RoleName.LEADER);
    assertThat(node.view().round()).isEqualTo(1);
  }

  private void refuses(Message message, Violation violation) {
    assertThat(MessageCheck.check(node.view(), message))
        .isInstanceOfSatisfying(
            MessageCheck.Result.Refused.class,
            refused -> {
              assertThat(refused.violation()).isEqualTo(violation);
              assertThat(refused.detail()).isNotBlank();
            });
  }

  /** It would break an invariant, and so end the node. */
  private void refusesWhatIsFatal(Message message, Violation violation) {
    refuses(message, violation);
    assertThatThrownBy(() -> node.step(message)).isInstanceOf(AssertionError.class);
  }

  private void accepts(Message message) {
    assertThat(MessageCheck.check(node.view(), message))
        .isEqualTo(new MessageCheck.Result.Accepted());
    node.step(message);
  }

  @Test
  void aHeartbeatFromAnotherThanTheLeader() {
    follow(1);
    refusesWhatIsFatal(new Message.Heartbeat(3, 2, 5, 0, 1), Violation.SECOND_LEADER);
  }

  @Test
  void anAppendFromAnotherThanTheLeader() {
    follow(1);
    refusesWhatIsFatal(new Message.Append(3, 2, 5, 5, 3, List.of(), 0), Violation.SECOND_LEADER);
  }

  @Test
  void aSnapshotAReadIndexAndALastWordFromAnotherThanTheLeader() {
    follow(1);
    refuses(
        new Message.InstallSnapshot(3, 2, 5, new SnapshotMeta(9, 3, MEMBERS)),
        Violation.SECOND_LEADER);
    refuses(
        new Message.ReadIndexReply(3, 2, 5, new Origin(2, 102, 1, 1), 3), Violation.SECOND_LEADER);
    refuses(new Message.TimeoutNow(3, 2, 5), Violation.SECOND_LEADER);
  }

  @Test
  void aHeartbeatToTheLeaderOfItsTerm() {
    lead();
    refusesWhatIsFatal(new Message.Heartbeat(1, 2, 6, 0, 1), Violation.SECOND_LEADER);
  }

  @Test
  void anotherLeaderOfALaterOrEarlierTermIsHeard() {
    follow(1);
    accepts(new Message.Heartbeat(3, 2, 4, 3, 9));
    accepts(new Message.Heartbeat(3, 2, 6, 3, 1));
    assertThat(node.status().leader()).isEqualTo(3);
  }

  @Test
  void anAnswerToARoundThatWasNeverBegun() {
    lead();
    accepts(new Message.HeartbeatReply(1, 2, 6, 0));
    accepts(new Message.HeartbeatReply(1, 2, 6, 1));
    refusesWhatIsFatal(new Message.HeartbeatReply(1, 2, 6, 2), Violation.ROUND_NEVER_BEGUN);
    refuses(new Message.HeartbeatReply(1, 2, 6, -1), Violation.INDEX_OUT_OF_RANGE);
  }

  @Test
  void anAcknowledgementBeyondTheLog() {
    lead();
    accepts(new Message.AppendAccepted(1, 2, 6, 6));
    refusesWhatIsFatal(new Message.AppendAccepted(1, 2, 6, 7), Violation.BEYOND_LOG);
    refuses(new Message.AppendAccepted(1, 2, 6, -1), Violation.INDEX_OUT_OF_RANGE);
  }

  @Test
  void anAcknowledgementOfAnotherTermIsNoneOfItsOwn() {
    lead();
    accepts(new Message.AppendAccepted(1, 2, 5, 70));
  }

  @Test
  void aCommitBeyondTheLog() {
    Message.Heartbeat beyond = new Message.Heartbeat(1, 2, 5, 6, 1);
    assertThat(MessageCheck.check(node.view(), beyond))
        .isInstanceOfSatisfying(
            MessageCheck.Result.Suspicious.class,
            it -> assertThat(it.violation()).isEqualTo(Violation.ACKNOWLEDGED_BEYOND_LOG));
    long commit = node.status().commit();
    node.step(beyond);
    assertThat(node.status().commit()).isEqualTo(commit);
    assertThat(MessageCheck.check(node.view(), new Message.Heartbeat(1, 2, 7, 6, 1)))
        .isInstanceOf(MessageCheck.Result.Suspicious.class);
    accepts(new Message.Heartbeat(1, 2, 4, 6, 1));
  }

  @Test
  void anAppendMayCommitBeyondWhatItCarries() {
    accepts(append(5, 5, 3, 500));
    assertThat(node.status().commit()).isEqualTo(5);
  }

  @Test
  void anAppendWithAGap() {
    refusesWhatIsFatal(append(5, 5, 3, 0, entry(7, 5)), Violation.ENTRIES_OUT_OF_ORDER);
    refuses(append(5, 5, 3, 0, entry(6, 5), entry(8, 5)), Violation.ENTRIES_OUT_OF_ORDER);
    refuses(append(5, 5, 3, 0, entry(6, 5), entry(6, 5)), Violation.ENTRIES_OUT_OF_ORDER);
  }

  @Test
  void anAppendWithFallingTerms() {
    refuses(append(5, 5, 3, 0, entry(6, 2)), Violation.ENTRIES_OUT_OF_ORDER);
    refusesWhatIsFatal(
        append(5, 5, 3, 0, entry(6, 5), entry(7, 4)), Violation.ENTRIES_OUT_OF_ORDER);
  }

  @Test
  void anAppendWithTermsThatFallBehindWhatIsCommitted() {
    // The term before entry 4 is this log's, not the frame's.
    refuses(
        append(5, 2, 1, 0, entry(3, 1), entry(4, 1), entry(5, 1)), Violation.ENTRIES_OUT_OF_ORDER);
  }

  @Test
  void anAppendWithEntriesOfALaterTermThanItsOwn() {
    refuses(append(5, 5, 3, 0, entry(6, 6)), Violation.ENTRIES_OUT_OF_ORDER);
    refuses(append(5, 5, 6, 0), Violation.POSITION_IMPOSSIBLE);
    refuses(append(5, 0, 3, 0), Violation.POSITION_IMPOSSIBLE);
    refuses(append(5, 5, 0, 0), Violation.POSITION_IMPOSSIBLE);
    refuses(append(5, -1, 0, 0), Violation.INDEX_OUT_OF_RANGE);
    refuses(append(5, Long.MAX_VALUE, 3, 0), Violation.INDEX_OUT_OF_RANGE);
    refuses(append(5, 5, 3, -1), Violation.INDEX_OUT_OF_RANGE);
  }

  @Test
  void aMembershipThatNoClusterHas() {
    List<Member> many = new ArrayList<>();
    for (int id = 1; id <= Membership.MEMBERS_MAX + 1; id++) {
      many.add(new Member(id, id, "http://n:1", Member.Role.VOTER));
    }
    Member far =
        new Member(1, 101, "x".repeat(MessageCheck.ADDRESS_CHARS_MAX + 1), Member.Role.VOTER);
    for (Membership membership :
        List.of(
            Membership.NONE,
            Members.of(0, 3),
            new Membership(many),
            new Membership(List.of(far)))) {
      refuses(
          append(5, 5, 3, 0, new Entry(6, 5, new Payload.Config(membership))),
          Violation.MEMBERSHIP_IMPOSSIBLE);
      refuses(
          new Message.InstallSnapshot(1, 2, 5, new SnapshotMeta(9, 3, membership)),
          Violation.MEMBERSHIP_IMPOSSIBLE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, MessageCheck.TERM_MAX + 1, -1, Long.MIN_VALUE})
  void aTermThatNoClusterComesTo(long term) {
    refuses(new Message.HeartbeatReply(1, 2, term, 0), Violation.TERM_OUT_OF_RANGE);
    refuses(new Message.Heartbeat(1, 2, term, 0, 1), Violation.TERM_OUT_OF_RANGE);
    refuses(new Message.Vote(1, 2, term, 5, 3), Violation.TERM_OUT_OF_RANGE);
    refuses(new Message.PreVote(1, 2, term, 5, 3), Violation.TERM_OUT_OF_RANGE);
    refuses(new Message.PreVoteReply(1, 2, 5, term, true), Violation.TERM_OUT_OF_RANGE);
  }

  @Test
  void atAFarTermAServerGoesAStepAndIsNobodysFollower() {
    accepts(new Message.Heartbeat(1, 2, MessageCheck.TERM_MAX, 0, 1));
    assertThat(node.status().term()).isEqualTo(5 + Core.TERM_STEP_MAX);
    assertThat(node.status().leader()).isZero();
    accepts(new Message.Heartbeat(3, 2, 5 + 2 * Core.TERM_STEP_MAX, 0, 1));
    assertThat(node.status().term()).isEqualTo(5 + 2 * Core.TERM_STEP_MAX);
    assertThat(node.status().leader()).isEqualTo(3);
  }

  @Test
  void aVoteIsNotGrantedInATermThatIsOnlyOnTheWay() {
    accepts(new Message.Vote(1, 2, MessageCheck.TERM_MAX, 5, 3));
    assertThat(node.status().vote()).isZero();
    assertThat(node.ready().afterSave()).isEmpty();
  }

  @Test
  void aCandidateWhoseLogIsOfItsOwnTerm() {
    refuses(new Message.Vote(1, 2, 6, 5, 6), Violation.POSITION_IMPOSSIBLE);
    refuses(new Message.PreVote(1, 2, 6, 5, 7), Violation.POSITION_IMPOSSIBLE);
    accepts(new Message.PreVote(1, 2, 6, 5, 6));
  }

  @Test
  void aSenderThatCannotBe() {
    for (int from : new int[] {0, -1, 2}) {
      refuses(new Message.PreVote(from, 2, 5, 5, 3), Violation.SENDER_IMPOSSIBLE);
    }
  }

  @Test
  void aSnapshotWhoseTermFallsBehindWhatIsCommitted() {
    refuses(
        new Message.InstallSnapshot(1, 2, 5, new SnapshotMeta(9, 2, MEMBERS)),
        Violation.ENTRIES_OUT_OF_ORDER);
    refuses(
        new Message.InstallSnapshot(1, 2, 5, new SnapshotMeta(9, 6, MEMBERS)),
        Violation.POSITION_IMPOSSIBLE);
    accepts(new Message.InstallSnapshot(1, 2, 5, new SnapshotMeta(9, 3, MEMBERS)));
  }

  @Test
  void aRejectionOfAnAppendThatWasNotSent() {
    lead();
    refuses(new Message.AppendRejected(1, 2, 6, 7, 3, 3, 3), Violation.BEYOND_LOG);
    refuses(new Message.AppendRejected(1, 2, 6, 5, 4, 3, 3), Violation.POSITION_IMPOSSIBLE);
    refuses(new Message.AppendRejected(1, 2, 6, -1, 0, 0, 0), Violation.INDEX_OUT_OF_RANGE);
    refuses(new Message.AppendRejected(1, 2, 6, 5, 3, 7, 3), Violation.POSITION_IMPOSSIBLE);
    accepts(new Message.AppendRejected(1, 2, 6, 5, 3, 3, 3));
  }

  @Test
  void whatIsPassedOnIsTheSendersOwn() {
    lead();
    Bytes data = Bytes.utf8("x");
    accepts(forward(new Payload.Command(new Origin(1, 101, 1, 1), 6, data)));
    refuses(
        forward(new Payload.Command(new Origin(2, 102, 1, 1), 6, data)),
        Violation.ORIGIN_OF_ANOTHER);
    refuses(forward(new Payload.Command(new Origin(1, 101, 1, 2), 70, data)), Violation.BEYOND_LOG);
    refuses(
        forward(new Payload.Command(new Origin(1, 101, 1, 2), -1, data)),
        Violation.INDEX_OUT_OF_RANGE);
    Bytes long_ = Bytes.copyOf(new byte[MessageCheck.COMMAND_BYTES_MAX + 1]);
    refuses(
        forward(new Payload.Command(new Origin(1, 101, 1, 2), 6, long_)),
        Violation.COMMAND_TOO_LONG);
    refuses(
        new Message.ReadIndexRequest(1, 2, 6, new Origin(3, 103, 1, 1)),
        Violation.ORIGIN_OF_ANOTHER);
  }

  private static Message forward(Payload.Command command) {
    return new Message.Forward(1, 2, 6, List.of(command));
  }

  @Test
  void theAnswerToAReadThatIsNotItsOwn() {
    follow(1);
    accepts(new Message.ReadIndexReply(1, 2, 5, new Origin(2, 102, 1, 1), 90));
    refuses(
        new Message.ReadIndexReply(1, 2, 5, new Origin(3, 103, 1, 1), 90),
        Violation.ORIGIN_OF_ANOTHER);
    refuses(
        new Message.ReadIndexReply(1, 2, 5, new Origin(2, 102, 1, 1), -1),
        Violation.INDEX_OUT_OF_RANGE);
  }

  @Test
  void whatACrashMayHaveTakenFromItsSenderIsNoReasonToRefuse() {
    // It had asked in term 7, which its disk had not when it died; the answer comes to its next
    // boot.
    accepts(new Message.PreVoteReply(1, 2, 5, 7, true));
  }
}
