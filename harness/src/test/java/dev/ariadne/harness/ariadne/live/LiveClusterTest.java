package dev.ariadne.harness.ariadne.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.ClusterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, which stand in for the server. */
@Timeout(120)
class LiveClusterTest {

  private static final List<Object> WRITE = List.of(5L, 17L);
  private static final List<Object> READ = Arrays.asList(5L, null);

  @TempDir Path run;
  private LiveCluster cluster;

  @BeforeEach
  void open() throws IOException {
    ClusterOptions options = new ClusterOptions(3, run, new SeededChoices(1), 50, 10, 2, false);
    cluster =
        LiveCluster.open(
            new LiveCluster.Setup(new ServerProgram(StandIn.class.getName()), options, 0));
    await().until(() -> cluster.statuses().size() == 3);
  }

  @AfterEach
  void close() {
    cluster.close();
    assertThat(cluster.nodes()).noneMatch(cluster::running);
  }

  @Test
  void theNodesAreCalledAsTheServerWantsIt() {
    assertThat(cluster.nodes()).containsExactly("n1", "n2", "n3");
    List<Capability.Journal.Entry> options = journal("n2", "options");
    assertThat(options).hasSize(1);
    assertThat(options.get(0).fields())
        .containsEntry("id", "2")
        .containsEntry("snapshot-count", "50")
        .containsEntry("keep-entries", "10")
        .containsEntry("data-dir", run.resolve("n2/data").toString())
        .containsKeys("port", "listen-peer", "tick-ms");
    assertThat(options.get(0).fields().get("cluster").split(","))
        .hasSize(3)
        .allMatch(url -> url.matches("http://127\\.0\\.0\\.1:\\d+"));
    assertThat(journal("n3", "options").get(0).fields())
        .as("the keeper keeps everything")
        .containsEntry("keep-entries", "10")
        .containsKey("keep-log");
    assertThat(options.get(0).fields()).doesNotContainKey("keep-log");
  }

  @Test
  void theLeaderIsWhoSaysSoAndAnswers() {
    Capability.Roles roles = capability(Capability.Roles.class);
    assertThat(roles.leader()).contains(new Capability.Roles.Leader("n1", 3));
    cluster.pause("n1");
    assertThat(roles.leader()).isEmpty();
    cluster.resume("n1");
    assertThat(roles.leader()).isPresent();
    cluster.kill("n1");
    assertThat(roles.leader()).isEmpty();
  }

  @Test
  void aKilledNodeComesBackWithWhatItsDiskHolds() {
    assertThat(done("n2", "write", WRITE)).isEqualTo(Op.Type.OK);
    cluster.kill("n2");
    assertThat(cluster.running("n2")).isFalse();
    assertThat(done("n2", "write", WRITE)).isEqualTo(Op.Type.FAIL);
    cluster.kill("n2");
    cluster.start("n2");
    cluster.start("n2");
    assertThat(cluster.running("n2")).isTrue();
    await().until(() -> done("n2", "read", READ) == Op.Type.OK);
    assertThat(journal("n2", "process-killed")).hasSize(1);
    assertThat(journal("n2", "process-started")).hasSize(2);
  }

  @Test
  void aClientOutlivesItsNode() throws Exception {
    try (Client client = cluster.client("n1")) {
      assertThat(complete(client, "write", WRITE).type()).isEqualTo(Op.Type.OK);
      cluster.kill("n1");
      assertThat(complete(client, "write", WRITE).type()).isEqualTo(Op.Type.FAIL);
      cluster.start("n1");
      await().until(() -> complete(client, "read", READ).type() == Op.Type.OK);
      assertThat(complete(client, "read", READ).value()).isEqualTo(List.of(5L, 17L));
      assertThat(complete(client, "read", Arrays.asList(6L, null)).value())
          .isEqualTo(List.of(6L, new Keyword("absent")));
    }
  }

  @Test
  void aPausedNodeCanBeKilledAndStarted() {
    cluster.pause("n3");
    cluster.pause("n3");
    cluster.kill("n3");
    assertThat(cluster.running("n3")).isFalse();
    cluster.resume("n3");
    cluster.start("n3");
    await().until(() -> cluster.statuses().size() == 3);
  }

  @Test
  void aCutLinkIsSilentUntilItIsHealedAndNothingIsMissingThen() {
    awaitHeard("n2", "n1");
    Capability.Links links = capability(Capability.Links.class);
    links.cut("n1", "n2");
    awaitMore("n2", "n3"); // what had arrived before the cut is in the log by now, too
    long before = heard("n2", "n1").size();
    awaitMore("n1", "n2");
    awaitMore("n2", "n3");
    awaitMore("n3", "n1");
    assertThat(heard("n2", "n1")).hasSize((int) before);
    assertThat(links.heal("n1", "n2", true).get("bytes-held")).isPositive();
    awaitMore("n2", "n1");
    List<String> all = heard("n2", "n1");
    assertThat(all).isEqualTo(countedFromOne(all.size()));
    assertThat(journal("n2", "broken")).isEmpty();
  }

  @Test
  void aLinkThatIsHealedByResettingBeginsAnew() {
    awaitHeard("n3", "n1");
    Capability.Links links = capability(Capability.Links.class);
    links.cut("n1", "n3");
    awaitMore("n1", "n3");
    assertThat(links.heal("n1", "n3", false)).containsEntry("connections-reset", 1L);
    await()
        .until(() -> heard("n3", "n1").stream().filter(line -> line.endsWith(" 1")).count() == 2);
  }

  @Test
  void aRestartedNodeIsStillKnownByItsLinks() {
    cluster.kill("n1");
    cluster.start("n1");
    await().until(() -> cluster.statuses().size() == 3);
    awaitMore("n2", "n1");
    cluster.cut("n1", "n2");
    awaitMore("n3", "n1");
    awaitMore("n3", "n1");
    assertThat(cluster.heal("n1", "n2", true).get("bytes-held")).isPositive();
  }

  @Test
  void aNodeThatGivesUpIsInTheJournal() throws IOException {
    cluster.kill("n2");
    Files.writeString(run.resolve("n2/data/damaged"), "");
    cluster.start("n2");
    await().until(() -> !journal("n2", "exited-by-itself").isEmpty());
    assertThat(journal("n2", "exited-by-itself").get(0).fields())
        .containsEntry("code", "9")
        .hasEntrySatisfying("last", last -> assertThat(last).contains("damaged at offset 7"));
  }

  @Test
  void healingUndoesEverything() {
    cluster.kill("n1");
    cluster.pause("n2");
    cluster.cut("n2", "n3");
    cluster.cut("n3", "n1");
    cluster.heal();
    await().until(() -> cluster.statuses().size() == 3);
    awaitMore("n3", "n2");
    awaitMore("n1", "n3");
    assertThat(cluster.heal("n2", "n3", true)).isEmpty();
  }

  @Test
  void whenAllHaveAppliedTheSameTheClusterIsSettled() {
    assertThat(capability(Capability.Recovery.class).settle()).contains(7L);
  }

  @Test
  void aStoppedNodeIsRecoveredFromACopyOfItsDisk() {
    done("n1", "write", WRITE);
    cluster.close();
    Capability.Recovery recovery = capability(Capability.Recovery.class);
    assertThat(recovery.recover("n1", 6))
        .isEqualTo(new Capability.Recovery.Recovered("n1", 6, 4, "01", Optional.empty()));
    assertThat(recovery.recover("n2", 6).stateHash()).isEqualTo("00");
    assertThat(recovery.replay("n1", 50).hashes())
        .containsEntry(50L, "0e")
        .containsEntry(99L, "01");
    assertThat(recovery.replay("n1", 50).error()).isEmpty();
    assertThat(run.resolve("n1/data/touched")).doesNotExist();
  }

  @Test
  void aRecoveryThatFailsSaysWhy() throws IOException {
    cluster.close();
    Capability.Recovery recovery = capability(Capability.Recovery.class);
    assertThat(recovery.replay("n2", 50).error())
        .hasValueSatisfying(
            why -> assertThat(why).contains("exit status 3").contains("does not begin at 1"));
    Files.writeString(run.resolve("n2/data/damaged"), "");
    Capability.Recovery.Recovered failed = recovery.recover("n2", 6);
    assertThat(failed.stateHash()).isEmpty();
    assertThat(failed.error().orElseThrow()).contains("exit status 9").contains("offset 7");
  }

  @Test
  void aNodeThatRunsIsNeitherRecoveredNorTorn() {
    assertThatThrownBy(() -> capability(Capability.Recovery.class).recover("n1", 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("n1 runs");
    assertThatThrownBy(
            () -> capability(Capability.TornLog.class).tear("n1", Capability.TornLog.Tear.CUT, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("n1 runs");
  }

  @Test
  void afterTheEndNothingStartsAgain() {
    cluster.pause("n1");
    cluster.close();
    cluster.close();
    cluster.start("n1");
    assertThat(cluster.nodes()).noneMatch(cluster::running);
    assertThat(journal("n1", "process-killed")).hasSize(1);
  }

  private <C extends Capability> C capability(Class<C> kind) {
    return cluster.capability(kind).orElseThrow();
  }

  private List<Capability.Journal.Entry> journal(String node, String kind) {
    return cluster.entries().stream()
        .filter(entry -> entry.node().equals(node) && entry.kind().equals(kind))
        .toList();
  }

  /** What one node has heard another count, as "life number". */
  private List<String> heard(String node, String from) {
    return journal(node, "heard").stream()
        .filter(entry -> from.equals(entry.fields().get("from")))
        .map(entry -> entry.fields().get("life") + " " + entry.fields().get("seq"))
        .toList();
  }

  private void awaitHeard(String node, String from) {
    await().until(() -> !heard(node, from).isEmpty());
  }

  /** Waits until it has heard so much more that everybody else has been counting, too. */
  private void awaitMore(String node, String from) {
    int before = heard(node, from).size();
    await().until(() -> heard(node, from).size() > before + 5);
  }

  private List<String> countedFromOne(int upTo) {
    String life = heard("n2", "n1").get(0).split(" ")[0];
    return IntStream.rangeClosed(1, upTo).mapToObj(i -> life + " " + i).toList();
  }

  private Op.Type done(String node, String f, Object value) {
    try (Client client = cluster.client(node)) {
      return complete(client, f, value).type();
    }
  }

  private static Op complete(Client client, String f, Object value) {
    CompletableFuture<Op> done = new CompletableFuture<>();
    client.invoke(
        new Op(0, 0, Op.Type.INVOKE, new Op.Process.Client(0), f, value, new TreeMap<>()),
        done::complete);
    return done.join();
  }
}
