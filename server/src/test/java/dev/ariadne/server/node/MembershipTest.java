package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.raft.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Servers that join and leave, on virtual time. */
class MembershipTest {

  /** Waits until a leader serves; returns it. */
  private static int ready(World world) {
    int leader = world.leader();
    world.until("a write", () -> world.put(world.leader(), "/ready", "v") instanceof Reply.Written);
    return world.leaders().size() == 1 ? world.leaders().getFirst() : leader;
  }

  /** Tries until it is time for the change. */
  private static void change(World world, int by, Request change) {
    world.until("a change", () -> world.ask(by, change) instanceof Reply.MembersChanged);
  }

  @Test
  void aServerJoinsByWayOfAnyMemberIsPromotedAndCounts() {
    for (int by = 1; by <= 3; by++) {
      World world = new World(20 + by, 3).snapshots(10, 0).startAll();
      int leader = ready(world);
      for (int i = 0; i < 30; i++) {
        world.put(leader, "/k" + i, "v");
      }
      assertThat(world.join(4, by)).isEqualTo(new Reply.MembersChanged());
      world.until("a voter", () -> world.leaders().size() == 1 && world.votes(4, world.leader()));
      assertThat(world.get(4, "/k0")).isInstanceOf(Reply.Found.class);
      assertThat(world.put(4, "/own", "v")).isInstanceOf(Reply.Written.class);
      world.settle();
      world.place(leader == 1 ? 2 : 1).powerCut();
      assertThat(world.put(world.leader(), "/three-of-four", "v"))
          .isInstanceOf(Reply.Written.class);
      world.place(4).powerCut();
      world.start(4);
      world.until("an answer", () -> world.get(4, "/three-of-four") instanceof Reply.Found);
    }
  }

  @Test
  void aMemberDoesNotHeedWhatItAskedBeforeItHadALog() {
    World world = new World(40, 3).startAll();
    int leader = ready(world);
    world.join(4, leader);
    world.until("a voter", () -> world.leaders().size() == 1 && world.votes(4, world.leader()));
    long incarnation = world.place(4).report().incarnation();
    world.receive(4, new Frame.Refusal(4, incarnation, false, "late"));
    assertThat(world.place(4).running()).isTrue();
    world.receive(4, new Frame.Refusal(4, incarnation, true, "another disk"));
    assertThat(world.place(4).fatal).containsExactly("another disk");
  }

  @Test
  void aServerThatStartsBeforeItIsAddedWaitsAndSaysSo() {
    World world = new World(30, 3).startAll();
    int leader = ready(world);
    world.prepare(4);
    world.start(4).pass(20_000);
    assertThat(world.place(4).events.toString()).contains("has not added this server yet");
    assertThat(world.ask(leader, new Request.AddMember(4, "http://n4:1")))
        .isEqualTo(new Reply.MembersChanged());
    world.until("a voter", () -> world.votes(4, leader));
  }

  @Test
  void errorsSayWhatIsWrong() {
    World world = new World(31, 3).startAll();
    int leader = ready(world);
    int follower = leader == 1 ? 2 : 1;
    world.put(leader, "/k", "v");
    for (int by : new int[] {leader, follower}) {
      assertThat(world.ask(by, new Request.AddMember(2, "http://n9:1")))
          .isInstanceOf(Reply.MembersConflict.class);
      assertThat(world.ask(by, new Request.AddMember(9, "http://n2:1")))
          .isInstanceOf(Reply.MembersConflict.class);
      assertThat(world.remove(9, by)).isEqualTo(new Reply.NoSuchMember(9));
    }
    world.isolate(leader);
    assertThat(world.ask(leader, new Request.AddMember(4, world.prepare(4))))
        .isInstanceOf(Reply.Unknown.class);
  }

  @Test
  void aRemovedServerEndsByItselfWhereverItWasTold() {
    for (int who = 1; who <= 3; who++) {
      for (int by = 1; by <= 3; by++) {
        World world = new World(40 + 3 * who + by, 3).startAll();
        ready(world);
        world.put(1, "/k", "v");
        assertThat(world.remove(who, by))
            .as("%d by %d", who, by)
            .isEqualTo(new Reply.MembersChanged());
        int gone = who;
        world.until("its end", () -> !world.place(gone).retired.isEmpty());
        assertThat(world.place(who).retired.getFirst()).contains("removed", "--join");
        assertThat(world.place(who).fatal).isEmpty();
        ready(world);
        world.start(who);
        world.until("its end again", () -> world.place(gone).retired.size() == 2);
      }
    }
  }

  @Test
  void aRemovedServerThatWasCutOffIsToldWhenItComesBackAndDisturbsNobody() {
    World world = new World(50, 4).snapshots(5, 0).startAll();
    int leader = ready(world);
    int gone = leader == 4 ? 3 : 4;
    world.isolate(gone);
    assertThat(world.remove(gone, leader)).isEqualTo(new Reply.MembersChanged());
    for (int i = 0; i < 40; i++) {
      world.put(leader, "/k" + i, "v");
    }
    for (int id = 1; id <= 4; id++) {
      if (id != gone) {
        world.place(id).powerCut(); // nobody remembers having seen it leave
        world.start(id);
      }
    }
    int next = ready(world);
    long term = world.place(next).report().raft().term();
    world.heal().until("it is told", () -> !world.place(gone).retired.isEmpty());
    world.pass(10_000);
    assertThat(world.leader()).isEqualTo(next);
    assertThat(world.place(next).report().raft().term()).isEqualTo(term);
  }

  @Test
  void theLeaderIsRemovedUnderLoad() {
    for (long seed = 1; seed <= 10; seed++) {
      World world = new World(60 + seed, 3).startAll();
      int leader = ready(world);
      List<Reply> replies = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        if (i == 20) {
          world.submit(leader, new Request.RemoveMember(leader), replies::add);
        }
        int by = 1 + i % 3;
        String key = "/k" + i;
        if (world.place(by).running()) {
          world.submit(
              by,
              new Request.Put(key, Bytes.utf8(key), new Condition.Always(), Optional.empty()),
              reply -> {});
        }
        world.pass(20);
      }
      world.until("its end", () -> !world.place(leader).retired.isEmpty());
      assertThat(replies).containsExactly(new Reply.MembersChanged());
      ready(world);
      world.settle();
    }
  }

  @Test
  void anEmptiedDiskUnderAJoinersIdNeverVotesAndIsToldWhatToDo() {
    World world = new World(70, 3).startAll();
    int leader = ready(world);
    world.join(4, leader);
    world.until("a voter", () -> world.votes(4, leader));
    Member before = world.place(leader).report().raft().membership().member(4).orElseThrow();
    world.place(4).powerCut();
    world.place(4).emptyDisk();
    world.start(4);
    world.until("an end", () -> !world.place(4).fatal.isEmpty());
    assertThat(world.place(4).fatal.getFirst()).contains("remove member 4 and add it as a new one");
    assertThat(world.remove(4, leader)).isEqualTo(new Reply.MembersChanged());
    assertThat(world.join(4, leader)).isEqualTo(new Reply.MembersChanged());
    world.until("a voter again", () -> world.votes(4, leader));
    assertThat(world.place(leader).report().raft().membership().member(4).orElseThrow())
        .isNotEqualTo(before);
  }

  @Test
  void aLearnerThatLosesItsDiskStartsFromNothing() {
    World world = new World(80, 3).startAll();
    int leader = ready(world);
    world.cut(4, leader);
    assertThat(world.join(4, leader)).isEqualTo(new Reply.MembersChanged());
    world.pass(3_000);
    assertThat(world.votes(4, leader)).isFalse();
    world.place(4).powerCut();
    world.place(4).emptyDisk();
    world.start(4).heal();
    world.until("a voter", () -> world.votes(4, leader));
    assertThat(
            world.place(leader).report().raft().membership().member(4).orElseThrow().incarnation())
        .isEqualTo(world.place(4).report().incarnation());
    world.settle();
  }

  /** What one append can hold, and more: the rest of the log takes another. */
  private static void writeMoreThanOneAppend(World world) {
    for (int i = 0; i < 3; i++) {
      assertThat(world.put(world.leader(), "/large" + i, "x".repeat(500_000)))
          .isInstanceOf(Reply.Written.class);
    }
  }

  @Test
  void aNewDiskThatReadsOfItsFormerSelfInTheLogDoesNotTakeItselfForIt() {
    World world = new World(90, 1).startAll();
    ready(world);
    writeMoreThanOneAppend(world);
    assertThat(world.join(2, 1)).isEqualTo(new Reply.MembersChanged());
    world.until("a voter", () -> world.leaders().size() == 1 && world.votes(2, world.leader()));
    change(world, 2, new Request.RemoveMember(1));
    world.until("its end", () -> !world.place(1).retired.isEmpty());
    world.place(1).emptyDisk();
    change(world, 2, new Request.AddMember(1, world.prepare(1)));
    world.start(1);
    // It has the beginning of the log, in which one of its id is the only voter, and no more.
    world.until(
        "the beginning of the log",
        () -> world.place(1).serves() && world.place(1).report().raft().lastIndex() > 0);
    assertThat(world.place(1).report().raft().membership().isVoter(1)).isTrue();
    world.isolate(1).pass(30_000);
    assertThat(world.leaders()).containsExactly(2);
    assertThat(world.place(1).retired).hasSize(1);
    world.heal().until("a voter", () -> world.votes(1, 2));
    world.settle();
  }

  @Test
  void aJoinerDoesNotTakeTheRemovalOfItsFormerSelfForItsOwn() {
    World world = new World(91, 3).startAll();
    int leader = ready(world);
    int other = leader == 1 ? 2 : 1;
    assertThat(world.remove(other, leader)).isEqualTo(new Reply.MembersChanged());
    world.until("its end", () -> !world.place(other).retired.isEmpty());
    writeMoreThanOneAppend(world);
    world.prepare(other);
    world.place(other).emptyDisk();
    assertThat(world.join(other, leader)).isEqualTo(new Reply.MembersChanged());
    world.until("a voter", () -> world.votes(other, leader));
    assertThat(world.place(other).retired).hasSize(1);
  }

  @Test
  void aLifeThatWasRemovedCountsForNothingUnderItsOldNumber() {
    World world = new World(92, 3).startAll();
    int leader = ready(world);
    int other = leader == 1 ? 2 : 1;
    world.isolate(other);
    assertThat(world.remove(other, leader)).isEqualTo(new Reply.MembersChanged());
    assertThat(world.ask(leader, new Request.AddMember(other, "http://n" + other + ":1")))
        .isEqualTo(new Reply.MembersChanged());
    world.heal().until("it is told", () -> !world.place(other).retired.isEmpty());
    assertThat(world.votes(other, leader)).isFalse();
    assertThat(world.place(leader).report().framesRefused().get("removed")).isPositive();
    world.prepare(other);
    world.place(other).emptyDisk();
    world.start(other).until("a voter", () -> world.votes(other, leader));
  }

  @Test
  void aRemovedServerIsToldByThoseWhoSawItLeaveThoughItKnowsNobodyAnyMore() {
    World world = new World(93, 2).startAll();
    int leader = ready(world);
    int gone = 3 - leader;
    assertThat(world.join(3, leader)).isEqualTo(new Reply.MembersChanged());
    world.until("a voter", () -> world.votes(3, leader));
    world.isolate(gone);
    // Started anew, it is not told of 3, and its log ends before 3 came.
    world.place(gone).powerCut();
    world.start(gone, new TreeMap<>(Map.of(1, "http://n1:1", 2, "http://n2:1")));
    change(world, leader, new Request.RemoveMember(gone));
    change(world, leader, new Request.RemoveMember(leader));
    world.until("its end", () -> !world.place(leader).retired.isEmpty());
    world.pass(30_000).heal();
    world.until("it is told", () -> !world.place(gone).retired.isEmpty());
  }

  @Test
  void aRemovalThatMeansAFormerLifeLeavesItsSuccessorAlone() {
    World world = new World(99, 3).startAll();
    int leader = ready(world);
    int other = leader == 1 ? 2 : 1;
    long former = incarnation(world, other, leader);
    Request late = new Request.RemoveMember(other, OptionalLong.of(former));
    change(world, leader, late);
    world.until("its end", () -> !world.place(other).retired.isEmpty());
    change(world, leader, new Request.AddMember(other, world.prepare(other)));
    assertThat(world.ask(leader, late)).isInstanceOf(Reply.MembersConflict.class);
    world.place(other).emptyDisk();
    world.start(other).until("a voter", () -> world.votes(other, leader)).settle();
    int third = 6 - leader - other;
    // Its promotion may not be committed yet: until then no change is taken at all.
    world.until("a refusal", () -> world.ask(third, late) instanceof Reply.MembersConflict);
    assertThat(world.votes(other, leader)).isTrue();
    long present = incarnation(world, other, leader);
    assertThat(world.ask(third, new Request.RemoveMember(other, OptionalLong.of(present))))
        .isEqualTo(new Reply.MembersChanged());
  }

  private static long incarnation(World world, int id, int by) {
    return world.place(by).report().raft().membership().member(id).orElseThrow().incarnation();
  }

  @Test
  void aLeaderThatWasRemovedHandsOverAtOnce() {
    World world = new World(94, 3).startAll();
    int leader = ready(world);
    assertThat(world.remove(leader, leader)).isEqualTo(new Reply.MembersChanged());
    world.pass(300);
    assertThat(world.leaders()).hasSize(1).doesNotContain(leader);
  }

  @Test
  void theLastVoterStaysAndSoDoesALearnerThatIsNoVoterYet() {
    World world = new World(95, 1).startAll();
    ready(world);
    assertThat(world.remove(1, 1)).isInstanceOf(Reply.MembersConflict.class);
    assertThat(world.ask(1, new Request.AddMember(2, world.prepare(2))))
        .isEqualTo(new Reply.MembersChanged());
    assertThat(world.remove(1, 1)).isInstanceOf(Reply.MembersConflict.class);
    assertThat(world.remove(2, 1)).isEqualTo(new Reply.MembersChanged());
  }

  @Test
  void aMemberIsAtHomeAmongMembersThatHaveAllComeLater() {
    World world = new World(98, 1).startAll();
    ready(world);
    for (int id = 2; id <= 3; id++) {
      int joiner = id;
      change(world, 1, new Request.AddMember(id, world.prepare(id)));
      world.start(id).until("a voter", () -> world.votes(joiner, 1));
    }
    change(world, 1, new Request.RemoveMember(1));
    ready(world);
    world.settle();
    world.place(2).powerCut();
    world.start(2, new TreeMap<>(Map.of(2, "http://n2:1", 3, "http://n3:1")));
    assertThat(world.place(2).fatal).isEmpty();
    ready(world);
  }

  @Test
  void anIntroductionThatComesLateDoesNoHarmToAServerThatHasBegunSince() {
    World world = new World(97, 3).startAll();
    int leader = ready(world);
    assertThat(world.join(4, leader)).isEqualTo(new Reply.MembersChanged());
    world.until("a voter", () -> world.votes(4, leader));
    assertThat(world.put(leader, "/after", "v")).isInstanceOf(Reply.Written.class);
    world.settle();
    long incarnation = world.place(4).report().incarnation();
    Frame late = new Frame.Join(0, 4, incarnation, "http://n4:1", false, 0);
    for (int id = 1; id <= 3; id++) { // whoever leads
      world.place(id).server.orElseThrow().received(FrameCodec.encode(late));
    }
    world.pass(10_000);
    assertThat(world.place(world.leader()).report().framesRefused())
        .containsKey("unknown-incarnation");
    assertThat(world.place(4).fatal).isEmpty();
    assertThat(world.put(4, "/own", "v")).isInstanceOf(Reply.Written.class);
  }

  @Test
  void framesOfAnotherClusterAreRefusedAndCounted() {
    World world = new World(96, 3).startAll();
    int leader = ready(world);
    int follower = leader == 1 ? 2 : 1;
    String address = world.prepare(4);
    world.place(4).joins = false;
    world.start(4, new TreeMap<>(Map.of(4, address)));
    world.until("a cluster of its own", () -> world.leaders().size() == 2);
    // The other cluster takes a member of this one for a new server of its own.
    change(world, 4, new Request.AddMember(follower, "http://n" + follower + ":1"));
    world.until(
        "a refusal",
        () -> world.place(follower).report().framesRefused().containsKey("other-cluster"));
    world.pass(10_000);
    assertThat(world.place(follower).events.toString()).contains("reason=other-cluster");
    assertThat(world.leaders()).containsExactly(leader, 4);
    assertThat(world.votes(follower, 4)).isFalse();
    assertThat(world.put(follower, "/k", "v")).isInstanceOf(Reply.Written.class);
  }
}
