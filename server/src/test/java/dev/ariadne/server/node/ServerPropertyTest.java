package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.port.Choices;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whole servers under crashes, power cuts and partitions drawn by a seed. More seeds than the
 * default by {@code -Dariadne.seeds=N}.
 */
class ServerPropertyTest {

  private static final int SEEDS = Integer.getInteger("ariadne.seeds", 1500);

  @Test
  void whatWasAcknowledgedStaysWhatWasRefusedNeverHappensAndAllStatesAgree() {
    long acknowledged = 0;
    long refused = 0;
    long unknown = 0;
    long reads = 0;
    long swaps = 0;
    long installed = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Run run = new Run(seed);
      try {
        run.disturb();
        run.judge();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage() + run.world.story(), e);
      }
      acknowledged += run.count(Reply.Written.class);
      refused += run.count(Reply.Refused.class);
      unknown += run.count(Reply.Unknown.class);
      reads += run.reads;
      swaps += run.ledOn.size();
      for (int id = 1; id <= run.size; id++) {
        installed += run.world.place(id).saw("snapshot-installed") ? 1 : 0;
      }
    }
    // A sweep in which these did not occur has shown nothing.
    assertThat(acknowledged).isGreaterThan(SEEDS * 5L);
    assertThat(refused).isPositive();
    assertThat(unknown).isPositive();
    assertThat(reads).isGreaterThan(SEEDS / 2);
    assertThat(swaps).isGreaterThan(SEEDS);
    assertThat(installed).isPositive();
  }

  private static final class Run {
    final World world;
    final int size;
    final Choices choices;
    final Map<String, Reply> replies = new TreeMap<>();
    final Map<String, String> ledOn = new TreeMap<>();
    String shared = "";
    long reads;

    Run(long seed) {
      Choices shape = new World(seed, 1).choices("shape");
      size = 1 + shape.pick("size", 5);
      world =
          new World(seed, size)
              .snapshots(3 + shape.pick("every", 20), shape.pick("keep", 6))
              .slowSnapshots(shape.pick("slow", 3) * 20)
              .startAll();
      choices = world.choices("script");
      world.leader();
    }

    void disturb() {
      for (int i = 0; i < 80; i++) {
        int id = 1 + choices.pick("node", size);
        switch (choices.pick("what", 12)) {
          case 0 -> down(id, true);
          case 1 -> down(id, false);
          case 2, 3 -> {
            if (!world.place(id).running()) {
              world.start(id);
            }
          }
          case 4 -> world.isolate(id);
          case 5 -> world.cut(id, 1 + choices.pick("to", size));
          case 6 -> world.heal();
          case 7 -> read(id);
          case 8 -> {
            compareAndSet(id, i);
            compareAndSet(1 + choices.pick("other", size), i + 1000);
          }
          default -> put("/k" + i, id);
        }
        world.pass(choices.pick("pause", 400));
      }
    }

    void judge() {
      world.heal();
      for (int id = 1; id <= size; id++) {
        if (!world.place(id).running()) {
          world.start(id);
        }
      }
      world.leader();
      world.pass(6_000);
      world.settle();
      for (int id = 1; id <= size; id++) {
        assertThat(world.place(id).fatal).as("no server stops by itself").isEmpty();
      }
      replies.forEach(
          (key, reply) -> {
            Reply read = world.get(1 + choices.pick("reader", size), key);
            switch (reply) {
              case Reply.Written(long revision) ->
                  assertThat(read).as(key).isEqualTo(new Reply.Found(Bytes.utf8(key), revision));
              case Reply.Refused(String why) ->
                  assertThat(read).as(key + " " + why).isEqualTo(new Reply.NotFound());
              default -> assertThat(reply).as(key).isInstanceOf(Reply.Unknown.class);
            }
          });
    }

    long count(Class<? extends Reply> kind) {
      return replies.values().stream().filter(kind::isInstance).count();
    }

    private void put(String key, int id) {
      if (world.place(id).running()) {
        world.submit(
            id,
            new Request.Put(key, Bytes.utf8(key), new Condition.Always(), Optional.empty()),
            reply -> assertThat(replies.put(key, reply)).as("answered once").isNull());
      }
    }

    /** From one value, which never comes back, at most one compare-and-set may lead on. */
    private void compareAndSet(int id, int unique) {
      if (!world.place(id).running()) {
        return;
      }
      String expected = shared;
      Condition condition =
          expected.isEmpty() ? new Condition.Absent() : new Condition.ValueIs(Bytes.utf8(expected));
      String next = "v" + unique;
      world.submit(
          id,
          new Request.Put("/shared", Bytes.utf8(next), condition, Optional.empty()),
          reply -> {
            if (reply instanceof Reply.Written) {
              assertThat(ledOn.put(expected, next)).as("led on from " + expected).isNull();
              shared = next;
            }
          });
    }

    /** A key that was acknowledged before the read began is there, whichever node is asked. */
    private void read(int id) {
      Optional<String> known =
          replies.entrySet().stream()
              .filter(e -> e.getValue() instanceof Reply.Written)
              .map(Map.Entry::getKey)
              .reduce((first, second) -> choices.pick("key", 3) == 0 ? first : second);
      if (known.isPresent() && world.place(id).running()) {
        world.submit(
            id,
            new Request.Get(known.get(), false),
            reply -> {
              assertThat(reply).as(known.get()).isNotInstanceOf(Reply.NotFound.class);
              reads += reply instanceof Reply.Found ? 1 : 0;
            });
      }
    }

    private void down(int id, boolean power) {
      if (power) {
        world.place(id).powerCut();
      } else {
        world.place(id).kill();
      }
    }
  }
}
