package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FirstStartTest {

  /** First members that exchange frames through one queue, over restarts that keep the disk. */
  private static final class World {
    final SortedMap<Integer, String> peers = new TreeMap<>();
    final Map<Integer, FirstStart> running = new TreeMap<>();
    final Map<Integer, Long> incarnations = new TreeMap<>();
    final Map<Integer, Membership> disks = new TreeMap<>();
    final Map<Integer, Membership> begun = new TreeMap<>();
    final Map<Integer, List<String>> fatal = new TreeMap<>();
    final ArrayDeque<Map.Entry<String, Frame>> wire = new ArrayDeque<>();
    boolean slowDisks;

    World(int size) {
      for (int id = 1; id <= size; id++) {
        peers.put(id, "http://n" + id);
      }
    }

    World start(int id) {
      return start(id, peers);
    }

    World start(int id, SortedMap<Integer, String> peers) {
      incarnations.putIfAbsent(id, 100L + id);
      running.put(
          id,
          new FirstStart(
              id,
              incarnations.get(id),
              peers,
              Optional.ofNullable(disks.get(id)),
              new FirstStart.Actions() {
                @Override
                public void send(String address, Frame frame) {
                  wire.add(Map.entry(address, frame));
                }

                @Override
                public void store(Membership list) {
                  if (!slowDisks) {
                    disks.put(id, list);
                    running.get(id).stored();
                  }
                }

                @Override
                public void begin(Membership list) {
                  assertThat(begun.put(id, list)).as("begins once").isNull();
                }
              },
              event -> {},
              why -> fatal.computeIfAbsent(id, i -> new ArrayList<>()).add(why)));
      return this;
    }

    World emptyDisk(int id) {
      disks.remove(id);
      incarnations.merge(id, 1000L, Long::sum);
      return this;
    }

    World rounds(int rounds) {
      for (int i = 0; i < rounds; i++) {
        running.values().forEach(FirstStart::tick);
        deliverAll();
      }
      return this;
    }

    void deliverAll() {
      while (!wire.isEmpty()) {
        deliver(wire.remove());
      }
    }

    void deliver(Map.Entry<String, Frame> next) {
      peers.forEach(
          (id, address) -> {
            FirstStart to = running.get(id);
            if (address.equals(next.getKey()) && to != null) {
              switch (next.getValue()) {
                case Frame.Hello hello -> {
                  if (begun.containsKey(id)) {
                    answerAsOneThatHasBegun(id, hello);
                  } else {
                    to.received(hello);
                  }
                }
                case Frame.Refusal refusal -> to.received(refusal);
                case Frame.Raft f -> throw new AssertionError(f);
                case Frame.ChangeRequest f -> throw new AssertionError(f);
                case Frame.ChangeReply f -> throw new AssertionError(f);
                case Frame.Join f -> throw new AssertionError(f);
                case Frame.Welcome f -> throw new AssertionError(f);
                case Frame.Removed f -> throw new AssertionError(f);
                case Frame.SnapshotChunk f -> throw new AssertionError(f);
                case Frame.SnapshotAck f -> throw new AssertionError(f);
              }
            }
          });
    }

    /** As {@code Transport} does from then on. */
    private void answerAsOneThatHasBegun(int id, Frame.Hello hello) {
      Membership list = begun.get(id);
      if (!hello.answer()
          && list.member(hello.id()).orElseThrow().incarnation() == hello.incarnation()) {
        Frame answer =
            new Frame.Hello(
                id,
                incarnations.get(id),
                peers.get(id),
                hello.peers(),
                FirstStart.hash(list),
                true,
                true);
        wire.add(Map.entry(peers.get(hello.id()), answer));
      }
    }
  }

  @Test
  void allBeginWithTheSameListOnceEachHasStoredIt() {
    World world = new World(3).start(1).start(2).start(3).rounds(2);
    assertThat(world.begun.keySet()).containsExactly(1, 2, 3);
    assertThat(List.copyOf(world.begun.values())).allMatch(list -> list.equals(world.begun.get(1)));
    assertThat(world.begun.get(1).member(2))
        .contains(new Member(2, 102, "http://n2", Member.Role.VOTER));
  }

  @Test
  void aClusterOfOneBeginsByItself() {
    World world = new World(1).start(1).rounds(1);
    assertThat(world.begun).containsKey(1);
  }

  @Test
  void nobodyBeginsWhileOneIsMissingAndTheLogSaysWho() {
    World world = new World(3).start(1).start(2).rounds(5);
    assertThat(world.begun).isEmpty();
    assertThat(world.running.get(1).waitingFor()).contains("[3]");
  }

  @Test
  void nobodyBeginsBeforeAllHaveStoredTheList() {
    World world = new World(2);
    world.slowDisks = true;
    world.start(1).start(2).rounds(5);
    assertThat(world.begun).isEmpty();
    assertThat(world.running.get(1).waitingFor()).contains("store");
  }

  @Test
  void aMemberThatStoppedAfterStoringTheListGoesOn() {
    World world = new World(2).start(1).start(2).rounds(3);
    world.begun.remove(2);
    world.start(2).rounds(1);
    assertThat(world.begun.get(2)).isEqualTo(world.begun.get(1));
  }

  /** Found by the simulation: nobody waits for a late one, so much may have happened since. */
  @Test
  void aMemberThatIsLateBeginsThoughAnotherHasLostItsDiskSince() {
    World world = new World(3).start(1).start(2).start(3).rounds(3);
    world.begun.remove(2);
    world.start(2);
    world.begun.remove(3);
    world.emptyDisk(3).start(3);
    world.running.get(3).tick();
    world.deliverAll();
    assertThat(world.running.get(2).waitingFor()).contains("member 3", "another disk");
    world.running.get(2).tick();
    world.deliverAll();
    assertThat(world.begun.get(2)).isEqualTo(world.begun.get(1));
  }

  @Test
  void membersThatWereToldOfDifferentPeersDoNotBeginAndSayWhy() {
    World world = new World(2).start(1);
    SortedMap<Integer, String> others = new TreeMap<>(world.peers);
    others.put(3, "http://n3");
    world.start(2, others).rounds(5);
    assertThat(world.begun).isEmpty();
    assertThat(world.running.get(1).waitingFor()).contains("--cluster", "http://n3");
  }

  @Test
  void aMemberThatLosesItsDiskAfterTheListWasStoredIsNotTakenForItsFormerSelf() {
    World world = new World(3).start(1).start(2);
    world.start(3);
    world.running.values().forEach(FirstStart::tick);
    while (!world.disks.containsKey(1)) {
      world.deliver(world.wire.remove());
    }
    world.wire.clear();
    world.begun.clear();
    world.emptyDisk(3).start(3).rounds(5);
    assertThat(world.begun).isEmpty();
    assertThat(world.running.get(1).waitingFor()).contains("member 3", "another disk");
  }

  @Test
  void aMemberThatLosesItsDiskBeforeAnyListWasStoredIsListedByItsNewIncarnation() {
    World world = new World(3).start(1).start(2).rounds(2);
    world.emptyDisk(2).start(2).rounds(1).start(3).rounds(3);
    assertThat(world.begun.keySet()).containsExactly(1, 2, 3);
    assertThat(world.begun.get(3).member(2).orElseThrow().incarnation()).isEqualTo(1102);
  }

  @Test
  void aMemberThatTheClusterKnowsByAnotherDiskIsToldAndEnds() {
    World world = new World(2).start(1);
    world.running.get(1).received(new Frame.Refusal(1, 999, false, "for somebody else"));
    assertThat(world.fatal).isEmpty();
    world.running.get(1).received(new Frame.Refusal(1, 101, false, "remove and add"));
    assertThat(world.fatal.get(1)).containsExactly("remove and add");
  }

  @Property(tries = 500)
  void whoeverBeginsBeginsWithTheSameListWhateverIsLostDoubledOrRestarted(
      @ForAll @IntRange(min = 1, max = 4) int size,
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 99) Integer> script) {
    World world = new World(size);
    for (int id = 1; id <= size; id++) {
      world.start(id);
    }
    for (int step : script) {
      int id = 1 + step % size;
      if (step < 40) {
        world.running.get(id).tick();
      } else if (step < 70 && !world.wire.isEmpty()) {
        world.deliver(world.wire.remove());
      } else if (step < 80 && !world.wire.isEmpty()) {
        world.wire.remove();
      } else if (step < 90 && !world.wire.isEmpty()) {
        world.wire.add(world.wire.peek());
      } else if (!world.begun.containsKey(id)) {
        if (step > 95) {
          world.emptyDisk(id);
        }
        world.start(id);
      }
    }
    assertThat(world.begun.values().stream().distinct().count()).isLessThanOrEqualTo(1);
    world
        .begun
        .values()
        .forEach(
            list ->
                world
                    .begun
                    .keySet()
                    .forEach(id -> assertThat(world.disks.get(id)).isEqualTo(list)));
  }
}
