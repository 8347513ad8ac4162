package dev.ariadne.harness.ariadne.oracle;

import static dev.ariadne.harness.ariadne.oracle.Scene.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.kv.Request;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Payload;
import org.junit.jupiter.api.Test;

/** Who may be made a leader, and who a voter. */
final class LeadershipTransferTest {

  private static final Payload NO_OP = new Payload.NoOp();

  private static Scene led() {
    Scene scene = Scene.of(3);
    scene.node(1).saves(2, 1).leads(2);
    scene.replicated(1, entry(2, 2, NO_OP));
    scene.oracles.asked(new Request.AddMember(4, "http://n4:1"));
    scene.oracles.asked(new Request.RemoveMember(3));
    return scene;
  }

  @Test
  void whoHoldsAllOfTheLogMayBeElectedAtOnce() {
    Scene scene = led();
    scene.node(1).matches(2, 2).handsOverTo(2).done();
    scene.node(2).isToldToLead(1, 2).saves(3, 2).done().asksInItsLeadersName(3, 2);
    assertThat(scene.violations()).isEmpty();
  }

  @Test
  void whoLacksAnEntryMayNot() {
    Scene scene = led();
    scene.node(1).matches(2, 1).handsOverTo(2).done();
    assertThat(scene.violations()).containsExactly(LeadershipTransfer.NAME);
    assertThat(scene.text())
        .isEqualTo(
            "node 1 hands over to node 2 after term 2, but does not know that this node has its"
                + " whole log. It knows that the node has the entries up to 1. Its own log ends at"
                + " entry 2.");
  }

  @Test
  void norMayALearner() {
    Scene scene = led();
    scene.replicated(1, entry(3, 2, new Payload.Config(scene.withLearner(4))));
    scene.node(1).matches(4, 3).handsOverTo(4).done();
    assertThat(scene.violations()).containsExactly(LeadershipTransfer.NAME);
    assertThat(scene.text()).contains("not one of its voters");
  }

  @Test
  void aLeaderThatHasBeenRemovedMayNotWaitButChoosesAVoter() {
    Scene scene = led();
    scene.node(1).holds(entry(3, 2, new Payload.Config(scene.voters(2, 3)))).done();
    scene.node(1).inTerm(2).handsOverTo(2).done();
    assertThat(scene.violations()).isEmpty();
    scene.node(1).handsOverTo(4).done();
    assertThat(scene.violations()).containsExactly(LeadershipTransfer.NAME);
  }

  @Test
  void nobodyAsksInALeadersNameWhomItHasNotTold() {
    Scene scene = led();
    scene.node(2).saves(3, 2).done().asksInItsLeadersName(3, 2);
    assertThat(scene.violations()).containsExactly(LeadershipTransfer.NAME);
  }

  @Test
  void whoIsNoVoterDoesNotStandThoughALeaderTellsItTo() {
    Scene scene = led();
    scene.replicated(1, entry(3, 2, new Payload.Config(scene.voters(1, 2))));
    scene.node(3).isToldToLead(1, 2).savesWhateverItMay(3, 3).done();
    assertThat(scene.violations()).containsExactly(CandidateEligibility.NAME);
    assertThat(scene.text()).contains("but it is not a voter");
  }

  @Test
  void whomAChangeTakesOutMayStandUntilItIsCommitted() {
    Scene scene = led();
    Entry removal = entry(3, 2, new Payload.Config(scene.voters(1, 2)));
    scene.node(3).holds(removal).done().isToldToLead(1, 2).savesWhateverItMay(3, 3).done();
    assertThat(scene.violations()).isEmpty();
  }

  @Test
  void whatTheLeaderOfAnEarlierTermWantedIsOver() {
    Scene scene = led();
    scene.node(2).isToldToLead(1, 2).saves(4, 2).done().asksInItsLeadersName(4, 2);
    assertThat(scene.violations()).containsExactly(LeadershipTransfer.NAME);
  }

  @Test
  void aLearnerThatHasCaughtUpMayVote() {
    Scene scene = led();
    scene.node(1).beginsRound(1).beginsRound(2);
    scene.replicated(1, entry(3, 2, new Payload.Config(scene.withLearner(4))));
    scene.node(1).isAcknowledged(4, 2, 2).matches(4, 2).holds(voterFour(scene)).done();
    assertThat(scene.violations()).isEmpty();
  }

  @Test
  void oneThatHasNotMayNot() {
    Scene scene = led();
    scene.node(1).beginsRound(1).beginsRound(2);
    scene.replicated(1, entry(3, 2, new Payload.Config(scene.withLearner(4))));
    scene.node(1).isAcknowledged(4, 2, 1).matches(4, 1).holds(voterFour(scene)).done();
    assertThat(scene.violations()).containsExactly(MembershipRules.NAME);
    assertThat(scene.text()).contains("that node has not caught up");
  }

  @Test
  void norMayOneThatHasNeverBeenALearner() {
    Scene scene = led();
    scene.node(1).beginsRound(1).beginsRound(2);
    scene.node(1).holds(entry(3, 2, new Payload.Config(scene.voters(1, 2, 3, 4)))).done();
    assertThat(scene.violations()).containsExactly(MembershipRules.NAME);
  }

  @Test
  void whatAFormerLifeOfItsDiskHeldIsNoReason() {
    Scene scene = led();
    scene.node(1).beginsRound(1).beginsRound(2);
    scene.replicated(1, entry(3, 2, new Payload.Config(scene.withLearner(4))));
    scene.node(1).isAcknowledgedByAFormerLife(4, 2, 2).matches(4, 2).done();
    assertThat(scene.violations()).isEmpty();
    scene.node(1).holds(voterFour(scene)).done();
    assertThat(scene.violations()).containsExactly(MatchAsAcknowledged.NAME);
  }

  private static Entry voterFour(Scene scene) {
    return entry(4, 2, new Payload.Config(scene.voters(1, 2, 3, 4)));
  }
}
