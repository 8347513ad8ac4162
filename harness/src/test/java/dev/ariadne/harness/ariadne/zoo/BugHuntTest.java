package dev.ariadne.harness.ariadne.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some bugs that are noticed soon, one of each kind. {@code ./ariadne zoo} hunts for all. */
final class BugHuntTest {

  private static final BugHunt.Limits SOON = new BugHunt.Limits(40, 30_000_000_000L);

  @ParameterizedTest
  @ValueSource(strings = {"E1", "R1", "C2", "Q1", "S1", "W1", "K5", "T7"})
  void aPlantedBugIsNoticed(String id) throws Exception {
    assertThat(hunted(id, true).isCaught()).isTrue();
  }

  @Test
  void clientsAloneNoticeToo() throws Exception {
    assertThat(hunted("Q1", false).isCaught()).isTrue();
  }

  @Test
  void theServerAsItIsIsNotAccused() {
    BugHunt.Outcome outcome =
        new BugHunt(PatchedServer.none(), true, new BugHunt.Limits(4, Long.MAX_VALUE)).run();
    assertThat(outcome.complaint()).isEqualTo(PatchedServer.Complaint.NONE);
    assertThat(outcome.seeds()).isEqualTo(4);
  }

  @Test
  void findingsComeInTheOrderOfThePatches() throws Exception {
    Map<String, String> sources = ServerSources.read();
    List<Patch> patches = List.of(bug("W1"), new Patch("none", "no diff\n"), bug("E1"));
    Zoo.Plan plan = new Zoo.Plan(Optional.of(SOON), Optional.empty());
    List<HuntResult> findings =
        new Zoo(sources, new Compilation(sources), plan).run(patches, 2, finding -> {});
    assertThat(findings.stream().map(f -> f.patch().id())).containsExactly("W1", "none", "E1");
    assertThat(findings.stream().map(HuntResult::isCaught)).containsExactly(true, false, true);
    assertThat(findings.get(1).unusable()).isPresent();
    assertThat(ZooTable.of(findings)).contains("| E1 |", "not tried: it changes no file");
  }

  @Test
  void aServerThatTheHarnessDoesNotFitSpoilsNoOther() throws Exception {
    Patch other =
        new Patch(
            "view",
            """
            what the oracles look at has another name
            --- a/server/src/main/java/dev/ariadne/server/node/ServerView.java
            +++ b/server/src/main/java/dev/ariadne/server/node/ServerView.java
            @@ -39,3 +39,3 @@
               /** The state machine as it stands; to be read only. */
            -  public KvStore store() {
            +  public KvStore keyValueStore() {
                 return applier.store();
            """);
    Map<String, String> sources = ServerSources.read();
    Zoo.Plan plan = new Zoo.Plan(Optional.of(SOON), Optional.empty());
    List<HuntResult> findings =
        new Zoo(sources, new Compilation(sources), plan)
            .run(List.of(other, bug("W1")), 1, finding -> {});
    assertThat(findings.get(0).unusable().orElseThrow()).contains("does not fit", "store()");
    assertThat(findings.get(1).isCaught()).isTrue();
  }

  private static BugHunt.Outcome hunted(String id, boolean oracles)
      throws IOException, PatchException {
    Map<String, String> sources = ServerSources.read();
    PatchedServer plant = PatchedServer.of(bug(id), sources, new Compilation(sources));
    return new BugHunt(plant, oracles, SOON).run();
  }

  private static Patch bug(String id) throws IOException {
    return Patch.own().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }
}
