package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.port.Choices;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.sim.SimDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The data directory of a member that has lived: several segments, an unsynced batch at the end, a
 * newest snapshot and an older one; and what opening it comes to when it is damaged.
 */
final class DamagedDirectory {

  private static final String LOG = "raftexample-1";
  private static final String SNAPSHOTS = "raftexample-1-snap";
  private static final long SNAPSHOT_COUNT = 20;
  private static final long KEEP = 60;
  private static final int SEGMENTS = 4;
  private static final Choices HARMLESS = (site, bound) -> 0;

  /** What opening a damaged directory comes to. */
  enum Verdict {
    /** It is refused, with the file named, and nothing is changed. */
    NOTICED,
    /** It is opened in the true state, perhaps without the batch that was not synced. */
    HARMLESS,
    /** A torn end is cut off: of what was never promised, if of anything. */
    REPAIRED;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * What a member starts from.
   *
   * @param state all but the next: who it is, state, promises, the entries after the snapshot
   * @param behind the entries up to the snapshot, kept for slow followers
   */
  private record Opened(String state, List<Entry> behind) {

    /** Fewer entries behind the snapshot are what a purge leaves. */
    boolean isAs(Opened truth) {
      List<Entry> all = truth.behind();
      int missing = all.size() - behind.size();
      return state.equals(truth.state())
          && missing >= 0
          && all.subList(missing, all.size()).equals(behind);
    }
  }

  /** Changes files behind everybody's back. */
  interface Strike {
    void accept(SimDisk disk) throws IOException;
  }

  record Damage(String what, Strike strike) {}

  private final ServerOptions options;

  /** The directory at earlier times, oldest first. */
  private final List<SimDisk> earlier;

  private final SimDisk truth;
  private final SimDisk other;
  private final Map<String, String> roles = new LinkedHashMap<>();
  private final Opened whole;
  private final Opened withoutTheUnsynced;

  private DamagedDirectory(World world, List<SimDisk> earlier, long synced) throws IOException {
    options = world.options(1);
    this.earlier = earlier;
    truth = world.place(1).disk.copy(HARMLESS);
    other = world.place(2).disk.copy(HARMLESS);
    String newest = names(truth, SNAPSHOTS, ".snap").getLast();
    List<String> segments = names(truth, LOG, ".wal");
    roles.put(segments.getFirst(), "first segment");
    roles.put(segments.get(segments.size() / 2), "middle segment");
    roles.put(segments.getLast(), "last segment");
    roles.put(LOG + "/note", "note");
    roles.put(LOG + "/identity", "identity");
    roles.put(newest, "newest snapshot");
    // As if the crash had come before the older one was deleted.
    for (SimDisk disk : earlier.reversed()) {
      List<String> then = names(disk, SNAPSHOTS, ".snap");
      if (!then.isEmpty() && !then.getLast().equals(newest)) {
        put(truth, then.getLast(), content(disk, then.getLast()));
        roles.put(then.getLast(), "older snapshot");
        break;
      }
    }
    whole = opened(copy(), new ArrayList<>());
    SimDisk cut = copy();
    cut.cut(segments.getLast(), synced);
    withoutTheUnsynced = opened(cut, new ArrayList<>());
  }

  /** A life that leaves everything there is to damage. */
  static DamagedDirectory lived() {
    try {
      World world = new World(1, 3).snapshots(SNAPSHOT_COUNT, KEEP).startAll();
      SimDisk disk = world.place(1).disk;
      List<SimDisk> earlier = new ArrayList<>();
      for (IdentityFile.Stage stage :
          List.of(IdentityFile.Stage.DRAWN, IdentityFile.Stage.LISTED)) {
        world.until("the stage " + stage, () -> stage(disk) == stage);
        earlier.add(disk.copy(HARMLESS));
      }
      int leader = world.leader();
      while (world.place(1).report().raft().applied() % SNAPSHOT_COUNT != 10
          || names(disk, LOG, ".wal").size() < SEGMENTS) {
        Reply reply = world.put(leader, "/k" + earlier.size() % 7, "v" + earlier.size());
        if (!(reply instanceof Reply.Written)) {
          throw new AssertionError("not written: " + reply);
        }
        world.pass(100);
        earlier.add(disk.copy(HARMLESS));
      }
      world.settle().pass(500);
      String last = names(disk, LOG, ".wal").getLast();
      long synced = disk.size(last);
      disk.stallAt(step -> step instanceof Step.Sync);
      world.put(leader, "/unsynced", "v");
      world.pass(10).place(1).kill();
      if (!last.equals(names(disk, LOG, ".wal").getLast()) || disk.size(last) == synced) {
        throw new AssertionError("there is no unsynced batch at the end");
      }
      world.place(2).kill();
      return new DamagedDirectory(world, earlier, synced);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static IdentityFile.Stage stage(SimDisk disk) {
    try {
      return IdentityFile.read(disk, LOG).map(IdentityFile::stage).orElse(null);
    } catch (IOException | MalformedException e) {
      throw new AssertionError(e);
    }
  }

  SimDisk truth() {
    return truth;
  }

  SimDisk copy() {
    return truth.copy(HARMLESS);
  }

  /** The files that are struck, with their roles. */
  Map<String, String> roles() {
    return roles;
  }

  /** The file as it was once; each state that it was in. */
  List<Damage> older(String file) throws IOException {
    Map<Bytes, Damage> damages = new LinkedHashMap<>();
    for (SimDisk disk : earlier) {
      if (disk.exists(file)) {
        Bytes content = content(disk, file);
        String what = file + " as it was once, " + content.length() + " bytes";
        damages.put(content, new Damage(what, struck -> put(struck, file, content)));
      }
    }
    return List.copyOf(damages.values());
  }

  /** The file that another member has in its place. */
  List<Damage> others(String file) throws IOException {
    String theirs = file.replace("raftexample-1", "raftexample-2");
    if (!other.exists(theirs)) {
      return List.of();
    }
    Bytes content = content(other, theirs);
    return List.of(new Damage(file + " of another", struck -> put(struck, file, content)));
  }

  /** The file under the name of every other of its kind, and that one under its own. */
  List<Damage> swapped(String file) throws IOException {
    List<Damage> damages = new ArrayList<>();
    String directory = file.substring(0, file.lastIndexOf('/'));
    String suffix = file.substring(file.lastIndexOf('/')).replaceFirst(".*(\\.|/)", "$1");
    for (String name : names(truth, directory, suffix)) {
      if (!name.equals(file)) {
        Bytes mine = content(truth, file);
        Bytes theirs = content(truth, name);
        damages.add(
            new Damage(
                file + " and " + name + " swapped",
                struck -> {
                  put(struck, name, mine);
                  put(struck, file, theirs);
                }));
      }
    }
    String next =
        file.endsWith(".snap")
            ? SNAPSHOTS + "/00000000000000ff-00000000000000ff.snap"
            : file.endsWith(".wal") ? LOG + "/00000000000000ff.wal" : file + ".other";
    damages.add(
        new Damage(
            file + " renamed to " + next,
            struck -> {
              Bytes mine = content(struck, file);
              struck.remove(file);
              put(struck, next, mine);
            }));
    return damages;
  }

  /**
   * Opens a damaged directory.
   *
   * @throws AssertionError if it is served in a wrong state, or refused without saying why
   */
  Verdict judge(String damage, SimDisk disk) throws IOException {
    SimDisk before = disk.copy(HARMLESS);
    List<Event> events = new ArrayList<>();
    Opened opened;
    try {
      opened = openedOrRefused(disk, events);
    } catch (StartException e) {
      String damagedAt =
          "raftexample-1(-snap)?/\\S+ is damaged at offset \\d+, after entry \\d+: .*";
      String othersLog = "raftexample-1/\\S+ belongs to cluster \\S+ member 2 .*";
      String othersDirectory = "raftexample-1 is the directory of member 2, .*";
      String identity =
          "raftexample-1.*raftexample-1/identity is missing.*|raftexample-1/identity.*";
      if (Stream.of(damagedAt, othersLog, othersDirectory, identity)
          .noneMatch(e.getMessage()::matches)) {
        throw new AssertionError(damage + ": does not say which file: " + e.getMessage(), e);
      }
      if (!same(before, disk)) {
        throw new AssertionError(damage + ": refused, but the disk was changed");
      }
      return Verdict.NOTICED;
    } catch (RuntimeException e) {
      throw new AssertionError(damage + ": " + e, e);
    }
    boolean torn = events.stream().anyMatch(event -> event.kind().equals("torn-end-repaired"));
    if (opened.isAs(whole) || opened.isAs(withoutTheUnsynced)) {
      return torn ? Verdict.REPAIRED : Verdict.HARMLESS;
    }
    throw new AssertionError(damage + ": served wrong:\n" + opened + "\nbut it was\n" + whole);
  }

  private Opened opened(SimDisk disk, List<Event> events) throws IOException {
    try {
      return openedOrRefused(disk, events);
    } catch (StartException e) {
      throw new AssertionError(e);
    }
  }

  private Opened openedOrRefused(SimDisk disk, List<Event> events)
      throws IOException, StartException {
    Opening opening = new Opening(options, disk, HARMLESS, events::add);
    IdentityFile identity = opening.identify();
    if (identity.stage() != IdentityFile.Stage.BEGUN) {
      throw new AssertionError("it would begin anew: " + identity);
    }
    RaftNode.Begin begin = opening.recover(identity);
    KvStore store = begin.store();
    for (Entry entry : begin.restored().entries()) {
      if (entry.index() > store.applied()
          && entry.index() <= begin.restored().hardState().commit()) {
        store.apply(entry);
      }
    }
    long snapshot = begin.restored().snapshot().index();
    List<Entry> entries = begin.restored().entries();
    List<Entry> behind = entries.stream().filter(entry -> entry.index() <= snapshot).toList();
    String state =
        "%s, boot %d, state at %d %s, %s, snapshot %s, entries %s"
            .formatted(
                begin.self(),
                begin.boot(),
                store.applied(),
                store.stateHash(),
                begin.restored().hardState(),
                begin.restored().snapshot(),
                entries.subList(behind.size(), entries.size()));
    return new Opened(state, behind);
  }

  /** Whether two disks have the same files with the same bytes. */
  static boolean same(SimDisk one, SimDisk two) throws IOException {
    return content(one).equals(content(two));
  }

  private static SortedMap<String, Bytes> content(SimDisk disk) throws IOException {
    SortedMap<String, Bytes> all = new TreeMap<>();
    for (String directory : List.of(LOG, SNAPSHOTS)) {
      for (String name : names(disk, directory, "")) {
        all.put(name, content(disk, name));
      }
    }
    return all;
  }

  private static Bytes content(SimDisk disk, String file) throws IOException {
    return disk.read(file, 0, (int) disk.size(file));
  }

  private static List<String> names(SimDisk disk, String directory, String suffix) {
    return disk.list(directory).stream()
        .map(name -> directory + "/" + name)
        .filter(name -> name.endsWith(suffix))
        .toList();
  }

  private static void put(SimDisk disk, String file, Bytes content) throws IOException {
    if (disk.exists(file)) {
      disk.remove(file);
    }
    disk.run(List.of(new Step.Create(file), new Step.Write(file, 0, content), new Step.Sync(file)));
    disk.run(List.of(new Step.SyncDirectory(file.substring(0, file.lastIndexOf('/')))));
  }
}
