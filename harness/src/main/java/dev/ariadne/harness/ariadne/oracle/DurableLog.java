package dev.ariadne.harness.ariadne.oracle;

import java.util.zip.CRC32C;

/**
 * A node's log as its durable image proves it. It follows only the page on the format ({@code
 * docs/wal-format.md}) and does not use the server's own reader. It continues where it stopped,
 * because durable data grows at its end. It starts from the beginning only after a restart.
 */
final class DurableLog {

  private static final int FRAME_BYTES = 8;
  private static final int HEADER_BYTES = 28;
  private static final int MAGIC = 0xc47461b7;

  /**
   * The number of entries before a snapshot that are remembered. The snapshot proves them anyway.
   */
  private static final int ENTRIES_BEHIND_SNAPSHOT = 1000;

  /** Receives the records of the log, in their order. */
  interface Reader {

    /** A snapshot's marker is durable. */
    void marker(long index, long term, boolean installed);

    /**
     * An entry is durable.
     *
     * @param termBefore the term of the entry before it, 0 if the log does not prove it
     */
    void entry(long index, long term, long termBefore);

    /** Term and vote are durable. */
    void hardState(long term, int vote);
  }

  private final DurableImage image;
  private final String directory;
  private final Reader reader;
  private final CRC32C crc = new CRC32C();

  private long version = -1;
  private long segment;
  private long offset;
  private String file;
  private String nextFile;
  private boolean shrunk;

  /** True once the first existing segment was opened. */
  private boolean begun;

  private int chain;
  private int salt;

  private long term;
  private int vote;
  private long commit;
  private long boot;
  private long snapshotIndex;
  private long snapshotTerm;
  private final TermsAndHashes entries = new TermsAndHashes(1);

  /** The end of the segment before this one. */
  private LogEnd segmentBefore = LogEnd.NONE;

  /** The offset at which the opening of this segment ends. */
  private long openingBytes;

  // As of the end of the batch before the last one.
  private LogEnd endBefore = LogEnd.NONE;
  private long lastIndexBefore;
  private long termBefore;
  private int voteBefore;

  /** The lowest index that the last batch has written. */
  private long batchFirst;

  /** The end of the part of the log that the node has told others about. It never falls. */
  private LogEnd told = LogEnd.NONE;

  /** True if that place was passed since the last start from the beginning. */
  private boolean toldPassed = true;

  DurableLog(DurableImage image, String directory, Reader reader) {
    this.image = image;
    this.directory = directory;
    this.reader = reader;
  }

  long term() {
    return term;
  }

  int vote() {
    return vote;
  }

  long commit() {
    return commit;
  }

  long boot() {
    return boot;
  }

  long snapshotIndex() {
    return snapshotIndex;
  }

  long snapshotTerm() {
    return snapshotTerm;
  }

  /** The recorded entries; some of them may lie before the end of the snapshot. */
  TermsAndHashes entries() {
    return entries;
  }

  /** The last index that the log proves. */
  long lastIndex() {
    return Math.max(entries.last(), snapshotIndex);
  }

  /** Returns true if the log proves an entry, by the entry itself or by a snapshot. */
  boolean proves(long index, long entryTerm) {
    return index <= snapshotIndex && (index < snapshotIndex || snapshotTerm == entryTerm)
        || entries.holds(index) && entries.term(index) == entryTerm;
  }

  /** The end of the durable log. */
  LogEnd end() {
    return new LogEnd(segment, offset, chain);
  }

  /** The end of the part that has to stay for ever, because the node has told others about it. */
  LogEnd told() {
    return told;
  }

  /**
   * Returns true if the part that has to stay was found again after the last start from the
   * beginning.
   */
  boolean keptAll() {
    return toldPassed;
  }

  /**
   * The node has told others that it has the entries up to an index. A batch begins only after the
   * batch before is done. So only the last batch can be durable before others are told, and only
   * this batch may be lost.
   */
  void tellEntries(long match) {
    tell(match <= lastIndexBefore && match < batchFirst);
  }

  /** The node has told others about a vote. */
  void tellVote(long inTerm, int candidate) {
    tell(termBefore > inTerm || termBefore == inTerm && voteBefore == candidate);
  }

  private void tell(boolean isOlder) {
    LogEnd end = isOlder ? endBefore : end();
    if (end.isBeyond(told)) {
      told = end;
    }
  }

  /** Returns true if durable bytes disappeared while the node ran. */
  boolean isShrunk() {
    return shrunk;
  }

  /** Reads the data that has become durable. */
  void refresh() {
    if (image.version() == version) {
      return;
    }
    version = image.version();
    if (segment == 0 && !open()) {
      return;
    }
    while (readOn()) {
      // Each turn reads to the end of one segment.
    }
  }

  /** Forgets everything and reads the log again from the beginning. */
  void restart() {
    toldPassed = told == LogEnd.NONE;
    endBefore = LogEnd.NONE;
    segmentBefore = LogEnd.NONE;
    version = -1;
    segment = 0;
    begun = false;
    shrunk = false;
    term = 0;
    vote = 0;
    commit = 0;
    boot = 0;
    snapshotIndex = 0;
    snapshotTerm = 0;
    entries.restart(1);
    refresh();
  }

  /** Goes to the first segment. */
  private boolean open() {
    for (String name : image.list(directory)) {
      if (name.endsWith(".wal") && name.length() == 20) {
        go(Long.parseUnsignedLong(name.substring(0, 16), 16));
        return true;
      }
    }
    return false;
  }

  private void go(long sequence) {
    segment = sequence;
    offset = 0;
    file = "%s/%016x.wal".formatted(directory, sequence);
    nextFile = "%s/%016x.wal".formatted(directory, sequence + 1);
  }

  /** Continues in this segment; returns true if reading continues in the next segment. */
  private boolean readOn() {
    long size = image.size(file);
    shrunk |= size < offset;
    if (size > offset) {
      readOn(image.read(file, offset));
    }
    if (offset == 0 || image.size(nextFile) <= 0 || !follows(image.read(nextFile, 0))) {
      return false;
    }
    segmentBefore = end();
    go(segment + 1);
    return true;
  }

  private void readOn(byte[] bytes) {
    int at = offset == 0 ? opening(bytes) : 0;
    if (offset == 0) {
      openingBytes = at;
      if (at == 0) {
        return;
      }
    }
    passed(offset + at);
    for (int end = batch(bytes, at); end > 0; end = batch(bytes, at)) {
      at = end;
      passed(offset + at);
    }
    offset += at;
  }

  private void passed(long reached) {
    toldPassed |= segment == told.segment() && reached == told.offset() && chain == told.check();
  }

  /** Returns true if these bytes open a segment that continues at the end of this segment. */
  private boolean follows(byte[] bytes) {
    int seed = frame(bytes, 0, bytes.length, 0);
    return openingEnd(bytes) > 0
        && LittleEndian.i32(bytes, seed + FRAME_BYTES + 1) == chain
        && LittleEndian.i64(bytes, seed + FRAME_BYTES + 5) == offset;
  }

  /** The end of the five records that open a segment; 0 if they are incomplete. */
  private int openingEnd(byte[] bytes) {
    int at = 0;
    int check = 0;
    for (int i = 0; i < 5; i++) {
      int end = frame(bytes, at, bytes.length, check);
      if (end < 0) {
        return 0;
      }
      check = LittleEndian.i32(bytes, at + 4);
      at = end;
    }
    return at;
  }

  /** Takes the records that open a segment. Returns their end; 0 if they are incomplete. */
  private int opening(byte[] bytes) {
    int whole = openingEnd(bytes);
    if (whole == 0) {
      return 0;
    }
    salt = LittleEndian.i32(bytes, FRAME_BYTES + 29);
    int seed = frame(bytes, 0, bytes.length, 0);
    if (!begun) {
      begun = true;
      // The part that others were told about may have been purged since.
      toldPassed |= segment > told.segment();
      entries.restart(LittleEndian.i64(bytes, seed + FRAME_BYTES + 13) + 1);
    }
    for (int at = 0; at < whole; ) {
      at = record(bytes, at);
    }
    return whole;
  }

  /** Takes the batch that begins here. Returns its end; -1 if no complete batch is here. */
  private int batch(byte[] bytes, int from) {
    if (bytes.length - from < HEADER_BYTES || LittleEndian.i32(bytes, from) != MAGIC) {
      return -1;
    }
    crc.reset();
    number(salt);
    crc.update(bytes, from, 24);
    int length = LittleEndian.i32(bytes, from + 4);
    if ((int) crc.getValue() != LittleEndian.i32(bytes, from + 24)
        || length < 0
        || length > bytes.length - from - HEADER_BYTES) {
      return -1;
    }
    int first = from + HEADER_BYTES;
    int end = first + length;
    int check = chain;
    for (int at = first; at < end; ) {
      int next = frame(bytes, at, end, check);
      if (next < 0) {
        return -1;
      }
      check = LittleEndian.i32(bytes, at + 4);
      at = next;
    }
    // A segment appears together with its first batch. Without that batch nothing of the segment
    // counts.
    endBefore =
        offset + from == openingBytes ? segmentBefore : new LogEnd(segment, offset + from, chain);
    lastIndexBefore = lastIndex();
    termBefore = term;
    voteBefore = vote;
    batchFirst = Long.MAX_VALUE;
    for (int at = first; at < end; ) {
      at = record(bytes, at);
    }
    return end;
  }

  /** The end of the frame that begins here; -1 if it is incomplete or its checksum is wrong. */
  private int frame(byte[] bytes, int at, int limit, int before) {
    if (limit - at < FRAME_BYTES) {
      return -1;
    }
    int length = LittleEndian.i32(bytes, at);
    if (length <= 0 || length > limit - at - FRAME_BYTES) {
      return -1;
    }
    crc.reset();
    number(before);
    crc.update(bytes, at, 4);
    crc.update(bytes, at + FRAME_BYTES, length);
    return (int) crc.getValue() == LittleEndian.i32(bytes, at + 4) ? at + FRAME_BYTES + length : -1;
  }

  /** Adds a number to the checksum. */
  private void number(int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      crc.update(value >> shift);
    }
  }

  /** Takes a correct record. Returns its end. */
  private int record(byte[] bytes, int at) {
    int body = at + FRAME_BYTES;
    int end = body + LittleEndian.i32(bytes, at);
    chain = LittleEndian.i32(bytes, at + 4);
    switch (bytes[body]) {
      case 3 -> {
        term = LittleEndian.i64(bytes, body + 1);
        vote = LittleEndian.i32(bytes, body + 9);
        commit = LittleEndian.i64(bytes, body + 13);
        reader.hardState(term, vote);
      }
      case 4 -> boot = LittleEndian.i64(bytes, body + 1);
      case 5 ->
          marker(
              bytes[body + 1] == 2,
              LittleEndian.i64(bytes, body + 2),
              LittleEndian.i64(bytes, body + 10));
      case 6 -> {
        long index = LittleEndian.i64(bytes, body + 1);
        if (index > entries.last() + 1 || index < entries.first()) {
          entries.restart(index);
        }
        entries.cut(index);
        batchFirst = Math.min(batchFirst, index);
        long entryTerm = LittleEndian.i64(bytes, body + 9);
        reader.entry(index, entryTerm, termBefore(index));
        entries.add(entryTerm, EntryHash.ofRecorded(bytes, body + 17, end));
      }
      default -> {
        // The reader does not need metadata and seed here; openings use them.
      }
    }
    return end;
  }

  private long termBefore(long index) {
    if (index - 1 == snapshotIndex) {
      return snapshotTerm;
    }
    return entries.holds(index - 1) ? entries.term(index - 1) : 0;
  }

  private void marker(boolean installed, long index, long markerTerm) {
    if (installed) {
      entries.restart(index + 1);
      batchFirst = 0;
    }
    if (index == 0 || index == snapshotIndex && !installed) {
      return;
    }
    entries.dropBefore(index - ENTRIES_BEHIND_SNAPSHOT);
    snapshotIndex = index;
    snapshotTerm = markerTerm;
    reader.marker(index, markerTerm, installed);
  }
}
