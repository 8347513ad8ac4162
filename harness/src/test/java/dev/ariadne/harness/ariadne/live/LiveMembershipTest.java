package dev.ariadne.harness.ariadne.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.cluster.Capability.Damage;
import dev.ariadne.harness.cluster.Capability.Journal;
import dev.ariadne.harness.cluster.Capability.Membership;
import dev.ariadne.harness.cluster.Capability.Membership.Change;
import dev.ariadne.harness.cluster.Capability.Membership.Member;
import dev.ariadne.harness.cluster.Capability.Membership.Stage;
import dev.ariadne.harness.cluster.Capability.Recovery;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.ClusterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real servers that join, leave, and are replaced. */
@Timeout(180)
class LiveMembershipTest {

  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String KEEPER = "n1";

  @TempDir Path run;
  private LiveCluster cluster;
  private Membership membership;

  @BeforeEach
  void open() throws IOException {
    ClusterOptions options = new ClusterOptions(3, run, new SeededChoices(1), 20, 5, 0, false);
    cluster = LiveCluster.open(new LiveCluster.Setup(ServerProgram.SERVER, options, 0));
    membership = cluster.capability(Membership.class).orElseThrow();
    await().atMost(SOON).until(cluster::leader, Optional::isPresent);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void nodesJoinLeaveAndAreReplacedAndAllThatAreLeftRecoverToTheSameState() {
    write(1, 30);

    assertThat(membership.nextName()).isEqualTo("n4");
    assertThat(membership.add("n4")).isTrue();
    assertThat(membership.remove("n2")).as("one change at a time").isFalse();
    done();
    voters("n1", "n2", "n3", "n4");
    assertThat(cluster.nodes()).containsExactly("n1", "n2", "n3", "n4");

    // Cut off, a removed node runs on until it can be told.
    isolate("n2");
    assertThat(membership.remove("n2")).isTrue();
    done();
    write(31, 60);
    assertThat(membership.leftRunning()).containsExactly("n2");
    assertThat(cluster.nodes()).contains("n2");
    cluster.heal();
    await().atMost(SOON).until(() -> membership.leftRunning().isEmpty());
    assertThat(cluster.nodes()).containsExactly("n1", "n3", "n4");
    cluster.heal();
    assertThat(cluster.running("n2")).as("who was removed is not started").isFalse();
    assertThat(journal("n2", "exited-by-itself").get(0).fields().get("code")).isEqualTo("0");
    assertThat(journal("n2", "removed")).hasSize(1);

    // What was removed comes back as another.
    assertThat(membership.add("n2")).isTrue();
    done();
    voters("n1", "n2", "n3", "n4");

    // A damaged node refuses, and is replaced.
    Damage damage = cluster.capability(Damage.class).orElseThrow();
    cluster.kill("n3");
    damage.damage("n3", Damage.Kind.CUT, 5);
    assertThat(damage.tryToStart("n3").reaction()).isEqualTo(Damage.Reaction.NOTICED);
    assertThat(membership.replace("n3")).isTrue();
    done();
    assertThat(damage.outOfService()).isEmpty();
    voters("n1", "n2", "n3", "n4");
    assertThat(run.resolve("n3/data-before-1")).matches(Files::isDirectory);

    assertThatThrownBy(() -> membership.remove(KEEPER)).hasMessageContaining("keeps");
    assertThatThrownBy(() -> membership.add("n4")).hasMessageContaining("is a member");

    write(61, 90);
    Recovery recovery = cluster.capability(Recovery.class).orElseThrow();
    long index = recovery.settle().orElseThrow();
    cluster.close();
    List<String> hashes =
        cluster.nodes().stream().map(node -> recovery.recover(node, index).stateHash()).toList();
    assertThat(hashes).hasSize(4).doesNotContain("");
    assertThat(hashes.stream().distinct()).hasSize(1);
  }

  private void done() {
    Change change =
        await()
            .atMost(SOON)
            .until(() -> membership.change().orElseThrow(), c -> c.stage() != Stage.UNDER_WAY);
    assertThat(change.stage()).as("%s", change).isEqualTo(Stage.DONE);
  }

  private void voters(String... names) {
    List<Member> wanted = Arrays.stream(names).map(name -> new Member(name, true)).toList();
    await().atMost(SOON).until(membership::members, wanted::equals);
  }

  private void isolate(String node) {
    for (String other : cluster.nodes()) {
      if (!other.equals(node)) {
        cluster.cut(node, other);
        cluster.cut(other, node);
      }
    }
  }

  private void write(long from, long to) {
    for (long i = from; i <= to; i++) {
      List<Object> value = List.of("k", i);
      await().atMost(SOON).until(() -> complete("write", value).type() == Op.Type.OK);
    }
  }

  private Op complete(String f, Object value) {
    CompletableFuture<Op> done = new CompletableFuture<>();
    try (Client client = cluster.client(KEEPER)) {
      client.invoke(
          new Op(0, 0, Op.Type.INVOKE, new Op.Process.Client(0), f, value, new TreeMap<>()),
          done::complete);
      return done.join();
    }
  }

  private List<Journal.Entry> journal(String node, String kind) {
    return cluster.entries().stream()
        .filter(entry -> entry.node().equals(node) && entry.kind().equals(kind))
        .toList();
  }
}
