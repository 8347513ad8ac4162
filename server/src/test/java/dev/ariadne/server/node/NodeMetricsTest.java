package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Metric;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeMetricsTest {

  private final World world = new World(1, 3).snapshots(5, 2).startAll();

  @Test
  void aNodeIsWellWhileItKnowsALeader() {
    int leader = world.leader();
    int follower = leader % 3 + 1;
    world.until("a leader is known", () -> unwell(follower).isEmpty());
    assertThat(unwell(leader)).isEmpty();
    world.isolate(follower).until("it notices", () -> !unwell(follower).isEmpty());
    assertThat(unwell(follower)).isEqualTo("no leader is known");
    world.heal().until("it has found the others", () -> unwell(follower).isEmpty());
  }

  @Test
  void whatHappensIsCounted() {
    int leader = world.leader();
    for (int i = 0; i < 12; i++) {
      assertThat(world.put(leader, "/k" + i, "v")).isInstanceOf(Reply.Written.class);
    }
    world.get(leader, "/k1");
    world.pass(1_000);
    assertThat(sample(leader, "ariadne_role", "leader")).isEqualTo(1);
    assertThat(sample(leader, "ariadne_role", "follower")).isZero();
    assertThat(sample(leader, "ariadne_elections_won_total", "")).isEqualTo(1);
    assertThat(sample(leader, "ariadne_writes_total", "ok")).isEqualTo(12);
    assertThat(sample(leader, "ariadne_reads_total", "ok")).isEqualTo(1);
    assertThat(sample(leader, "ariadne_snapshots_taken_total", "")).isGreaterThanOrEqualTo(2);
    assertThat(sample(leader, "ariadne_applied_index", "")).isGreaterThanOrEqualTo(12);
    assertThat(sample(leader, "ariadne_disk_save_seconds", "+Inf")).isGreaterThan(1);
    assertThat(sample(leader, "ariadne_writes_waiting", "")).isZero();
  }

  @Test
  void refusalsAreCountedToo() {
    int leader = world.leader();
    world.isolate(leader);
    world.pass(5_000);
    assertThat(world.put(leader, "/k", "v")).isInstanceOf(Reply.Refused.class);
    assertThat(sample(leader, "ariadne_writes_total", "refused")).isEqualTo(1);
    assertThat(sample(leader, "ariadne_role", "leader")).isZero();
    assertThat(sample(leader, "ariadne_campaigns_total", "")).isPositive();
  }

  @Test
  void beyondItsBoundAServerOnASlowDiskRefusesAndAnswersTheOthers() {
    int leader = world.leader();
    world.slowDisk(50);
    List<Reply> replies = new ArrayList<>();
    for (int i = 0; i < 3 * World.REQUESTS_MAX; i++) {
      world.submit(
          leader,
          new Request.Put("/k" + i, Bytes.utf8("v"), new Condition.Always(), Optional.empty()),
          replies::add);
    }
    // Refused at once, long before the disk has moved.
    assertThat(replies)
        .hasSize(2 * World.REQUESTS_MAX)
        .allMatch(
            reply -> reply instanceof Reply.Refused(String why) && why.contains("waiting already"));
    assertThat(sample(leader, "ariadne_writes_waiting", "")).isEqualTo(World.REQUESTS_MAX);
    world.until("all are answered", () -> replies.size() == 3 * World.REQUESTS_MAX);
    assertThat(sample(leader, "ariadne_writes_total", "ok")).isEqualTo(World.REQUESTS_MAX);
    assertThat(sample(leader, "ariadne_writes_total", "refused")).isEqualTo(2 * World.REQUESTS_MAX);
    assertThat(sample(leader, "ariadne_writes_waiting", "")).isZero();
  }

  private String unwell(int id) {
    return ((Reply.Health) world.ask(id, new Request.Health())).unwell().orElse("");
  }

  /** The sample of this metric whose last label has this value; without labels, the only one. */
  private double sample(int id, String name, String label) {
    List<Metric> metrics = ((Reply.Metrics) world.ask(id, new Request.Metrics())).metrics();
    return metrics.stream()
        .filter(metric -> metric.name().equals(name))
        .flatMap(metric -> metric.samples().stream())
        .filter(
            sample ->
                label.isEmpty()
                    ? sample.labels().isEmpty()
                    : sample.labels().stream().anyMatch(l -> l.getValue().equals(label)))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
