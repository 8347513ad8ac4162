package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeavingTest {

  /** Far below an election timeout, which is a second at the least. */
  private static final long HANDED_OVER_MILLIS = 500;

  private static final long PASSED_ON_MILLIS = 5;

  private final List<String> done = new ArrayList<>();

  @Test
  void aLeaderThatLeavesAnswersEverybodyAndAnotherLeadsBeforeAnyTimeout() {
    for (long seed = 1; seed <= 50; seed++) {
      World world = new World(seed, 3).startAll();
      int leader = world.leader();
      int other = leader % 3 + 1;
      world.until("a leader is known", () -> world.place(other).report().raft().leader() != 0);
      List<Reply> replies = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        world.submit(i % 2 == 0 ? leader : other, put("/k" + i), replies::add);
      }
      // What another node passes on has arrived by now; what arrives in the very milliseconds of
      // the handing over is dropped, and its outcome unknown.
      world.pass(PASSED_ON_MILLIS);
      done.clear();
      leave(world, leader);
      world.pass(HANDED_OVER_MILLIS);
      assertThat(done).as("seed %d", seed).containsExactly("done");
      assertThat(replies)
          .as("seed %d", seed)
          .hasSize(20)
          .allMatch(reply -> reply instanceof Reply.Written);
      world.place(leader).kill();
      assertThat(world.leaders()).as("seed %d", seed).hasSize(1).doesNotContain(leader);
    }
  }

  @Test
  void aFollowerThatLeavesWaitsOnlyForWhatItHas() {
    World world = new World(3, 3).startAll();
    int leader = world.leader();
    int follower = leader % 3 + 1;
    leave(world, follower);
    world.pass(HANDED_OVER_MILLIS);
    assertThat(done).containsExactly("done");
    assertThat(world.leaders()).containsExactly(leader);
  }

  @Test
  void whoIsAloneLeavesAtOnce() {
    World world = new World(4, 1).startAll();
    leave(world, world.leader());
    assertThat(done).containsExactly("done");
  }

  @Test
  void whatComesWhileItLeavesIsRefused() {
    World world = new World(5, 3).startAll();
    int leader = world.leader();
    leave(world, leader);
    assertThat(world.ask(leader, put("/late")))
        .isEqualTo(new Reply.Refused("the server is stopping"));
  }

  @Test
  void whoCannotHandOverLeavesAllTheSameAndSaysWhatItDoesNotKnow() {
    World world = new World(6, 3).startAll();
    int leader = world.leader();
    world.isolate(leader);
    List<Reply> replies = new ArrayList<>();
    world.submit(leader, put("/k"), replies::add);
    leave(world, leader);
    world.pass(ServerOptions.LEAVE_MILLIS_MAX - 1);
    assertThat(done).isEmpty();
    world.pass(1);
    assertThat(done).containsExactly("done");
    assertThat(replies).singleElement().isInstanceOf(Reply.Unknown.class);
  }

  private void leave(World world, int id) {
    world.place(id).server.orElseThrow().leave(() -> done.add("done"));
  }

  private static Request put(String key) {
    return new Request.Put(key, Bytes.utf8("v"), new Condition.Always(), Optional.empty());
  }
}
