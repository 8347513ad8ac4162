package dev.ariadne.harness.ariadne.oracle;

import static dev.ariadne.harness.ariadne.oracle.Scene.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.raft.Payload;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a leader may conclude from its followers' answers, and who is counted with. */
final class AnswersTest {

  private static final Payload NO_OP = new Payload.NoOp();
  private static final Request.Get GET = new Request.Get("a", false);

  private static Scene led() {
    Scene scene = Scene.of(3);
    scene.node(1).saves(2, 1).leads(2).done();
    return scene;
  }

  @Nested
  final class Matches {

    @Test
    void whatAFollowerHasAcknowledgedInThisTermCounts() {
      Scene scene = led();
      scene.node(1).isAcknowledged(2, 2, 1).matches(2, 1).done();
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void whatItHasAcknowledgedInAnEarlierTermDoesNot() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(4, 1).leads(4).done();
      scene.node(1).isAcknowledged(2, 2, 7).matches(2, 7).done();
      assertThat(scene.violations()).containsExactly(MatchAsAcknowledged.NAME);
      assertThat(scene.text())
          .isEqualTo(
              "node 1, the leader of term 4, counts the entries up to 7 as held by node 2, but that"
                  + " node has not acknowledged them. In this term it has acknowledged no entry to"
                  + " the leader.");
    }

    @Test
    void aNewLeaderKnowsOfNothing() {
      Scene scene = Scene.of(3);
      scene.node(1).saves(2, 1).leads(2).matches(3, 1).done();
      assertThat(scene.violations()).containsExactly(MatchAsAcknowledged.NAME);
    }
  }

  @Nested
  final class Reads {

    @Test
    void aReadThatARoundBegunAfterItConfirmsIsFine() {
      Scene scene = led();
      Oracles.Asked asked = scene.oracles.asked();
      scene.node(1).beginsRound(5).isAnswered(2, 2, 5).done();
      scene.oracles.replied(1, GET, asked, new Reply.NotFound());
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aRoundBegunBeforeItDoesNotConfirmIt() {
      Scene scene = led();
      scene.node(1).beginsRound(5);
      Oracles.Asked asked = scene.oracles.asked();
      scene.node(1).isAnswered(2, 2, 5).done();
      scene.oracles.replied(1, GET, asked, new Reply.NotFound());
      assertThat(scene.violations()).containsExactly(ConfirmedReads.NAME);
    }

    @Test
    void aMinorityDoesNotConfirmIt() {
      Scene scene = led();
      Oracles.Asked asked = scene.oracles.asked();
      scene.node(1).beginsRound(5).done();
      scene.oracles.replied(1, GET, asked, new Reply.NotFound());
      assertThat(scene.violations()).containsExactly(ConfirmedReads.NAME);
    }

    @Test
    void aSingleServerConfirmsItsOwn() {
      Scene scene = Scene.of(1);
      scene.node(1).saves(2, 1).leads(2).done();
      scene.oracles.replied(1, GET, scene.oracles.asked(), new Reply.NotFound());
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aFollowerAnswersOnceItsLeaderHasToldIt() {
      Scene scene = led();
      Oracles.Asked asked = scene.oracles.asked();
      scene.node(2).asksIndex(1, 2, 9);
      scene.node(1).isAskedForIndex(2, 2, 9).beginsRound(5).isAnswered(3, 2, 5).done();
      scene.node(1).tellsIndex(2, 2, 9, 1);
      scene.node(2).isToldIndex(1, 2, 9, 1);
      scene.oracles.replied(2, GET, asked, new Reply.NotFound());
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aFollowerThatAskedBeforeTheReadCameAnswersTooEarly() {
      Scene scene = led();
      scene.node(2).asksIndex(1, 2, 9);
      Oracles.Asked asked = scene.oracles.asked();
      scene.node(1).isAskedForIndex(2, 2, 9).beginsRound(5).isAnswered(3, 2, 5).done();
      scene.node(1).tellsIndex(2, 2, 9, 1);
      scene.node(2).isToldIndex(1, 2, 9, 1);
      scene.oracles.replied(2, GET, asked, new Reply.NotFound());
      assertThat(scene.violations()).containsExactly(ConfirmedReads.NAME);
    }

    @Test
    void aLeaderThatHasNotAskedAroundTellsNoIndex() {
      Scene scene = led();
      scene.node(1).isAskedForIndex(2, 2, 9).tellsIndex(2, 2, 9, 1);
      assertThat(scene.violations()).containsExactly(ConfirmedReads.NAME);
    }

    @Test
    void theIndexIsNotBehindWhatWasCommittedWhenItWasAsked() {
      Scene scene = led();
      scene.replicated(1, entry(2, 2, NO_OP));
      scene.node(1).isAskedForIndex(2, 2, 9).beginsRound(5).isAnswered(3, 2, 5).done();
      scene.node(1).tellsIndex(2, 2, 9, 1);
      assertThat(scene.violations()).containsExactly(ConfirmedReads.NAME);
      assertThat(scene.text()).contains("When the leader was asked, entry 2 was committed");
    }
  }

  @Nested
  final class Members {

    @Test
    void theLastChangeInTheLogIsInEffect() {
      Scene scene = led();
      scene.replicated(1, entry(2, 2, NO_OP));
      scene.node(1).holds(entry(3, 2, new Payload.Config(scene.voters(1, 2)))).done();
      assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aChangeThatIsCutOutIsNotAnyMore() {
      Scene scene = led();
      scene.replicated(1, entry(2, 2, NO_OP));
      scene.node(3).holds(entry(3, 2, new Payload.Config(scene.voters(1, 2)))).done();
      scene.node(3).cutsFrom(3).done();
      assertThat(scene.violations()).isEmpty();
      scene.node(3).holds(entry(3, 2, new Payload.Config(scene.voters(1, 2)))).done();
      scene.node(3).cutsFrom(3).countsWith(scene.voters(1, 2)).done();
      assertThat(scene.violations()).containsExactly(MembersInEffect.NAME);
      assertThat(scene.text())
          .isEqualTo(
              "node 3 counts with the wrong members: 1,2. The members in effect are 1,2,3, by the"
                  + " last membership entry in its log, entry 1.");
    }

    @Test
    void nobodyLeadsWhoDoesNotVote() {
      Scene scene = led();
      scene.oracles.asked(new Request.RemoveMember(3));
      scene.replicated(1, entry(2, 2, new Payload.Config(scene.voters(1, 2))));
      scene.node(2).saves(3, 3).done().grantsVote(3, 3);
      scene.node(1).inTerm(3).saves(3, 3).done().grantsVote(3, 3);
      scene.node(3).saves(3, 3).becomesLeader(3).done();
      assertThat(scene.violations()).startsWith(CandidateEligibility.NAME, ElectedByMajority.NAME);
      assertThat(scene.text()).contains("is not a voter");
    }
  }
}
