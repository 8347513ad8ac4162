package dev.ariadne.server.node;

import dev.ariadne.server.base.Identity;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.port.Choices;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.MessageCheck;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.Restored;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.wal.DamageException;
import dev.ariadne.server.wal.Loaded;
import dev.ariadne.server.wal.Recovered;
import dev.ariadne.server.wal.Snapshotter;
import dev.ariadne.server.wal.Wal;
import dev.ariadne.server.wal.WrongOwnerException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a server does with its data directory before it takes part: blocking, since nothing is
 * served yet. A directory that has begun is recovered; one that has not is made ready for a first
 * start.
 */
final class Opening {

  private final ServerOptions options;
  private final Disk disk;
  private final Choices choices;
  private final Event.Sink events;

  /** The snapshot that the log vouches for, while it is being recovered. */
  private Optional<Loaded> loaded = Optional.empty();

  Opening(ServerOptions options, Disk disk, Choices choices, Event.Sink events) {
    this.options = options;
    this.disk = disk;
    this.choices = choices;
    this.events = events;
  }

  /**
   * Whose directory this is; draws an incarnation for an empty one and makes it durable.
   *
   * @throws StartException if it is another member's, or damaged
   */
  IdentityFile identify() throws StartException, IOException {
    String directory = options.logDirectory();
    Optional<IdentityFile> found;
    try {
      found = IdentityFile.read(disk, directory);
    } catch (MalformedException e) {
      throw new StartException(
          directory
              + "/identity is damaged ("
              + e.getMessage()
              + "): this node will not guess who it was; remove it from the cluster, empty the"
              + " directory and add it as a new member");
    }
    if (found.isPresent()) {
      if (found.get().id() != options.id()) {
        throw new StartException(
            directory
                + " is the directory of member "
                + found.get().id()
                + ", this is member "
                + options.id()
                + ": start it with --id "
                + found.get().id()
                + " or name another --data-dir");
      }
      if (found.get().stage() == IdentityFile.Stage.LISTED) {
        refuseAnotherCluster(found.get().list(), found.get().list());
      }
      refuseAnEarlierStage(found.get());
      Optional<String> lost = LostMark.read(disk, directory);
      if (lost.isPresent()) {
        throw new StartException(directory + "/lost says: " + lost.get());
      }
      return found.get();
    }
    if (Wal.anyTrace(disk, directory)) {
      throw new StartException(
          directory
              + " holds a log, but "
              + directory
              + "/identity is missing: it is damaged; remove this member from the cluster, empty"
              + " the directory and add it as a new one");
    }
    disk.run(
        List.of(
            new Disk.Step.MakeDirectory(directory),
            new Disk.Step.MakeDirectory(options.snapshotDirectory()),
            new Disk.Step.SyncDirectory("")));
    IdentityFile drawn =
        new IdentityFile(IdentityFile.Stage.DRAWN, options.id(), draw(), Membership.NONE);
    disk.run(drawn.store(disk, directory));
    return drawn;
  }

  /** Lays down the log of a cluster whose first members are known to all of them. */
  void begin(IdentityFile identity, Membership list) throws IOException {
    String directory = options.logDirectory();
    disk.run(Wal.discard(disk, directory));
    disk.run(creation(identity, list, choices.pick("salt", Integer.MAX_VALUE)));
    disk.run(identity.at(IdentityFile.Stage.BEGUN, list).store(disk, directory));
  }

  private List<Disk.Step> creation(IdentityFile identity, Membership list, int salt) {
    return Wal.create(
        options.logDirectory(),
        self(identity.at(IdentityFile.Stage.BEGUN, list)),
        salt,
        new HardState(1, 0, 1),
        List.of(new Entry(1, 1, new Payload.Config(list))));
  }

  private List<Disk.Step> emptyLog(IdentityFile identity, int salt, long term) {
    return Wal.create(
        options.logDirectory(), self(identity), salt, new HardState(term, 0, 0), List.of());
  }

  /**
   * Lays down the empty log of a server that joins a cluster with these first members, to begin in
   * this term, in which it has not voted.
   */
  void join(IdentityFile identity, Membership first, long term) throws IOException {
    String directory = options.logDirectory();
    IdentityFile begun = identity.at(IdentityFile.Stage.BEGUN, first);
    disk.run(Wal.discard(disk, directory));
    disk.run(emptyLog(begun, choices.pick("salt", Integer.MAX_VALUE), term));
    disk.run(begun.store(disk, directory));
  }

  /** Recovers a directory that has begun: restores the snapshot, replays the log. */
  RaftNode.Begin recover(IdentityFile identity) throws StartException, IOException {
    try {
      Recovered recovered =
          Wal.recover(
              disk,
              options.logDirectory(),
              self(identity),
              new Wal.Options(options.snapshotCount(), options.bounds().segmentBytesMax()),
              this::load);
      recovered
          .torn()
          .ifPresent(
              torn ->
                  events.accept(
                      Event.of(
                          "torn-end-repaired",
                          "file",
                          torn.file(),
                          "offset",
                          torn.offset(),
                          "bytes",
                          torn.bytes())));
      refuseAnotherCluster(identity.list(), lastKnown(recovered.restored()));
      refuseATermThatNobodyTakes(recovered.restored().hardState().term());
      KvStore store = restore(recovered.snapshot());
      loaded = Optional.empty();
      Snapshotter snapshotter =
          Snapshotter.open(disk, options.snapshotDirectory(), recovered.snapshot());
      return new RaftNode.Begin(
          recovered.identity(),
          recovered.boot(),
          recovered.wal(),
          snapshotter,
          recovered.restored(),
          store,
          identity.list());
    } catch (DamageException | WrongOwnerException e) {
      throw new StartException(e.getMessage());
    }
  }

  /** The other members refuse what is said in such a term, and there is no later one to enter. */
  private void refuseATermThatNobodyTakes(long term) throws StartException {
    if (term > MessageCheck.TERM_MAX) {
      throw new StartException(
          "%s says that this member is in term %d, which no cluster comes to, at most %d is taken: remove the member from the cluster, empty the directory and add it as a new one"
              .formatted(options.logDirectory(), term, MessageCheck.TERM_MAX));
    }
  }

  private void load(SnapshotMeta snapshot) throws IOException, DamageException {
    loaded =
        snapshot.index() == 0
            ? Optional.empty()
            : Optional.of(Snapshotter.load(disk, options.snapshotDirectory(), snapshot));
  }

  private KvStore restore(SnapshotMeta snapshot) throws StartException {
    if (loaded.isEmpty()) {
      return new KvStore(options.window());
    }
    try {
      return KvStore.restore(options.window(), snapshot.index(), loaded.get().body());
    } catch (MalformedException e) {
      throw new StartException(
          "the snapshot at index "
              + snapshot.index()
              + " holds no state that this version can read: "
              + e.getMessage());
    }
  }

  private static Identity self(IdentityFile identity) {
    return new Identity(FirstStart.hash(identity.list()), identity.id(), identity.incarnation());
  }

  /** The members as the log tells; none if a joiner's is still empty. */
  private static Membership lastKnown(Restored restored) {
    Membership last = restored.snapshot().membership();
    for (Entry entry : restored.entries()) {
      if (entry.index() > restored.snapshot().index()
          && entry.payload() instanceof Payload.Config(Membership membership)) {
        last = membership;
      }
    }
    return last;
  }

  /**
   * Another cluster's directory has no address in common with the peers that were named: neither of
   * its first members nor of the last that it knows, who may be all others by now.
   */
  private void refuseAnotherCluster(Membership first, Membership last) throws StartException {
    if (last.members().isEmpty() || options.peers().isEmpty()) {
      return;
    }
    TreeSet<String> theirs = new TreeSet<>();
    first.members().forEach(member -> theirs.add(member.address()));
    last.members().forEach(member -> theirs.add(member.address()));
    if (theirs.stream().noneMatch(options.peers().values()::contains)) {
      throw new StartException(
          options.logDirectory()
              + " belongs to a cluster of "
              + String.join(",", theirs)
              + ", none of which is in --cluster: name another --data-dir, or the right --cluster");
    }
  }

  /**
   * A log that was used, beside an identity from before it was begun: an older copy of the identity
   * was put back. To begin again would take back every vote of this member.
   */
  private void refuseAnEarlierStage(IdentityFile found) throws StartException, IOException {
    String directory = options.logDirectory();
    boolean used =
        switch (found.stage()) {
          // A joiner's log is made in this stage, and may have been left unfinished.
          case DRAWN -> Wal.used(disk, directory, emptyLog(found, 0, 0));
          case LISTED -> Wal.used(disk, directory, creation(found, found.list(), 0));
          case BEGUN -> false;
        };
    if (used) {
      throw new StartException(
          directory
              + "/identity is damaged: it says that this member has not begun, but its log has been"
              + " used, so it is an older copy; remove the member from the cluster, empty the"
              + " directory and add it as a new one");
    }
  }

  private long draw() {
    long high = choices.pick("incarnation-high", Integer.MAX_VALUE);
    long low = choices.pick("incarnation-low", Integer.MAX_VALUE);
    return (high << 31 | low) + 1;
  }
}
