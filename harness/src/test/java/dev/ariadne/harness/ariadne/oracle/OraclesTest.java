package dev.ariadne.harness.ariadne.oracle;

import static dev.ariadne.harness.ariadne.oracle.Scene.entry;
import static dev.ariadne.harness.ariadne.oracle.Scene.putRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Command;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.kv.RequestId;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Payload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each rule kept, and each broken. */
final class OraclesTest {

  private static final Payload NO_OP = new Payload.NoOp();

  @Nested
  final class Votes {

    @Test
    void aVoteThatIsOnDiskMayBeGrantedAndGrantedAgain() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(2, 1).done().grantsVote(1, 2).grantsVote(1, 2);
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aVoteThatIsNotOnDiskMayNotBeGranted() {
      Scene scene = Scene.of(3);
      scene.node(2).inTerm(2).done().grantsVote(1, 2);
      assertThat(scene.violations()).containsExactly(DurableBeforeSent.NAME);
      assertThat(scene.text())
          .isEqualTo(
              "node 2 sends its vote for node 1 in term 2, but the vote is not on its disk. Its"
                  + " disk has term 1 with no vote.");
    }

    @Test
    void aCandidateMayAskForVotesOnceItsOwnIsOnDisk() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).done().asksForVotes(2, 1);
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aCandidateMayNotAskForVotesBefore() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 0).done().asksForVotes(2, 1);
      assertThat(scene.violations()).containsExactly(DurableBeforeSent.NAME);
    }

    @Test
    void aVoteOfATermThatIsOverBindsNobody() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(3, 0).done().grantsVote(1, 2);
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void twoVotesInATermAreNoticedAcrossARestart() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(2, 1).done().grantsVote(1, 2);
      scene.node(2).losesPower().starts().writes(2, 3).done();
      assertThat(scene.violations()).contains(OneVote.NAME);
      assertThat(scene.text())
          .isEqualTo("node 2 votes twice in term 2: for node 3, and before for node 1.");
    }

    @Test
    void aVoteForALogThatIsLongerButOlderIsNoticed() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(4, 1, entry(2, 2, NO_OP), entry(3, 2, NO_OP)).done().asksForVotes(4, 2);
      scene.node(2).saves(3, 0, entry(2, 3, NO_OP)).done();
      scene.node(2).saves(4, 1).done();
      assertThat(scene.violations()).containsExactly(CompleteVotes.NAME);
    }

    @Test
    void aVoteForALogThatIsShorterButNewerIsFine() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(4, 1, entry(2, 3, NO_OP)).done().asksForVotes(4, 3);
      scene.node(2).saves(3, 0, entry(2, 2, NO_OP), entry(3, 2, NO_OP)).done();
      scene.node(2).saves(4, 1).done();
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aPromiseToVoteForALogThatEndsBeforeIsNoticed() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(3, 0, entry(2, 3, NO_OP)).done();
      scene.node(2).isAskedForPromise(1, 3, 2, 3).promises(1, 3).done();
      assertThat(scene.violations()).isEmpty();
      scene.node(2).isAskedForPromise(1, 3, 7, 2).promises(1, 3).done();
      assertThat(scene.violations()).containsExactly(CompleteVotes.NAME);
    }

    @Test
    void whoHasBeenPromisedAMajorityMayStand() {
      Scene scene = Scene.of(3);
      scene.node(1).isPromised(3, 1).savesWhateverItMay(2, 1).done();
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void whoWasPromisedItInAnEarlierTermMayNot() {
      Scene scene = Scene.of(3);
      scene.node(1).isPromised(3, 1).savesWhateverItMay(3, 1).done();
      assertThat(scene.violations()).containsExactly(CandidateEligibility.NAME);
      assertThat(scene.text())
          .isEqualTo(
              "node 1 stands for election in term 3 without permission. The leader of term 2 has"
                  + " not told it to stand, and only 1 of its voters [1, 2, 3] would vote for it.");
    }

    @Test
    void twoLeadersOfTwoTermsAreNone() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).leads(2).done();
      scene.node(2).saves(3, 2).leads(3).done();
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void twoLeadersOfOneTermAreNoticed() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).leads(2).done();
      scene.node(2).saves(2, 2).leads(2).done();
      assertThat(scene.violations()).contains(OneLeader.NAME);
    }

    @Test
    void aLeaderThatNobodyHasVotedForIsNoticed() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).becomesLeader(2).done();
      assertThat(scene.violations()).containsExactly(ElectedByMajority.NAME);
    }

    @Test
    void whoSendsHeartbeatsLeadsWhateverItLooksLike() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).leads(2).done();
      scene.node(2).saves(2, 0).done().sendsHeartbeat();
      assertThat(scene.violations()).containsExactly(OneLeader.NAME);
    }
  }

  @Nested
  final class Logs {

    @Test
    void anAcknowledgementMayLeaveOnceTheEntriesAreOnDisk() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(2, 0, entry(2, 2, NO_OP)).done().acknowledges(2);
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void anAcknowledgementBeforeThatIsNoticed() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(2, 0).holds(entry(2, 2, NO_OP)).done().acknowledges(2);
      assertThat(scene.violations()).containsExactly(DurableBeforeSent.NAME);
      assertThat(scene.text())
          .isEqualTo(
              "node 2 acknowledges the entries up to 2 in term 2, but they are not all on its disk."
                  + " The log on its disk ends at entry 1.");
    }

    @Test
    void anAcknowledgementOfAnotherEntryThanTheLeadersIsNoticed() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(3, 1, entry(2, 3, NO_OP)).leads(3).done();
      scene.node(2).saves(3, 0, entry(2, 2, NO_OP)).done().acknowledges(2);
      assertThat(scene.violations()).containsExactly(DurableBeforeSent.NAME);
      assertThat(scene.text())
          .contains("On its disk the entry is of term 2. In the log of the leader");
    }

    @Test
    void differentEntriesOfOneIndexAndTermAreNoticed() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 0, entry(2, 2, scene.put("a", "1"))).done();
      scene.node(2).saves(2, 0, entry(2, 2, scene.put("a", "2"))).done();
      assertThat(scene.violations()).containsExactly(LogMatching.NAME);
    }

    @Test
    void theSameEntryBehindDifferentOnesIsNoticed() {
      Scene scene = Scene.of(3);
      Entry last = entry(3, 4, NO_OP);
      scene.node(1).saves(4, 0, entry(2, 2, NO_OP), last).done();
      scene.node(2).saves(4, 0, entry(2, 3, NO_OP), last).done();
      assertThat(scene.violations()).containsExactly(LogMatching.NAME);
    }

    @Test
    void anEntryThatStaysBehindASnapshotThatConflictsIsNoticed() {
      Scene scene = Scene.of(3);
      Entry tail = entry(3, 2, NO_OP);
      scene.node(2).saves(2, 0, entry(2, 2, NO_OP), tail).done();
      Entry committed = entry(2, 3, NO_OP);
      scene.elects(1, 3);
      scene.node(3).saves(3, 1, committed).done();
      scene.node(1).saves(3, 1, committed).leads(3).commits(2).done();
      scene.node(2).hears(1, 2);
      assertThat(scene.violations()).isEmpty();
      scene.node(2).holds(committed, tail).standsOn(2).done();
      assertThat(scene.violations()).containsExactly(LogMatching.NAME);
      assertThat(scene.text())
          .isEqualTo(
              "node 2 holds entry 3 of term 2 after an entry of term 3, but node 2 has held the"
                  + " same entry after an entry of term 2.");
    }

    @Test
    void anEntryOfALowerTermOnDiskIsNoticed() {
      Scene scene = Scene.of(3);
      scene.node(2).writes(3, 0, entry(2, 3, NO_OP), entry(3, 2, NO_OP)).done();
      assertThat(scene.violations()).containsExactly(LogMatching.NAME);
      assertThat(scene.text())
          .isEqualTo(
              "the terms in the log on the disk of node 2 fall: entry 3 is of term 2, and the"
                  + " entry before it is of term 3.");
    }

    @Test
    void aTailThatIsNotCommittedMayBeReplaced() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).leads(2);
      scene.replicated(1, entry(2, 2, NO_OP));
      scene.node(3).saves(2, 0, entry(3, 2, NO_OP)).done();
      scene.node(3).saves(3, 0, entry(3, 3, NO_OP)).done();
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aCommittedEntryMayNotBeCutOut() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).leads(2);
      scene.replicated(1, entry(2, 2, NO_OP), entry(3, 2, NO_OP));
      scene.node(3).cutsFrom(3).commits(2).done();
      assertThat(scene.violations()).contains(CommittedForEver.NAME);
      assertThat(scene.text()).startsWith("node 3 removes entry 3 of term 2 from its log");
    }

    @Test
    void aLeaderHoldsAllThatWasCommittedInEarlierTerms() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).leads(2);
      scene.replicated(1, entry(2, 2, NO_OP));
      scene.node(2).saves(3, 2).leads(3).done();
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aLeaderWithoutIsNoticed() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1, entry(2, 2, NO_OP)).leads(2);
      scene.node(2).saves(2, 0, entry(2, 2, NO_OP)).done();
      scene.node(1).commits(2).done();
      scene.node(3).saves(3, 3).leads(3).done();
      assertThat(scene.violations()).containsExactly(LeaderCompleteness.NAME);
      assertThat(scene.text())
          .contains("lacks the committed entry 2 of term 2")
          .contains("ends at entry 1");
    }
  }

  @Nested
  final class Commits {

    @Test
    void aMajorityOnDiskIsEnough() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(2, 0, entry(2, 2, NO_OP)).done();
      scene.node(1).saves(2, 1, entry(2, 2, NO_OP)).leads(2).commits(2).done();
      assertThat(scene.violations()).isEmpty();
      assertThat(scene.oracles.asked().committed()).isEqualTo(2);
    }

    @Test
    void aMajorityInMemoryIsNot() {
      Scene scene = Scene.of(3);
      scene.node(2).inTerm(2).holds(entry(2, 2, NO_OP)).done();
      scene.node(1).saves(2, 1, entry(2, 2, NO_OP)).leads(2).commits(2).done();
      assertThat(scene.violations()).containsExactly(CommitOnQuorum.NAME);
      assertThat(scene.text())
          .isEqualTo(
              "node 1 counts entry 2 of term 2 as committed, but no majority of the voters has it"
                  + " on disk: node 1 has it; the log of node 2 ends at entry 1; the log of node 3"
                  + " ends at entry 1.");
    }

    @Test
    void aDeadNodesDiskCounts() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(2, 0, entry(2, 2, NO_OP)).done().acknowledges(2).losesPower();
      scene.node(1).saves(2, 1, entry(2, 2, NO_OP)).leads(2).commits(2).done();
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void anEarlierTermsEntryIsNotCommittedByCounting() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(3, 0, entry(2, 2, NO_OP)).done();
      scene.node(1).saves(3, 1, entry(2, 2, NO_OP)).leads(3).commits(2).done();
      assertThat(scene.violations()).containsExactly(CommitOnQuorum.NAME);
    }

    @Test
    void aFollowerTakesNothingForCommittedThatNoLeaderHas() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(2, 0, entry(2, 2, NO_OP)).commits(2).done();
      assertThat(scene.violations()).containsExactly(CommittedForEver.NAME);
    }

    @Test
    void aFollowerTakesNoOtherEntryForCommitted() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(3, 0, entry(2, 3, NO_OP)).done();
      scene.node(1).saves(3, 1, entry(2, 3, NO_OP)).leads(3).commits(2).done();
      scene.node(3).saves(3, 0, entry(2, 2, NO_OP)).hears(1, 2).commits(2).done();
      assertThat(scene.violations()).containsExactly(CommittedForEver.NAME);
    }

    @Test
    void aFollowerCommitsWhatAnAppendHasVerifiedAndNoMore() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(2, 0, entry(2, 2, NO_OP)).done();
      scene.node(1).saves(2, 1, entry(2, 2, NO_OP)).leads(2).commits(2).done();
      scene.node(2).hearsAppend(1, 1, 1, 2).commits(1).done();
      assertThat(scene.violations()).isEmpty();
      scene.node(2).commits(2).done();
      assertThat(scene.violations()).containsExactly(CommittedForEver.NAME);
      assertThat(scene.text()).contains("prove only up to entry 1");
    }

    @Test
    void anAcknowledgedWriteIsCommitted() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).leads(2);
      scene.replicated(1, entry(2, 2, scene.put("a", "1")));
      scene.answers(1, putRequest("a", "1"), 1, new Reply.Written(2));
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aWriteAcknowledgedBeforeIsNoticed() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1, entry(2, 2, scene.put("a", "1"))).leads(2).done();
      scene.answers(1, putRequest("a", "1"), 1, new Reply.Written(2));
      assertThat(scene.violations()).containsExactly(OkIsCommitted.NAME);
    }

    @Test
    void aWriteAcknowledgedByAnothersEntryIsNoticed() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).leads(2);
      scene.replicated(1, entry(2, 2, scene.put("b", "1")));
      scene.answers(1, putRequest("a", "1"), 1, new Reply.Written(2));
      assertThat(scene.violations()).containsExactly(OkIsCommitted.NAME);
    }

    @Test
    void aReadSeesWhatWasCommittedWhenItWasAsked() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).leads(2);
      scene.replicated(1, entry(2, 2, scene.put("a", "1")));
      scene.answers(1, get("a"), 2, new Reply.Found(Bytes.utf8("1"), 2));
      scene.answers(1, get("b"), 2, new Reply.NotFound());
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aReadOfSomethingOlderIsNoticed() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).leads(2);
      scene.replicated(1, entry(2, 2, scene.put("a", "1")), entry(3, 2, scene.put("a", "2")));
      scene.answers(2, get("a"), 2, new Reply.Found(Bytes.utf8("1"), 2));
      assertThat(scene.violations()).isEmpty();
      scene.answers(2, get("a"), 3, new Reply.Found(Bytes.utf8("1"), 2));
      assertThat(scene.violations()).containsExactly(CurrentReads.NAME);
    }

    private static Request.Get get(String key) {
      return new Request.Get(key, false);
    }
  }

  @Nested
  final class States {

    @Test
    void whatIsCommittedMayBeApplied() {
      Scene scene = written();
      scene.node(1).applies(2).done();
      scene.node(2).applies(2).done();
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void whatIsNotMayNot() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(2, 0, entry(2, 2, scene.put("a", "1"))).applies(2).done();
      assertThat(scene.violations()).containsExactly(CommittedForEver.NAME);
    }

    @Test
    void statesThatDifferAreNoticed() {
      Scene scene = written();
      scene.node(1).applies(2).done();
      scene.node(2).applies(1).appliesInstead(NO_OP).done();
      assertThat(scene.violations()).contains(EqualState.NAME);
    }

    @Test
    void statesThatAreAllWrongAlikeAreNoticed() {
      Scene scene = written();
      scene.node(1).applies(1).appliesInstead(NO_OP).done();
      assertThat(scene.violations()).containsExactly(AppliedOnce.NAME);
      assertThat(scene.text()).contains("key a has no value");
    }

    @Test
    void aRequestOfTheSameNameIsAppliedOnce() {
      Scene scene = Scene.of(3);
      Optional<RequestId> id = Optional.of(new RequestId("c", 1));
      Payload first = scene.command(new Command.Append("a", Bytes.utf8("x"), always(), id));
      Payload again = scene.command(new Command.Append("a", Bytes.utf8("x"), always(), id));
      scene.node(1).saves(2, 1).leads(2);
      scene.replicated(1, entry(2, 2, first), entry(3, 2, again));
      scene.node(1).applies(3).done();
      assertThat(scene.violations()).isEmpty();
      Payload anonymous =
          scene.command(new Command.Append("a", Bytes.utf8("x"), always(), Optional.empty()));
      scene.node(2).applies(2).appliesInstead(anonymous).done();
      assertThat(scene.violations()).contains(AppliedOnce.NAME);
    }

    @Test
    void aStateThatGoesBackIsNoticed() {
      Scene scene = written();
      scene.node(1).applies(2).done();
      scene.node(1).store = new KvStore(Scene.WINDOW);
      scene.node(1).done();
      assertThat(scene.violations()).containsExactly(NothingBackwards.NAME);
    }

    private static dev.ariadne.server.kv.Condition always() {
      return new dev.ariadne.server.kv.Condition.Always();
    }
  }

  private static Scene written() {
    Scene scene = Scene.of(3);
    scene.node(1).saves(2, 1).leads(2);
    scene.replicated(1, entry(2, 2, scene.put("a", "1")));
    return scene;
  }

  @Nested
  final class Restarts {

    @Test
    void aNodeComesBackWithWhatItHasTold() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(2, 0, entry(2, 2, NO_OP)).done().acknowledges(2);
      scene.node(2).losesPower().starts();
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aNodeThatLostWhatItHasToldIsNoticed() throws Exception {
      Scene scene = Scene.of(3);
      scene.node(2).done();
      long before = size(scene.node(2));
      scene.node(2).saves(2, 0, entry(2, 2, NO_OP)).done().acknowledges(2);
      scene.node(2).losesPower().disk.cut(segment(2), before);
      // Its note knows better, so the server itself would refuse: bring the note back in time too.
      scene.node(2).disk.cut("raftexample-2/note", 32);
      scene.node(2).starts();
      assertThat(scene.violations()).containsExactly(NothingBackwards.NAME);
    }

    @Test
    void theLastBatchMayBeLostIfNobodyWasToldOfIt() throws Exception {
      Scene scene = Scene.of(3);
      scene.node(2).done();
      long before = size(scene.node(2));
      scene.node(2).saves(2, 0, entry(2, 2, NO_OP)).done();
      scene.node(2).losesPower().disk.cut(segment(2), before);
      scene.node(2).disk.cut("raftexample-2/note", 32);
      scene.node(2).starts();
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aNodeThatReplaysItsLogWronglyIsNoticed() {
      Scene scene = Scene.of(3);
      scene.node(2).saves(2, 0, entry(2, 2, NO_OP)).done();
      scene.node(2).losesPower();
      FakeNode node = scene.node(2);
      node.recoversWith(entry(1, 1, new Payload.Config(scene.members())), entry(2, 1, NO_OP));
      assertThat(scene.violations()).contains(NothingBackwards.NAME);
      assertThat(scene.text())
          .contains("has started with an entry 2 that is not the one on its disk");
    }

    @Test
    void aNodeThatEndsWithoutReasonIsNoticed() {
      Scene scene = Scene.of(1);
      scene.oracles.ended(1, Optional.of("java.lang.AssertionError"));
      assertThat(scene.violations()).containsExactly("serves-on-a-sound-disk");
    }

    private long size(FakeNode node) {
      return node.disk.durableSize(segment(node.id()));
    }

    private String segment(int id) {
      return "raftexample-" + id + "/0000000000000001.wal";
    }
  }

  @Nested
  final class Snapshots {

    @Test
    void aSnapshotThatIsWhatWasAppliedIsFine() {
      Scene scene = written();
      scene.node(1).applies(2).done();
      scene.node(1).stores(scene.node(1).store, 2, 2, scene.members());
      scene.node(1).marks(2, 2, scene.members()).done();
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aMarkerBeforeItsSnapshotIsNoticed() {
      Scene scene = written();
      scene.node(1).applies(2).done();
      scene.node(1).marks(2, 2, scene.members()).done();
      assertThat(scene.violations()).containsExactly(SnapshotEquivalence.NAME);
      assertThat(scene.text()).contains("is not on its disk");
    }

    @Test
    void aSnapshotOfAnotherStateIsNoticed() {
      Scene scene = written();
      scene.node(1).applies(2).done();
      KvStore other = new KvStore(Scene.WINDOW);
      other.apply(entry(1, 1, NO_OP));
      other.apply(entry(2, 2, NO_OP));
      scene.node(1).stores(other, 2, 2, scene.members());
      scene.node(1).marks(2, 2, scene.members()).done();
      assertThat(scene.violations()).containsExactly(SnapshotEquivalence.NAME);
    }

    @Test
    void aSnapshotWithOtherMembersIsNoticed() {
      Scene scene = written();
      scene.node(1).applies(2).done();
      scene.node(1).stores(scene.node(1).store, 2, 2, scene.voters(1, 2));
      scene.node(1).marks(2, 2, scene.voters(1, 2)).done();
      assertThat(scene.violations()).containsExactly(SnapshotEquivalence.NAME);
    }
  }

  @Nested
  final class Changes {

    @Test
    void aChangeMayFollowACommitInTheTerm() {
      Scene scene = written();
      scene.node(1).holds(change(scene, 3, 1, 2, 3, 4)).done();
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aChangeBeforeACommitInTheTermIsNoticed() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).leads(2).done();
      scene.node(1).holds(change(scene, 2, 1, 2, 3, 4)).done();
      assertThat(scene.violations()).containsExactly(MembershipRules.NAME);
    }

    @Test
    void aSecondChangeBeforeTheFirstIsCommittedIsNoticed() {
      Scene scene = written();
      scene.node(1).holds(change(scene, 3, 1, 2, 3, 4)).done();
      scene.node(1).holds(change(scene, 4, 1, 2, 3)).done();
      assertThat(scene.violations()).containsExactly(MembershipRules.NAME);
      assertThat(scene.text()).contains("the change at entry 3 is not committed yet");
    }

    @Test
    void aChangeOfTwoVotersAtOnceIsNoticed() {
      Scene scene = written();
      scene.node(1).holds(change(scene, 3, 1, 2, 3, 4, 5)).done();
      assertThat(scene.violations()).containsExactly(MembershipRules.NAME);
    }

    @Test
    void majoritiesMayPartOnlyWhenMoreThanOneVoterDiffers() {
      assertThat(MembershipRules.canPart(List.of(1, 2, 3), List.of(1, 2, 3, 4))).isFalse();
      assertThat(MembershipRules.canPart(List.of(1, 2, 3, 4), List.of(1, 2, 3))).isFalse();
      assertThat(MembershipRules.canPart(List.of(1), List.of(1, 2))).isFalse();
      assertThat(MembershipRules.canPart(List.of(1, 2, 3), List.of(1, 2, 3, 4, 5))).isTrue();
      assertThat(MembershipRules.canPart(List.of(1, 2, 3), List.of(2, 3, 4))).isTrue();
    }

    private static Entry change(Scene scene, long index, int... voters) {
      return entry(index, 2, new Payload.Config(scene.voters(voters)));
    }
  }
}
