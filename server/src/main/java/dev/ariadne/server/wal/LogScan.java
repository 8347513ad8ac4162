package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.port.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a log from its first byte to its last and judges what it finds, changing nothing.
 *
 * <p>The first bytes that are no sound record end the log. Whether they are a torn end or damage is
 * decided by evidence of what was durable: the note, every batch header from there to the end of
 * the last segment, wherever it stands, and every later segment, since none is made before the one
 * before it is durable.
 */
final class LogScan {

  /** What a segment is, as far as the log's owner has to know. */
  record Segment(long size, long lastIndexBefore, int entries) {}

  /** Bytes at the end that a crash has left in the middle of a write. */
  record Torn(Position at, boolean wholeSegment, long bytes) {}

  private final Disk disk;
  private final String directory;
  private final Optional<Identity> expected;

  private final Replay replay = new Replay();
  private final TreeMap<Long, Segment> segments = new TreeMap<>();
  private Note.Read note;
  private Identity identity;
  private Position evidence;
  private Chain chain = new Chain(0);
  private Position end;
  private Optional<Torn> torn = Optional.empty();

  private LogScan(Disk disk, String directory, Optional<Identity> expected) {
    this.disk = disk;
    this.directory = directory;
    this.expected = expected;
  }

  /**
   * @param expected whose log it has to be, if that is known
   */
  static LogScan read(Disk disk, String directory, Optional<Identity> expected)
      throws IOException, DamageException, WrongOwnerException {
    LogScan scan = new LogScan(disk, directory, expected);
    scan.files();
    scan.replayAll();
    return scan;
  }

  private void files() throws IOException, DamageException {
    TreeMap<Long, Long> sizes = new TreeMap<>();
    for (String name : disk.list(directory)) {
      OptionalLong sequence = Layout.sequence(name);
      if (sequence.isPresent()) {
        sizes.put(sequence.getAsLong(), disk.size(directory + "/" + name));
      }
    }
    String noteFile = Layout.note(directory);
    boolean noteThere = disk.exists(noteFile);
    if (sizes.isEmpty()) {
      throw new DamageException(
          directory, 0, 0, noteThere ? "there is a note, but no log" : "there is no log");
    }
    if (!noteThere) {
      throw new DamageException(noteFile, 0, 0, "there is a log, but no note");
    }
    Bytes content = disk.read(noteFile, 0, Note.FILE_BYTES);
    note =
        Note.read(content)
            .orElseThrow(
                () -> new DamageException(noteFile, 0, 0, "neither of its slots is sound"));
    for (long sequence = sizes.firstKey(); sequence <= sizes.lastKey(); sequence++) {
      if (!sizes.containsKey(sequence)) {
        throw damage(new Position(sequence, 0), "this segment is missing");
      }
    }
    evidence = Position.later(note.note().synced(), new Position(sizes.lastKey(), 0));
    if (note.note().synced().segment() < sizes.firstKey()) {
      throw damage(note.note().synced(), "this segment is missing");
    }
    sizes.forEach((sequence, size) -> segments.put(sequence, new Segment(size, 0, 0)));
  }

  private void replayAll() throws IOException, DamageException, WrongOwnerException {
    for (long sequence : segments.navigableKeySet()) {
      Bytes content =
          disk.read(
              Layout.segment(directory, sequence),
              0,
              Math.toIntExact(segments.get(sequence).size()));
      int sound = segment(sequence, content);
      end = new Position(sequence, sound);
      if (sound < content.length() || sound == 0) {
        judge(content);
        break;
      }
    }
    if (torn.isEmpty() && evidence.compareTo(end) > 0) {
      throw damage(end, "bytes are missing up to " + text(evidence) + ", which were durable");
    }
    try {
      replay.complete();
    } catch (MalformedException e) {
      throw damage(end, e.getMessage());
    }
  }

  /** Bytes were bad: looks for evidence that they were durable. */
  private void judge(Bytes content) throws IOException, DamageException {
    int salt = note.note().salt();
    long size = segments.get(end.segment()).size();
    look(BatchHeader.greatestFrom(content, (int) end.offset(), salt));
    for (var later : segments.tailMap(end.segment(), false).entrySet()) {
      Bytes bytes =
          disk.read(
              Layout.segment(directory, later.getKey()),
              0,
              Math.toIntExact(later.getValue().size()));
      look(BatchHeader.greatestFrom(bytes, 0, salt));
    }
    if (evidence.compareTo(end) > 0) {
      throw damage(end, "bad bytes, while everything up to " + text(evidence) + " was durable");
    }
    torn = Optional.of(new Torn(end, end.offset() == 0, size - end.offset()));
    if (end.offset() == 0) {
      if (end.segment() == segments.firstKey()) {
        throw damage(end, "the only segment does not open as one");
      }
      segments.pollLastEntry();
      end = new Position(end.segment() - 1, segments.lastEntry().getValue().size());
    }
  }

  private void look(Optional<Position> found) {
    evidence = found.map(position -> Position.later(evidence, position)).orElse(evidence);
  }

  /** Replays one segment as far as it is sound, and says how far that is. */
  private int segment(long sequence, Bytes content) throws DamageException, WrongOwnerException {
    try {
      return new SegmentReader(content).all(sequence);
    } catch (MalformedException e) {
      // The checks hold, so no crash has left this.
      throw damage(new Position(sequence, 0), "sound bytes that make no sense: " + e.getMessage());
    }
  }

  /** One segment on its way into the replay. */
  private final class SegmentReader {

    private final Bytes content;
    private int offset;
    private Chain next = new Chain(0);

    SegmentReader(Bytes content) {
      this.content = content;
    }

    int all(long sequence) throws MalformedException, DamageException, WrongOwnerException {
      if (!opening(sequence)) {
        return 0;
      }
      int entries = 0;
      for (int in = batch(sequence); in >= 0; in = batch(sequence)) {
        entries += in;
      }
      Segment opened = segments.get(sequence);
      segments.put(sequence, new Segment(opened.size(), opened.lastIndexBefore(), entries));
      chain = next;
      return offset;
    }

    private boolean opening(long sequence)
        throws MalformedException, DamageException, WrongOwnerException {
      // All five, or the opening is as good as not there: nothing of it is used before.
      Optional<Record> metadata = record(content.length());
      Optional<Record> seed = record(content.length());
      Optional<Record> hard = record(content.length());
      Optional<Record> boot = record(content.length());
      Optional<Record> snapshot = record(content.length());
      if (snapshot.isEmpty()) {
        return false;
      }
      if (!(metadata.get() instanceof Record.Metadata of
          && seed.get() instanceof Record.Seed follows
          && hard.get() instanceof Record.Hard
          && boot.get() instanceof Record.Boot
          && snapshot.get() instanceof Record.Snapshot newest)) {
        throw new MalformedException("the records that open the segment are others");
      }
      owner(of, sequence);
      follows(follows, sequence);
      replay.opening(follows);
      replay.record(hard.get());
      replay.record(boot.get());
      replay.record(newest);
      segments.computeIfPresent(
          sequence, (key, it) -> new Segment(it.size(), follows.lastIndex(), 0));
      return true;
    }

    private void owner(Record.Metadata metadata, long sequence)
        throws MalformedException, WrongOwnerException {
      String file = Layout.segment(directory, sequence);
      if (identity == null) {
        identity = expected.orElse(metadata.identity());
      }
      if (!metadata.identity().equals(identity)) {
        throw new WrongOwnerException(file, metadata.identity(), identity);
      }
      if (metadata.salt() != note.note().salt()) {
        throw new MalformedException("the segment and the note are of different logs");
      }
      if (metadata.sequence() != sequence) {
        throw new MalformedException("this is segment " + metadata.sequence());
      }
    }

    private void follows(Record.Seed seed, long sequence) throws DamageException {
      if (sequence == segments.firstKey()) {
        return;
      }
      if (seed.length() != end.offset() || seed.crc() != chain.crc()) {
        throw damage(end, "the segment ends here, but the next one follows another end of it");
      }
    }

    /** Replays the batch that begins here: how many entries it has, -1 if there is none. */
    private int batch(long sequence) throws MalformedException {
      int start = offset;
      Optional<BatchHeader> header = BatchHeader.at(content, start, note.note().salt());
      if (header.isEmpty()) {
        return -1;
      }
      int end = start + BatchHeader.BYTES + header.get().length();
      if (header.get().length() < 0 || end > content.length() || end < start) {
        return -1;
      }
      // Whole or not at all: a commit index must not count without the entries it came with.
      List<Record> records = new ArrayList<>();
      Chain before = new Chain(next.crc());
      offset += BatchHeader.BYTES;
      while (offset < end) {
        Optional<Record> record = record(end);
        if (record.isEmpty()) {
          offset = start;
          next = before;
          return -1;
        }
        records.add(record.get());
      }
      if (header.get().synced().compareTo(new Position(sequence, start)) > 0) {
        throw new MalformedException("a batch header that is ahead of its own place");
      }
      int entries = 0;
      for (Record record : records) {
        replay.record(record);
        entries += record instanceof Record.Logged ? 1 : 0;
      }
      return entries;
    }

    private Optional<Record> record(int end) throws MalformedException {
      Optional<Bytes> body = next.next(content, offset, end);
      if (body.isEmpty()) {
        return Optional.empty();
      }
      offset += Chain.FRAME_BYTES + body.get().length();
      return Optional.of(Record.decode(body.get()));
    }
  }

  private DamageException damage(Position at, String what) {
    return new DamageException(
        Layout.segment(directory, at.segment()), at.offset(), replay.lastIndex(), what);
  }

  private String text(Position position) {
    return "offset " + position.offset() + " of " + Layout.segment(directory, position.segment());
  }

  Replay replay() {
    return replay;
  }

  /** Those that stay, by sequence number. */
  SortedMap<Long, Segment> segments() {
    return segments;
  }

  Note.Read note() {
    return note;
  }

  Identity identity() {
    return identity;
  }

  /** Everything up to here was durable at some time. */
  Position evidence() {
    return evidence;
  }

  /** Where the last sound batch ends. */
  Position end() {
    return end;
  }

  /** The check of the last sound record. */
  int crc() {
    return chain.crc();
  }

  Optional<Torn> torn() {
    return torn;
  }

  Optional<TornEnd> tornEnd() {
    return torn.map(
        it ->
            new TornEnd(
                Layout.segment(directory, it.at().segment()), it.at().offset(), it.bytes()));
  }
}
