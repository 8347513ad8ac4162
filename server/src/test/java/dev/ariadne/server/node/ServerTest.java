package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whole servers on virtual time. */
class ServerTest {

  @Test
  void aWriteAtAnyNodeIsReadAtEveryNode() {
    World world = new World(1, 3).startAll();
    world.leader();
    for (int id = 1; id <= 3; id++) {
      assertThat(world.put(id, "/k" + id, "v" + id)).isInstanceOf(Reply.Written.class);
    }
    for (int reader = 1; reader <= 3; reader++) {
      for (int id = 1; id <= 3; id++) {
        assertThat(world.get(reader, "/k" + id))
            .isInstanceOfSatisfying(
                Reply.Found.class, found -> assertThat(found.value().utf8()).startsWith("v"));
      }
      assertThat(world.get(reader, "/absent")).isEqualTo(new Reply.NotFound());
    }
  }

  @Test
  void aClusterOfOneServes() {
    World world = new World(2, 1).startAll();
    assertThat(world.leader()).isEqualTo(1);
    assertThat(world.put(1, "/a", "b")).isInstanceOf(Reply.Written.class);
    assertThat(world.get(1, "/a")).isInstanceOf(Reply.Found.class);
  }

  @Test
  void acknowledgedWritesSurviveAPowerCutOfAllServersAtOnce() {
    for (long seed = 1; seed <= 20; seed++) {
      World world = new World(seed, 3).startAll();
      world.leader();
      List<String> acknowledged = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String key = "/k" + i;
        world.submit(
            1 + i % 3,
            new Request.Put(key, Bytes.utf8("v"), new Condition.Always(), Optional.empty()),
            reply -> {
              if (reply instanceof Reply.Written) {
                acknowledged.add(key);
              }
            });
        world.pass(1 + seed % 7);
      }
      for (int id = 1; id <= 3; id++) {
        world.place(id).powerCut();
      }
      for (int id = 1; id <= 3; id++) {
        world.start(id);
      }
      world.leader();
      for (String key : acknowledged) {
        assertThat(world.get(2, key)).as("seed %d, %s", seed, key).isInstanceOf(Reply.Found.class);
      }
      assertThat(acknowledged).as("seed %d", seed).isNotEmpty();
      world.settle();
    }
  }

  @Test
  void aFollowerThatFellBehindIsBroughtBackByASnapshotAndSurvivesARestart() {
    World world = new World(3, 3).snapshots(10, 0).startAll();
    int leader = world.leader();
    int lagging = leader == 1 ? 2 : 1;
    world.isolate(lagging);
    for (int i = 0; i < 40; i++) {
      assertThat(world.put(leader, "/k" + i, "v" + i)).isInstanceOf(Reply.Written.class);
    }
    world.heal().settle();
    assertThat(world.place(lagging).saw("snapshot-installed")).isTrue();
    world.place(lagging).powerCut();
    world.start(lagging).settle();
    assertThat(world.get(lagging, "/k0")).isInstanceOf(Reply.Found.class);
    assertThat(world.place(leader).saw("segment-purged")).isTrue();
  }

  @Test
  void withoutAQuorumAWriteIsNotAcknowledgedAndAnsweredInTime() {
    World world = new World(4, 3).startAll();
    int leader = world.leader();
    world.isolate(leader);
    Reply reply = world.put(leader, "/k", "v");
    assertThat(reply).isInstanceOfAny(Reply.Unknown.class, Reply.Refused.class);
    assertThat(world.get(leader, "/k")).isInstanceOf(Reply.Refused.class);
    world.heal().settle();
    world.leader();
  }

  @Test
  void aLeaderThatWasReplacedWithoutKnowingItServesNoStaleRead() {
    for (long seed = 1; seed <= 20; seed++) {
      World world = new World(seed, 3).startAll();
      int old = world.leader();
      assertThat(world.put(old, "/k", "before")).isInstanceOf(Reply.Written.class);
      // In some of the seeds the others elect a leader before this one has noticed its loneliness.
      world.isolate(old);
      int other = old == 1 ? 2 : 1;
      world.until(
          "another leader", () -> world.leaders().stream().anyMatch(leader -> leader != old));
      List<Reply> replies = new ArrayList<>();
      world.submit(old, new Request.Get("/k", false), replies::add);
      assertThat(world.put(other, "/k", "after")).isInstanceOf(Reply.Written.class);
      world.submit(old, new Request.Get("/k", false), replies::add);
      world.until("both are answered", () -> replies.size() == 2);
      assertThat(replies).as("seed %d", seed).hasOnlyElementsOfType(Reply.Refused.class);
    }
  }

  @Test
  void anIsolatedLeadersWriteThatIsReplacedIsRefusedForCertainWhenThatIsKnownInTime() {
    World world = new World(5, 3).requestMillis(30_000).startAll();
    int leader = world.leader();
    world.isolate(leader);
    List<Reply> replies = new ArrayList<>();
    world.submit(
        leader,
        new Request.Put("/k", Bytes.utf8("v"), new Condition.Always(), Optional.empty()),
        replies::add);
    world.until(
        "another leader", () -> world.leaders().stream().anyMatch(other -> other != leader));
    world.heal().until("an answer", () -> !replies.isEmpty());
    assertThat(replies).hasOnlyElementsOfType(Reply.Refused.class).hasSize(1);
    assertThat(world.get(leader, "/k")).isEqualTo(new Reply.NotFound());
  }

  @Test
  void aServerWhoseDiskWasEmptiedIsToldSoAndNeverVotesAgain() {
    World world = new World(6, 3).startAll();
    world.leader();
    Reply.Report before = world.place(2).report();
    world.place(2).powerCut();
    world.place(2).emptyDisk();
    world.start(2);
    world.until("an end", () -> !world.place(2).fatal.isEmpty());
    assertThat(world.place(2).fatal.getFirst()).contains("remove member 2 and add it as a new one");
    assertThat(before.raft().membership().member(2)).isPresent();
    assertThat(world.put(world.leader(), "/k", "v")).isInstanceOf(Reply.Written.class);
  }

  @Test
  void aDirectoryOfAnotherMemberOrClusterIsRefused() {
    World world = new World(7, 2).startAll();
    world.leader();
    world.place(1).powerCut();
    SortedMap<Integer, String> others = new TreeMap<>();
    others.put(1, "http://x1:1");
    others.put(2, "http://x2:1");
    world.start(1, others);
    assertThat(world.place(1).fatal.getFirst()).contains("belongs to a cluster of", "--cluster");
    assertThat(world.place(1).running()).isFalse();
  }

  @Test
  void aFailedWriteStopsTheServerAndNothingThatWasAcknowledgedIsLost() {
    World world = new World(8, 3).startAll();
    int leader = world.leader();
    assertThat(world.put(leader, "/before", "v")).isInstanceOf(Reply.Written.class);
    world.place(leader).disk.failNextSync();
    Reply reply = world.put(leader, "/during", "v");
    assertThat(reply).isInstanceOfAny(Reply.Written.class, Reply.Unknown.class);
    world.until("it stops", () -> !world.place(leader).fatal.isEmpty());
    assertThat(world.place(leader).fatal.getFirst()).contains("the disk failed");
    world.place(leader).powerCut();
    world.start(leader).settle();
    assertThat(world.get(leader, "/before")).isInstanceOf(Reply.Found.class);
    if (reply instanceof Reply.Written) {
      assertThat(world.get(leader, "/during")).isInstanceOf(Reply.Found.class);
    }
  }

  @Test
  void aSlowDiskDoesNotHoldUpHeartbeats() {
    World world = new World(9, 3).startAll();
    int leader = world.leader();
    world.place(leader).disk.stallNextSync();
    assertThat(world.put(leader == 1 ? 2 : 1, "/k", "v"))
        .as("the two others are a quorum; the leader does not count before its disk has it")
        .isInstanceOf(Reply.Written.class);
    long term = world.place(leader).report().raft().term();
    world.pass(10_000);
    assertThat(world.leaders()).containsExactly(leader);
    assertThat(world.place(leader).report().raft().term()).isEqualTo(term);
    world.place(leader).disk.release();
    world.settle();
  }

  @Test
  void theSameSeedIsTheSameRun() {
    assertThat(story(11)).isEqualTo(story(11)).isNotEqualTo(story(12));
  }

  private static String story(long seed) {
    World world = new World(seed, 3).startAll();
    int leader = world.leader();
    for (int i = 0; i < 30; i++) {
      world.put(1 + i % 3, "/k" + i, "v");
    }
    world.place(leader).powerCut();
    world.pass(3_000);
    world.start(leader).settle();
    return world.story();
  }
}
