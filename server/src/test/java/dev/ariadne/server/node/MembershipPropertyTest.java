package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.port.Choices;
import dev.ariadne.server.raft.Membership;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whole servers that join, leave and come back with empty disks while others crash and are cut off,
 * drawn by a seed; those that were removed go on running until they are told. More seeds than the
 * default by {@code -Dariadne.seeds=N}, one alone by {@code -Dariadne.seed=S}.
 */
class MembershipPropertyTest {

  private static final int SEEDS = Integer.getInteger("ariadne.seeds", 300);
  private static final int ONLY = Integer.getInteger("ariadne.seed", 0);

  @Test
  void whatWasAcknowledgedStaysWhileMembersComeAndGo() {
    long written = 0;
    long changed = 0;
    long retired = 0;
    long joined = 0;
    long outOfReach = 0;
    for (long seed = ONLY == 0 ? 1 : ONLY; seed <= (ONLY == 0 ? SEEDS : ONLY); seed++) {
      Run run = new Run(seed);
      try {
        run.disturb();
        run.judge();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage() + run.world.story(), e);
      }
      written += run.replies.values().stream().filter(Reply.Written.class::isInstance).count();
      changed += run.changed;
      retired += run.retired();
      joined += run.newcomers();
      outOfReach += run.outOfReach;
    }
    if (ONLY == 0) {
      assertThat(written).isGreaterThan(SEEDS * 5L);
      assertThat(changed).isGreaterThan(SEEDS);
      assertThat(retired).isGreaterThan(SEEDS / 4);
      assertThat(joined).isGreaterThan(SEEDS / 4);
      assertThat(outOfReach).isLessThan(SEEDS / 50);
    }
  }

  private static final class Run {
    private static final int MORE = 3;

    final World world;
    final int first;
    final Choices choices;
    final Map<String, Reply> replies = new TreeMap<>();
    final Map<Integer, Boolean> started = new TreeMap<>();
    long changed;
    long outOfReach;

    Run(long seed) {
      Choices shape = new World(seed, 1).choices("shape");
      first = 1 + shape.pick("size", 4);
      world =
          new World(seed, first)
              .snapshots(3 + shape.pick("every", 20), shape.pick("keep", 6))
              .startAll();
      IntStream.rangeClosed(1, first).forEach(id -> started.put(id, true));
      choices = world.choices("script");
      world.leader();
    }

    void disturb() {
      for (int i = 0; i < 100; i++) {
        int id = 1 + choices.pick("node", first + MORE);
        boolean there = started.containsKey(id);
        boolean up = there && world.place(id).running();
        switch (choices.pick("what", 12)) {
          case 0 -> {
            if (up) {
              world.place(id).powerCut();
            }
          }
          case 1, 2 -> {
            if (there && !up && world.place(id).retired.isEmpty()) {
              world.start(id);
            }
          }
          case 3 -> {
            if (there) {
              world.isolate(id);
            }
          }
          case 4, 5 -> world.heal();
          case 6 -> add(id);
          case 7 -> change(new Request.RemoveMember(id));
          default -> {
            if (up) {
              put("/k" + i, id);
            }
          }
        }
        world.pass(choices.pick("pause", 600));
      }
    }

    void judge() {
      world.heal();
      for (int id : started.keySet()) {
        if (!world.place(id).running() && world.place(id).retired.isEmpty()) {
          world.start(id);
        }
      }
      world.leader();
      world.pass(20_000);
      Membership members = world.place(world.leader()).report().raft().membership();
      for (int id : started.keySet()) {
        World.Place place = world.place(id);
        assertThat(place.fatal).as("no server stops by itself").isEmpty();
        if (place.running() && place.serves()) {
          assertThat(isMember(members, place) || isOutOfReach(members, place))
              .as("who is removed ends, " + id)
              .isTrue();
        }
      }
      world.until(
          "equal states",
          () ->
              members.members().stream()
                      .map(m -> world.place(m.id()))
                      .filter(World.Place::serves)
                      .map(p -> p.report().raft().applied() + " " + p.report().stateHash())
                      .distinct()
                      .count()
                  == 1);
      List<Integer> readers = members.voters();
      replies.forEach(
          (key, reply) -> {
            int reader = readers.get(choices.pick("reader", readers.size()));
            Reply read = world.get(reader, key);
            switch (reply) {
              case Reply.Written(long revision) ->
                  assertThat(read).as(key).isEqualTo(new Reply.Found(Bytes.utf8(key), revision));
              case Reply.Refused(String why) ->
                  assertThat(read).as(key + " " + why).isEqualTo(new Reply.NotFound());
              default -> assertThat(reply).as(key).isInstanceOf(Reply.Unknown.class);
            }
          });
      assertThat(world.leaders()).as("one leader").hasSize(1);
      for (int voter : readers) {
        assertThat(world.place(voter).report().incarnation())
            .isEqualTo(members.member(voter).orElseThrow().incarnation());
      }
    }

    private static boolean isMember(Membership members, World.Place place) {
      return members
          .member(place.id)
          .filter(m -> m.incarnation() == place.report().incarnation())
          .or(() -> members.member(place.id).filter(m -> !m.votes()))
          .isPresent();
    }

    /**
     * A removed server is told as long as one member that it knows, or one that saw it leave, is
     * there. Else nobody can: neither does it know where to ask, nor anybody where it is.
     */
    private boolean isOutOfReach(Membership members, World.Place removed) {
      long incarnation = removed.report().incarnation();
      boolean told =
          members.members().stream()
              .filter(m -> world.place(m.id()).serves() && m.id() != removed.id)
              .anyMatch(
                  m ->
                      removed.knows(m.address())
                          || world.place(m.id()).sawLeave(removed.id, incarnation));
      outOfReach += told ? 0 : 1;
      return !told;
    }

    long retired() {
      return started.keySet().stream().filter(id -> !world.place(id).retired.isEmpty()).count();
    }

    long newcomers() {
      return started.keySet().stream().filter(id -> world.place(id).saw("joined")).count();
    }

    private void add(int id) {
      boolean there = started.containsKey(id);
      if (there && world.place(id).retired.isEmpty()) {
        return;
      }
      String address = world.prepare(id);
      if (there) {
        world.place(id).retired.clear();
        world.place(id).emptyDisk();
      }
      started.put(id, true);
      boolean early = choices.pick("early", 2) == 0;
      if (early) {
        world.start(id);
      }
      change(new Request.AddMember(id, address));
      if (!early) {
        world.pass(choices.pick("late", 3_000));
        world.start(id);
      }
    }

    private void change(Request request) {
      List<Integer> up = started.keySet().stream().filter(o -> world.place(o).running()).toList();
      if (!up.isEmpty()) {
        world.submit(
            up.get(choices.pick("by", up.size())),
            request,
            reply -> changed += reply instanceof Reply.MembersChanged ? 1 : 0);
      }
    }

    private void put(String key, int id) {
      world.submit(
          id,
          new Request.Put(key, Bytes.utf8(key), new Condition.Always(), Optional.empty()),
          reply -> assertThat(replies.put(key, reply)).as("answered once").isNull());
    }
  }
}
