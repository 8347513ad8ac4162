package dev.ariadne.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Server 2 of three, which server 1 leads in term 5. It has entries 1 to 5 of term 1, of which it
 * knows 1 and 2 to be committed.
 */
class FollowerTest {

  private final Node node = node(new HardState(1, 0, 2));

  @Test
  void theCommitGoesNoFurtherThanTheAppendHasVerified() {
    node.step(append(5, 3, 1, List.of(), 5));
    assertThat(node.status().commit()).isEqualTo(3);
  }

  @Test
  void theAcknowledgementGoesNoFurtherEither() {
    node.step(append(5, 3, 1, List.of(), 0));
    assertThat(node.ready().afterSave()).containsExactly(accepted(5, 3));
  }

  @Test
  void aLateAppendDoesNotCutWhatMatches() {
    node.step(append(5, 2, 1, List.of(entry(3, 1)), 0));
    assertThat(node.status().lastIndex()).isEqualTo(5);
  }

  @Test
  void aConflictCutsEverythingFromThereOn() {
    node.step(append(5, 2, 1, List.of(entry(3, 5)), 0));
    assertThat(node.status().lastIndex()).isEqualTo(3);
    assertThat(node.status().stable()).isEqualTo(2);
    assertThat(node.ready().save().orElseThrow().entries()).containsExactly(entry(3, 5));
  }

  @Test
  void anAppendBehindACommittedIndexIsAnsweredWithTheCommit() {
    node.step(append(5, 0, 0, List.of(entry(1, 1)), 0));
    assertThat(node.ready().afterSave()).containsExactly(accepted(5, 2));
  }

  @Test
  void nothingIsAcknowledgedInATermThatIsNotOnDisk() {
    node.step(append(5, 5, 1, List.of(), 0));
    Ready ready = node.ready();
    assertThat(ready.now()).isEmpty();
    assertThat(ready.afterSave()).containsExactly(accepted(5, 5));
    node.persisted(ready.waitFor());
    node.step(append(5, 5, 1, List.of(), 0));
    assertThat(node.ready().now()).containsExactly(accepted(5, 5));
  }

  @Test
  void whatIsSavedOnlyLaterIsAcknowledgedOnlyThenEvenIfItComesTwice() {
    node.step(append(5, 5, 1, List.of(entry(6, 5)), 0));
    Ready first = node.ready();
    node.step(append(5, 5, 1, List.of(entry(6, 5)), 0));
    Ready second = node.ready();
    assertThat(second.save()).isEmpty();
    assertThat(second.now()).isEmpty();
    assertThat(second.afterSave()).containsExactly(accepted(5, 6));
    assertThat(second.waitFor()).isEqualTo(first.save().orElseThrow().number());
  }

  @Test
  void whatWasToBeSaidInATermIsForgottenWithIt() {
    node.step(append(5, 5, 1, List.of(entry(6, 5)), 0));
    node.step(new Message.Append(3, 2, 6, 5, 1, List.of(entry(6, 6)), 0));
    Ready ready = node.ready();
    assertThat(Stream.concat(ready.now().stream(), ready.afterSave().stream()))
        .allMatch(m -> m.term() == 6)
        .hasSize(1);
    assertThat(ready.save().orElseThrow().entries()).containsExactly(entry(6, 6));
  }

  @Test
  void theRoundOfAnOlderTermIsNotEchoed() {
    node.step(append(5, 5, 1, List.of(), 0));
    node.ready();
    node.step(new Message.Heartbeat(3, 2, 4, 0, 50));
    assertThat(node.ready().now()).containsExactly(new Message.HeartbeatReply(2, 3, 5, 0));
  }

  @Test
  void aRejectionSkipsTermsThatTheLeaderCannotHaveThere() {
    node.step(append(5, 9, 4, List.of(), 0));
    assertThat(node.ready().now()).containsExactly(new Message.AppendRejected(2, 1, 5, 9, 5, 1, 5));
  }

  @Test
  void aStrangerIsElectedLikeAnybodySinceTheMembershipHereMayBeOlder() {
    node.step(new Message.PreVote(9, 2, 7, 100, 6));
    assertThat(node.ready().now()).containsExactly(new Message.PreVoteReply(2, 9, 1, 7, true));
    node.step(new Message.Vote(9, 2, 7, 100, 6));
    assertThat(node.status().vote()).isEqualTo(9);
  }

  @Test
  void aStrangerDoesNotDisturbWhileTheLeaderIsHeard() {
    node.step(append(5, 5, 1, List.of(), 0));
    node.ready();
    node.step(new Message.PreVote(9, 2, 7, 100, 6));
    node.step(new Message.Vote(9, 2, 7, 100, 6));
    assertThat(node.status().term()).isEqualTo(5);
    assertThat(node.ready().now()).containsExactly(new Message.PreVoteReply(2, 9, 5, 7, false));
  }

  @Test
  void aStrangersVoteDoesNotCount() {
    for (int i = 0; i < 11; i++) {
      node.tick();
    }
    assertThat(node.status().role()).isEqualTo(Status.RoleName.PRE_CANDIDATE);
    node.step(new Message.PreVoteReply(9, 2, 1, 1, true));
    assertThat(node.status().role()).isEqualTo(Status.RoleName.PRE_CANDIDATE);
  }

  @Test
  void aServerWithAnotherDiskNeverStandsForItsFormerSelf() {
    Node alone =
        new Node(
            Node.Config.defaults(1, 999),
            new Restored(
                new HardState(1, 0, 1),
                SnapshotMeta.NONE,
                List.of(new Entry(1, 1, new Payload.Config(Members.of(1, 0))))),
            bound -> 0);
    for (int i = 0; i < 100; i++) {
      alone.tick();
    }
    alone.step(new Message.Heartbeat(2, 1, 2, 1, 1));
    alone.step(new Message.TimeoutNow(2, 1, 2));
    assertThat(alone.status().role()).isEqualTo(Status.RoleName.FOLLOWER);
    assertThat(alone.status().term()).isEqualTo(2);
  }

  @Test
  void aGrantedPreVoteChangesNothing() {
    Status before = node.status();
    node.step(new Message.PreVote(3, 2, 7, 100, 6));
    assertThat(node.ready().now()).containsExactly(new Message.PreVoteReply(2, 3, 1, 7, true));
    assertThat(node.status()).isEqualTo(before);
  }

  @Test
  void aVoteInAHigherTermIsNotLookedAtWhileTheLeaderIsHeard() {
    node.step(append(5, 5, 1, List.of(), 0));
    node.ready();
    node.step(new Message.Vote(3, 2, 6, 100, 5));
    assertThat(node.status().term()).isEqualTo(5);
    for (int i = 0; i < 10; i++) {
      node.tick();
    }
    node.step(new Message.Vote(3, 2, 6, 100, 5));
    assertThat(node.status().vote()).isEqualTo(3);
  }

  @Test
  void anEarlierSnapshotTakesNothingBack() {
    node.step(new Message.InstallSnapshot(1, 2, 5, new SnapshotMeta(2, 1, Members.of(3, 0))));
    Ready ready = node.ready();
    assertThat(ready.afterSave()).containsExactly(accepted(5, 2));
    assertThat(ready.save().orElseThrow().marker()).isEmpty();
    assertThat(node.status().lastIndex()).isEqualTo(5);
  }

  @Test
  void aMarkerIsSavedApartFromTheEntriesThatFollowIt() {
    SnapshotMeta snapshot = new SnapshotMeta(9, 4, Members.of(3, 0));
    node.step(new Message.InstallSnapshot(1, 2, 5, snapshot));
    node.step(append(5, 9, 4, List.of(entry(10, 5)), 10));
    Ready ready = node.ready();
    assertThat(ready.save().orElseThrow().entries()).isEmpty();
    assertThat(ready.restore()).isEmpty();
    node.step(append(5, 9, 4, List.of(entry(10, 5)), 10));
    Ready next = node.ready();
    assertThat(next.save().orElseThrow().entries()).containsExactly(entry(10, 5));
    assertThat(next.committed()).isEmpty();
    node.persisted(next.save().orElseThrow().number());
    Ready last = node.ready();
    assertThat(last.restore()).contains(snapshot);
    assertThat(last.committed()).containsExactly(entry(10, 5));
  }

  @Test
  void whatAHardStateCountsBeyondATornLogIsNotCommitted() {
    assertThat(node(new HardState(1, 0, 9)).status().commit()).isEqualTo(5);
  }

  @Test
  void commandsThatComeTogetherAreForwardedTogether() {
    node.step(append(5, 5, 1, List.of(), 0));
    node.ready();
    Payload.Command a = command(1);
    Payload.Command b = command(2);
    assertThat(node.propose(a)).isEqualTo(new Proposal.Forwarded(1));
    assertThat(node.propose(b)).isEqualTo(new Proposal.Forwarded(1));
    assertThat(node.ready().now()).containsExactly(new Message.Forward(2, 1, 5, List.of(a, b)));
    assertThat(node.hasReady()).isFalse();
  }

  @Test
  void anotherCommittedEntryThanTheLeadersEndsItsPart() {
    again(append(5, 1, 1, List.of(entry(2, 4), entry(3, 5)), 0));
    LogFault conflict = new LogFault.Conflict(2, 1, 4);
    assertThat(node.view().fault()).contains(conflict);
    assertThat(node.status().lastIndex()).isEqualTo(5);
    Ready ready = node.ready();
    assertThat(ready.now()).containsExactly(new Message.FaultReport(2, 1, 5, conflict));
    assertThat(ready.afterSave()).isEmpty();
    node.step(append(5, 5, 1, List.of(entry(6, 5)), 0));
    node.step(new Message.Vote(3, 2, 9, 99, 8, true));
    for (int i = 0; i < 100; i++) {
      node.tick();
    }
    assertThat(node.hasReady()).isEqualTo(ready.save().isEmpty());
    assertThat(node.status().term()).isEqualTo(5);
    assertThat(node.status().lastIndex()).isEqualTo(5);
  }

  @Test
  void anAppendThatFollowsAnotherCommittedEntryEndsItsPart() {
    again(append(5, 2, 3, List.of(), 0));
    assertThat(node.view().fault()).contains(new LogFault.Conflict(2, 1, 3));
  }

  @Test
  void aSnapshotOfAnotherCommittedEntryEndsItsPart() {
    SnapshotMeta snapshot = new SnapshotMeta(2, 4, Members.of(3, 0));
    again(new Message.InstallSnapshot(1, 2, 5, snapshot));
    assertThat(node.view().fault()).contains(new LogFault.Conflict(2, 1, 4));
  }

  @Test
  void oneClaimOfAnotherCommittedEntryProvesNothing() {
    for (int i = 0; i < 40; i++) {
      node.step(append(5, 2, 2 + i % 3, List.of(), 0)); // never the same one three times
      node.step(new Message.Heartbeat(1, 2, 5, 2, i));
      node.tick();
    }
    assertThat(node.view().fault()).isEmpty();
  }

  @Test
  void aLeaderThatAgreesInBetweenContradictsTheClaim() {
    for (int i = 0; i < 40; i++) {
      node.step(append(5, 2, 4, List.of(), 0));
      if (i % 5 == 0) {
        node.step(append(5, 2, 1, List.of(), 0));
      }
      node.tick();
    }
    assertThat(node.view().fault()).isEmpty();
  }

  /** As a leader does that gets no answer. */
  private void again(Message message) {
    for (int i = 0; i <= 10; i++) {
      assertThat(node.view().fault()).isEmpty();
      node.step(message);
      node.tick();
    }
  }

  @Test
  void anotherEntryBeyondTheCommitIsNoFault() {
    node.step(append(5, 2, 1, List.of(entry(3, 4)), 0));
    assertThat(node.view().fault()).isEmpty();
  }

  @Test
  void aLeaderThatGoesOnTakingLostEntriesForAcknowledgedEndsItsPart() {
    for (int round = 1; round <= 11; round++) {
      assertThat(node.view().fault()).isEmpty();
      node.step(new Message.Heartbeat(1, 2, 5, 9, round));
      node.tick();
    }
    LogFault lost = new LogFault.Lost(9, 5);
    assertThat(node.view().fault()).contains(lost);
    assertThat(node.ready().now()).containsExactly(new Message.FaultReport(2, 1, 5, lost));
    assertThat(node.propose(command(1))).isInstanceOf(Proposal.Refused.class);
  }

  @Test
  void oneHeartbeatBeyondTheLogIsContradictedByTheNext() {
    for (int round = 1; round <= 40; round++) {
      node.step(new Message.Heartbeat(1, 2, 5, round % 5 == 0 ? 2 : Long.MAX_VALUE, round));
      node.tick();
    }
    assertThat(node.view().fault()).isEmpty();
    assertThat(node.status().commit()).isEqualTo(2);
  }

  @Test
  void oneHeartbeatBeyondTheLogIsForgottenWithTheLeader() {
    node.step(new Message.Heartbeat(1, 2, 5, 9, 1));
    for (int i = 0; i < 11; i++) {
      node.tick();
    }
    assertThat(node.view().fault()).isEmpty();
    assertThat(node.status().role()).isEqualTo(Status.RoleName.PRE_CANDIDATE);
  }

  private static Node node(HardState hardState) {
    List<Entry> entries =
        LongStream.rangeClosed(1, 5)
            .mapToObj(
                i -> i == 1 ? new Entry(1, 1, new Payload.Config(Members.of(3, 0))) : entry(i, 1))
            .toList();
    return new Node(
        Node.Config.defaults(2, 102),
        new Restored(hardState, SnapshotMeta.NONE, entries),
        bound -> 1);
  }

  private static Entry entry(long index, long term) {
    return new Entry(index, term, new Payload.NoOp());
  }

  private static Payload.Command command(int sequence) {
    return new Payload.Command(new Origin(2, 1, 1, sequence), 2, Bytes.utf8("c" + sequence));
  }

  private static Message append(
      long term, long prevIndex, long prevTerm, List<Entry> entries, long commit) {
    return new Message.Append(1, 2, term, prevIndex, prevTerm, entries, commit);
  }

  private static Message accepted(long term, long match) {
    return new Message.AppendAccepted(2, 1, term, match);
  }
}
