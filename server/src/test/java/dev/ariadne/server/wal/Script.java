package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.raft.SnapshotMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a node does to its log, in a small language, and what the log has to amount to then. */
final class Script {

  static final Membership MEMBERS =
      new Membership(
          List.of(
              new Member(1, 11, "http://127.0.0.1:9021", Member.Role.VOTER),
              new Member(2, 22, "http://127.0.0.1:9022", Member.Role.LEARNER)));

  /** One thing that is done to the log and has to be durable as a whole. */
  sealed interface Action {
    record Append(List<Save> saves) implements Action {}

    record Purge(long keepFrom) implements Action {}
  }

  /**
   * What the log has to amount to, by the plainest rules.
   *
   * @param needed the first entry that must not be gone
   */
  record Expected(HardState hardState, SnapshotMeta snapshot, List<Entry> entries, long needed) {

    static final Expected NOTHING =
        new Expected(HardState.INITIAL, SnapshotMeta.NONE, List.of(), 1);

    Expected after(Action action) {
      return switch (action) {
        case Action.Append(List<Save> saves) -> {
          Expected result = this;
          for (Save save : saves) {
            result = result.after(save);
          }
          yield result;
        }
        case Action.Purge(long keepFrom) ->
            new Expected(
                hardState,
                snapshot,
                entries,
                Math.max(needed, Math.min(keepFrom, snapshot.index() + 1)));
      };
    }

    private Expected after(Save save) {
      List<Entry> log = new ArrayList<>(entries);
      SnapshotMeta newest = save.marker().map(Save.Marker::snapshot).orElse(snapshot);
      boolean voided = save.marker().filter(Save.Marker.Installed.class::isInstance).isPresent();
      if (voided) {
        log.clear();
      }
      for (Entry entry : save.entries()) {
        log.removeIf(old -> old.index() >= entry.index());
        log.add(entry);
      }
      long first = voided ? newest.index() + 1 : needed;
      return new Expected(save.hardState(), newest, List.copyOf(log), first);
    }

    long lastIndex() {
      return entries.isEmpty() ? snapshot.index() : entries.getLast().index();
    }

    /** Whether what was recovered is this; entries that nobody needs may be there or not. */
    boolean matches(HardState recovered, SnapshotMeta meta, List<Entry> found) {
      long first = found.isEmpty() ? Long.MAX_VALUE : found.getFirst().index();
      List<Entry> there = entries.stream().filter(e -> e.index() >= first).toList();
      boolean neededThere =
          entries.stream().filter(e -> e.index() >= needed).allMatch(e -> e.index() >= first);
      long commit = Math.max(hardState.commit(), snapshot.index());
      HardState raised = new HardState(hardState.term(), hardState.vote(), commit);
      return raised.equals(recovered)
          && snapshot.equals(meta)
          && found.equals(there)
          && neededThere;
    }
  }

  private final List<Action> actions = new ArrayList<>();
  private Expected now = Expected.NOTHING;
  private long saves;

  List<Action> actions() {
    return List.copyOf(actions);
  }

  static List<Step> steps(Action action, Wal wal) {
    return switch (action) {
      case Action.Append(List<Save> saves) -> wal.append(saves);
      case Action.Purge(long keepFrom) -> wal.purge(keepFrom);
    };
  }

  private Script append(Save save) {
    Action action = new Action.Append(List.of(save));
    actions.add(action);
    now = now.after(action);
    return this;
  }

  private Save save(HardState state, List<Entry> entries, Save.Marker marker) {
    saves++;
    return new Save(saves, state, entries, Optional.ofNullable(marker));
  }

  Script votes(long term, int vote) {
    return append(save(new HardState(term, vote, now.hardState.commit()), List.of(), null));
  }

  /** Appends entries of the current term, each with so many bytes. */
  Script appends(int... sizes) {
    return overwrites(now.lastIndex() + 1, sizes);
  }

  /** Appends entries from an index on, in the place of what is there. */
  Script overwrites(long from, int... sizes) {
    return append(save(now.hardState, entries(from, now.hardState.term(), sizes), null));
  }

  static List<Entry> entries(long from, long term, int... sizes) {
    List<Entry> entries = new ArrayList<>();
    for (int size : sizes) {
      entries.add(entry(from + entries.size(), term, size));
    }
    return entries;
  }

  static Entry entry(long index, long term, int size) {
    byte[] data = new byte[size];
    new Random(index * 31 + term).nextBytes(data);
    Origin origin = new Origin(1, 11, 1, index);
    return switch (size % 7) {
      case 0 -> new Entry(index, term, new Payload.NoOp());
      case 1 -> new Entry(index, term, new Payload.Config(MEMBERS));
      default -> new Entry(index, term, new Payload.Command(origin, index - 1, Bytes.copyOf(data)));
    };
  }

  Script commits(long index) {
    HardState state = now.hardState;
    return append(save(new HardState(state.term(), state.vote(), index), List.of(), null));
  }

  /** A new term's leader overwrites a tail and says in the same save that it is committed. */
  Script overwritesAndCommits(long term, long from, int... sizes) {
    HardState state = new HardState(term, 0, from + sizes.length - 1);
    return append(save(state, entries(from, term, sizes), null));
  }

  /** Several saves that become durable together. */
  Script together(int... sizes) {
    List<Save> group = new ArrayList<>();
    long next = now.lastIndex() + 1;
    for (int size : sizes) {
      group.add(save(now.hardState, entries(next, now.hardState.term(), size), null));
      next++;
    }
    Action action = new Action.Append(group);
    actions.add(action);
    now = now.after(action);
    return this;
  }

  Script compacts(long index) {
    long term =
        now.entries.stream()
            .filter(e -> e.index() == index)
            .map(Entry::term)
            .findFirst()
            .orElse(now.snapshot.term());
    SnapshotMeta meta = new SnapshotMeta(index, term, MEMBERS);
    return append(save(now.hardState, List.of(), new Save.Marker.Compacted(meta)));
  }

  Script installs(long index) {
    SnapshotMeta meta = new SnapshotMeta(index, now.hardState.term(), MEMBERS);
    HardState state = new HardState(now.hardState.term(), now.hardState.vote(), index);
    return append(save(state, List.of(), new Save.Marker.Installed(meta)));
  }

  Script purges(long keepFrom) {
    Action action = new Action.Purge(keepFrom);
    actions.add(action);
    now = now.after(action);
    return this;
  }

  Expected expected() {
    return now;
  }

  /** Everything that can be done to a log, in few steps. */
  static Script everything() {
    return new Script()
        .votes(1, 1)
        .appends(2, 700)
        .appends(3)
        .together(4, 5, 9)
        .commits(4)
        .compacts(3)
        .votes(2, 0)
        .overwrites(5, 10, 11)
        .purges(2)
        .overwritesAndCommits(4, 6, 600, 7)
        .purges(4)
        .appends(20)
        .compacts(8)
        .purges(8)
        .installs(20)
        .appends(12, 13, 16)
        .purges(21)
        .appends(1)
        .commits(22)
        .compacts(22)
        .purges(100)
        .appends(17);
  }

  /** A log's life as chance has it. */
  static Script random(long seed, int actions) {
    Random random = new Random(seed);
    Script script = new Script().votes(1, 1);
    while (script.actions.size() < actions) {
      script.anything(random);
    }
    return script;
  }

  private void anything(Random random) {
    HardState state = now.hardState;
    long last = now.lastIndex();
    long uncommitted = last - state.commit();
    switch (random.nextInt(12)) {
      case 0 -> votes(state.term() + 1, random.nextInt(3));
      case 1, 2, 3 -> appends(sizes(random, 4));
      case 4 -> together(sizes(random, 5));
      case 5, 6 -> commits(state.commit() + random.nextLong(uncommitted + 1));
      case 7 -> {
        if (uncommitted > 0) {
          votes(state.term() + 1, 0);
          overwrites(state.commit() + 1 + random.nextLong(uncommitted), sizes(random, 3));
        }
      }
      case 8 -> {
        if (uncommitted > 0) {
          long from = state.commit() + 1 + random.nextLong(uncommitted);
          overwritesAndCommits(state.term() + 1, from, sizes(random, 3));
        }
      }
      case 9 -> {
        long oldest = now.snapshot.index();
        if (state.commit() > oldest) {
          compacts(oldest + 1 + random.nextLong(state.commit() - oldest));
        }
      }
      case 10 -> purges(Math.max(1, last - random.nextInt(8)));
      default -> {
        if (random.nextInt(4) == 0) {
          installs(last + 1 + random.nextInt(5));
        }
      }
    }
  }

  private static int[] sizes(Random random, int max) {
    return random
        .ints(1 + random.nextInt(max), 2, 60)
        .map(size -> random.nextInt(10) == 0 ? size * 30 : size)
        .toArray();
  }

  /** All the steps that store a snapshot. */
  static List<Step> save(Snapshotter snapshots, SnapshotMeta meta, List<Bytes> body) {
    List<Step> steps = new ArrayList<>();
    snapshots.save(meta, body.iterator()).forEachRemaining(steps::add);
    return steps;
  }
}
