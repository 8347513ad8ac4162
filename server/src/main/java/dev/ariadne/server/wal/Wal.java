package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.base.Invariant;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.raft.SnapshotMeta;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A member's log on disk. It says what has to be written, as steps, and leaves the writing to its
 * caller, who submits every list in the order in which it was given out, and nothing more after one
 * that failed. Several may be under way at once.
 */
public final class Wal {

  /** A batch beyond this is a bug: what a node saves at once is bounded far below it. */
  static final int BATCH_BYTES_MAX = 512 * 1024 * 1024;

  /**
   * @param segmentEntriesMax entries after which the next batch goes to a new segment
   * @param segmentBytesMax bytes after which it does; a single batch may exceed them
   */
  public record Options(long segmentEntriesMax, long segmentBytesMax) {
    public static final Options DEFAULT = new Options(10_000, 64 * 1024 * 1024);
  }

  private final String directory;
  private final Identity identity;
  private final int salt;
  private final Options options;

  /** For each segment by sequence number: the log's last index when it was begun. */
  private final TreeMap<Long, Long> segments = new TreeMap<>();

  /** Ends of the batches given out and not yet completed, oldest first. */
  private final Deque<Position> underWay = new ArrayDeque<>();

  /** Where the log ends once everything given out is written. Never falls. */
  private Position end;

  /** Where it is known to be durable. Invariant: synced <= end. */
  private Position synced;

  private int chainCrc;
  private int segmentEntries;
  private Note.Slot nextSlot;

  /** As of everything given out. */
  private State state;

  /** What the opening of a segment repeats, so that the segments before it may go. */
  record State(HardState hardState, SnapshotMeta snapshot, long boot, long lastIndex) {
    State after(Record record) {
      return switch (record) {
        case Record.Metadata metadata -> this;
        case Record.Seed seed -> this;
        case Record.Hard(HardState changed) -> new State(changed, snapshot, boot, lastIndex);
        case Record.Boot(long number) -> new State(hardState, snapshot, number, lastIndex);
        case Record.Logged(Entry entry) -> new State(hardState, snapshot, boot, entry.index());
        case Record.Snapshot(Save.Marker.Compacted(SnapshotMeta taken)) ->
            new State(hardState, taken, boot, lastIndex);
        case Record.Snapshot(Save.Marker.Installed(SnapshotMeta received)) ->
            new State(hardState, received, boot, received.index());
      };
    }
  }

  private Wal(String directory, Identity identity, int salt, Options options) {
    this.directory = directory;
    this.identity = identity;
    this.salt = salt;
    this.options = options;
  }

  /**
   * Steps that create the log of a member that has never had one. Until all of them are done there
   * is none: whoever finds {@linkplain #anyTrace a trace} of an unfinished one {@linkplain #discard
   * discards} it and begins again. That it was finished is for the caller to record.
   *
   * @param salt any number that no client can guess; it seeds the checks of batch headers
   * @param entries from index 1 on, or none
   */
  public static List<Step> create(
      String directory, Identity identity, int salt, HardState hardState, List<Entry> entries) {
    Encoder out = new Encoder();
    State state = new State(hardState, SnapshotMeta.NONE, 0, 0);
    Chain chain = opening(out, new Record.Metadata(identity, salt, 1), 0, 0, state);
    if (!entries.isEmpty()) {
      List<Record> records = new ArrayList<>();
      entries.forEach(entry -> records.add(new Record.Logged(entry)));
      // Nothing was durable before: all of it is one write.
      batch(out, chain, salt, new Position(1, 0), records);
    }
    String segment = Layout.segment(directory, 1);
    String note = Layout.note(directory);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.MakeDirectory(directory));
    for (String made = directory; !made.isEmpty(); made = Layout.parent(made)) {
      steps.add(new Step.SyncDirectory(Layout.parent(made)));
    }
    steps.add(new Step.Create(note));
    steps.add(new Step.Write(note, 0, new Note(salt, new Position(1, 0)).file()));
    steps.add(new Step.Sync(note));
    steps.add(new Step.Create(segment));
    steps.add(new Step.Write(segment, 0, out.toBytes()));
    steps.add(new Step.Sync(segment));
    steps.add(new Step.SyncDirectory(directory));
    steps.add(new Step.Write(note, 0, new Note(salt, new Position(1, out.position())).file()));
    steps.add(new Step.Sync(note));
    return List.copyOf(steps);
  }

  /** Whether there is a log in the directory, or a part of one. */
  public static boolean anyTrace(Disk disk, String directory) throws IOException {
    return !traces(disk, directory).isEmpty();
  }

  /**
   * Whether there is more of a log than a creation, finished or not, leaves behind: then it has
   * been in use, and is not to be discarded.
   *
   * @param creation what {@link #create} gives for this log, with any salt
   */
  public static boolean used(Disk disk, String directory, List<Step> creation) throws IOException {
    String first = Layout.segment(directory, 1);
    long created =
        creation.stream()
            .mapToLong(
                step ->
                    step instanceof Step.Write(String file, long offset, Bytes bytes)
                            && file.equals(first)
                        ? offset + bytes.length()
                        : 0)
            .max()
            .orElse(0);
    for (String name : traces(disk, directory)) {
      String file = directory + "/" + name;
      if (!name.equals(Layout.NOTE) && (!file.equals(first) || disk.size(file) > created)) {
        return true;
      }
    }
    return false;
  }

  /** Steps that remove what an unfinished creation has left, and nothing else. */
  public static List<Step> discard(Disk disk, String directory) throws IOException {
    List<String> traces = traces(disk, directory);
    if (traces.isEmpty()) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    traces.forEach(name -> steps.add(new Step.Delete(directory + "/" + name)));
    steps.add(new Step.SyncDirectory(directory));
    return List.copyOf(steps);
  }

  private static List<String> traces(Disk disk, String directory) throws IOException {
    return disk.list(directory).stream()
        .filter(name -> name.equals(Layout.NOTE) || Layout.sequence(name).isPresent())
        .toList();
  }

  /**
   * Reads the log, judges it, cuts off a torn end, makes durable what was kept and records this
   * start of the node. Blocks; for before the node serves.
   *
   * @param expected whose log it has to be
   * @throws IOException if the disk fails
   * @throws DamageException if something that was durable is bad or gone; nothing was changed
   * @throws WrongOwnerException if it is another's log; nothing was changed
   */
  public static Recovered recover(Disk disk, String directory, Identity expected, Options options)
      throws IOException, DamageException, WrongOwnerException {
    return recover(disk, directory, expected, options, snapshot -> {});
  }

  /** Looks at the snapshot that a log vouches for, before anything is changed. */
  @FunctionalInterface
  public interface SnapshotCheck {

    /**
     * @param snapshot the newest, {@link SnapshotMeta#NONE} for none
     * @throws DamageException if it is not there or not sound
     */
    void check(SnapshotMeta snapshot) throws IOException, DamageException;
  }

  /** As above; a snapshot that is refused leaves the log as it was, too. */
  public static Recovered recover(
      Disk disk, String directory, Identity expected, Options options, SnapshotCheck snapshot)
      throws IOException, DamageException, WrongOwnerException {
    LogScan scan = LogScan.read(disk, directory, Optional.of(expected));
    snapshot.check(scan.replay().snapshot());
    Wal wal = new Wal(directory, expected, scan.note().note().salt(), options);
    wal.take(scan);
    disk.run(wal.repair(scan));
    disk.run(wal.lengthenNote(disk));
    long boot = scan.replay().boot() + 1;
    disk.run(wal.write(List.of(new Record.Boot(boot))));
    wal.completed();
    Replay replay = scan.replay();
    HardState read = replay.hardState();
    long commit = Math.max(read.commit(), replay.snapshot().index());
    HardState raised = new HardState(read.term(), read.vote(), commit);
    return new Recovered(
        wal, expected, boot, raised, replay.snapshot(), replay.entries(), scan.tornEnd());
  }

  private void take(LogScan scan) {
    scan.segments().forEach((sequence, it) -> segments.put(sequence, it.lastIndexBefore()));
    end = scan.end();
    synced = scan.end();
    chainCrc = scan.crc();
    segmentEntries = scan.segments().get(end.segment()).entries();
    nextSlot = scan.note().next();
    Replay replay = scan.replay();
    state = new State(replay.hardState(), replay.snapshot(), replay.boot(), replay.lastIndex());
  }

  private List<Step> repair(LogScan scan) {
    List<Step> steps = new ArrayList<>();
    scan.torn()
        .ifPresent(
            torn -> {
              String file = Layout.segment(directory, torn.at().segment());
              steps.add(
                  torn.wholeSegment()
                      ? new Step.Delete(file)
                      : new Step.Truncate(file, torn.at().offset()));
            });
    // What a process left behind on its death may be in the cache alone.
    steps.add(new Step.Sync(Layout.segment(directory, end.segment())));
    steps.add(new Step.SyncDirectory(directory));
    return steps;
  }

  /** Room for the second slot, if the note was cut before it: it is written in place. */
  private List<Step> lengthenNote(Disk disk) throws IOException {
    String note = Layout.note(directory);
    long size = disk.size(note);
    return size >= Note.SECOND_SLOT
        ? List.of()
        : List.of(
            new Step.Write(note, size, Bytes.copyOf(new byte[(int) (Note.SECOND_SLOT - size)])),
            new Step.Sync(note));
  }

  /**
   * Steps that make the saves durable together, in order; none if there is nothing in them that the
   * log does not say already. {@link #completed} is to be called when they are done.
   */
  public List<Step> append(List<Save> saves) {
    List<Record> records = new ArrayList<>();
    State then = state;
    for (Save save : saves) {
      for (Record record : records(save, then)) {
        check(record, then);
        then = then.after(record);
        records.add(record);
      }
    }
    return write(records);
  }

  private static List<Record> records(Save save, State before) {
    List<Record> records = new ArrayList<>();
    // First, since an installed snapshot makes void what stands before its marker, and since the
    // commit index that comes with it says nothing of those entries.
    save.marker().ifPresent(marker -> records.add(new Record.Snapshot(marker)));
    if (!save.hardState().equals(before.hardState())) {
      records.add(new Record.Hard(save.hardState()));
    }
    save.entries().forEach(entry -> records.add(new Record.Logged(entry)));
    return records;
  }

  private static void check(Record record, State before) {
    if (record instanceof Record.Logged(Entry entry)) {
      Invariant.check(entry.index() >= 1, "an entry with index %d", entry.index());
      Invariant.check(
          entry.index() <= before.lastIndex() + 1,
          "entry %d after entry %d",
          entry.index(),
          before.lastIndex());
    }
    if (record instanceof Record.Snapshot(Save.Marker.Compacted(SnapshotMeta taken))) {
      Invariant.check(
          taken.index() <= before.lastIndex(),
          "a snapshot at %d of a log that ends at %d",
          taken.index(),
          before.lastIndex());
    }
  }

  private List<Step> write(List<Record> records) {
    if (records.isEmpty()) {
      underWay.add(end);
      return List.of();
    }
    boolean roll =
        segmentEntries >= options.segmentEntriesMax() || end.offset() >= options.segmentBytesMax();
    Position before = end;
    Encoder out = new Encoder();
    Chain chain = new Chain(chainCrc);
    if (roll) {
      long sequence = before.segment() + 1;
      Record.Metadata metadata = new Record.Metadata(identity, salt, sequence);
      chain = opening(out, metadata, chainCrc, before.offset(), state);
      segments.put(sequence, state.lastIndex());
      segmentEntries = 0;
    }
    batch(out, chain, salt, before, records);
    for (Record record : records) {
      state = state.after(record);
      segmentEntries += record instanceof Record.Logged ? 1 : 0;
    }
    chainCrc = chain.crc();
    long offset = roll ? 0 : before.offset();
    end = new Position(before.segment() + (roll ? 1 : 0), offset + out.position());
    underWay.add(end);

    String file = Layout.segment(directory, end.segment());
    List<Step> steps = new ArrayList<>();
    if (roll) {
      steps.add(new Step.Create(file));
    }
    steps.add(new Step.Write(file, offset, out.toBytes()));
    steps.add(new Step.Sync(file));
    if (roll) {
      steps.add(new Step.SyncDirectory(directory));
    }
    // Only now may anything be sent that depends on the batch: until then nobody misses it.
    steps.add(new Note(salt, end).write(directory, nextSlot));
    nextSlot = nextSlot.other();
    return List.copyOf(steps);
  }

  /** Writes the records that open a segment and returns the chain that goes on from them. */
  static Chain opening(
      Encoder out, Record.Metadata metadata, int previousCrc, long previousLength, State state) {
    Chain chain = new Chain(0);
    chain.append(out, metadata);
    chain.append(out, new Record.Seed(previousCrc, previousLength, state.lastIndex()));
    chain.append(out, new Record.Hard(state.hardState()));
    chain.append(out, new Record.Boot(state.boot()));
    chain.append(out, new Record.Snapshot(new Save.Marker.Compacted(state.snapshot())));
    return chain;
  }

  /** Writes a batch: its header, then its records. */
  static void batch(
      Encoder out, Chain chain, int salt, Position synced, List<? extends Record> records) {
    Encoder body = new Encoder();
    records.forEach(record -> chain.append(body, record));
    Invariant.check(
        body.position() <= BATCH_BYTES_MAX,
        "a batch of %d bytes, more than %d",
        body.position(),
        BATCH_BYTES_MAX);
    new BatchHeader(body.position(), synced).encode(out, salt);
    out.raw(body.toBytes());
  }

  /**
   * The steps that {@link #append} gave out longest ago and that were not reported yet are done.
   */
  public void completed() {
    Position reached = underWay.poll();
    Invariant.check(reached != null, "nothing is under way");
    synced = reached;
  }

  /** How many segments there are once everything given out is written. */
  public int segmentCount() {
    return segments.size();
  }

  /**
   * Steps that delete the oldest segments as far as they hold nothing that is still needed: no
   * entry from {@code keepFrom} on and none that the newest marker does not cover. To be submitted
   * after the steps that wrote that marker.
   *
   * @param keepFrom the first entry to be kept, though it lie behind the snapshot
   */
  public List<Step> purge(long keepFrom) {
    List<Long> purged = new ArrayList<>();
    for (long sequence : segments.headMap(segments.lastKey()).keySet()) {
      long lastInIt = segments.higherEntry(sequence).getValue();
      if (lastInIt >= keepFrom || lastInIt > state.snapshot().index()) {
        break;
      }
      purged.add(sequence);
    }
    if (purged.isEmpty()) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    // Else a power cut might leave a note that speaks of a segment which is gone.
    steps.add(new Step.Sync(Layout.note(directory)));
    for (long sequence : purged) {
      segments.remove(sequence);
      steps.add(new Step.Delete(Layout.segment(directory, sequence)));
      // One by one: deletions that are not synced may survive a power cut in any order.
      steps.add(new Step.SyncDirectory(directory));
    }
    return List.copyOf(steps);
  }

  public Identity identity() {
    return identity;
  }

  /** The file in which the durable part of the log ends. */
  public String syncedSegment() {
    return Layout.segment(directory, synced.segment());
  }

  /** How many bytes of {@link #syncedSegment} are durable. */
  public long syncedBytes() {
    return synced.offset();
  }

  /** The oldest segment's number, from 1: what is below it was purged. */
  public long firstSegment() {
    return segments.firstKey();
  }

  /** The log's last index, as of everything given out. */
  public long lastIndex() {
    return state.lastIndex();
  }
}
