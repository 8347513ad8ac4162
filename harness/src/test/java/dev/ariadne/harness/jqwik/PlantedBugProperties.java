package dev.ariadne.harness.jqwik;

import dev.ariadne.harness.ariadne.zoo.PlantedBug;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.domains.Domain;

/**
 * What a server promises, asked of servers with a bug: none of these holds. {@link
 * PlantedBugsShrinkTest} runs them.
 */
@Domain(ClusterDomain.class)
@PropertyDefaults(
    tries = 400,
    generation = GenerationMode.RANDOMIZED,
    edgeCases = EdgeCasesMode.NONE,
    shrinking = ShrinkingMode.FULL,
    afterFailure = AfterFailureMode.RANDOM_SEED)
final class PlantedBugProperties {

  @Property(seed = "1")
  void aVoteIsGivenOnceATerm(@ForAll Script script) {
    script.perform(PlantedBug.named("E5").simulator()).mustHold();
  }

  @Property(seed = "1")
  void aReadIsAnsweredOrRefusedInTime(@ForAll Script script) {
    script.perform(PlantedBug.named("T4").simulator()).mustHold();
  }

  @Property(seed = "1")
  void whoHasLostItsLeaderFindsAnother(@ForAll Script script) {
    script.perform(PlantedBug.named("E16").simulator()).mustHold();
  }

  @Property(seed = "1")
  void aVoteIsOnDiskBeforeItIsSaid(@ForAll Script script) {
    script.perform(PlantedBug.named("E20").simulator()).mustHold();
  }

  @Property(seed = "1")
  void aLateAppendTakesNothingAway(@ForAll Script script) {
    script.perform(PlantedBug.named("R1").simulator()).mustHold();
  }

  @Property(seed = "1")
  void anEntryGivesWayToThatOfALaterTerm(@ForAll Script script) {
    script.perform(PlantedBug.named("R2").simulator()).mustHold();
  }

  @Property(seed = "1")
  void aSnapshotHoldsWhatItSays(@ForAll Script script) {
    script.perform(PlantedBug.named("S1").simulator()).mustHold();
  }

  @Property(seed = "1")
  void readsAreCurrentOnEveryNode(@ForAll Script script) {
    script.perform(PlantedBug.named("Q1").simulator()).mustHoldForClients();
  }

  @Property(seed = "1")
  void aServerComesBackFromAPowerCut(@ForAll Script script) {
    script.perform(PlantedBug.named("W1").simulator()).mustHoldForClients();
  }

  @Property(seed = "1")
  void aTornLastRecordIsCutOff(@ForAll Script script) {
    script.perform(PlantedBug.named("W9").simulator()).mustHoldForClients();
  }

  @Property(seed = "1")
  void whatIsAcknowledgedIsThere(@ForAll Script script) {
    script.perform(PlantedBug.named("K1").simulator()).mustHoldForClients();
  }

  @Property(seed = "1")
  void aComparisonSeesWhatWasWrittenBefore(@ForAll Script script) {
    script.perform(PlantedBug.named("K8").simulator()).mustHoldForClients();
  }

  @Property(seed = "1")
  void aFreshLeaderReadsWhatIsCommitted(@ForAll Script script) {
    script.perform(PlantedBug.named("Q3").simulator()).mustHoldForClients();
  }
}
