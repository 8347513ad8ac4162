package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Invariant;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.raft.SnapshotMeta;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A member's snapshots on disk. A snapshot exists once it has its final name; before, it is a
 * temporary file that the next start removes. Whether an existing one means anything is for the
 * marker in the log to say, which is written after it.
 *
 * <p>Like {@link Wal} it gives out steps, to be submitted in that order.
 */
public final class Snapshotter {

  private static final String TEMPORARY = ".tmp";
  private static final String SUFFIX = ".snap";
  private static final int READ_BYTES = 1024 * 1024;

  /**
   * A snapshot's file.
   *
   * @param file relative to the data directory, for {@link Disk#fetch}
   * @param bytes the file's size
   */
  public record Stored(long index, long term, String file, long bytes) {}

  private final String directory;

  /** Everything with a final name, or that will have one once what was given out is done. */
  private final TreeMap<Long, Stored> stored = new TreeMap<>();

  /** Makes each temporary name new. */
  private long temporaries;

  private Snapshotter(String directory) {
    this.directory = directory;
  }

  /**
   * Makes the directory if need be, and removes what no marker vouches for: temporary files and
   * snapshots beyond the newest marker. Blocks; for before the node serves.
   *
   * @param vouched the newest snapshot in the log, {@link SnapshotMeta#NONE} for none
   */
  public static Snapshotter open(Disk disk, String directory, SnapshotMeta vouched)
      throws IOException {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.MakeDirectory(directory));
    for (String made = directory; !made.isEmpty(); made = Layout.parent(made)) {
      steps.add(new Step.SyncDirectory(Layout.parent(made)));
    }
    Snapshotter snapshotter = new Snapshotter(directory);
    for (String name : disk.list(directory)) {
      String file = directory + "/" + name;
      Optional<Stored> found = parse(file, name, disk);
      boolean keep = found.isPresent() && found.get().index() <= vouched.index();
      if (keep) {
        snapshotter.stored.put(found.get().index(), found.get());
      } else if (found.isPresent() || name.endsWith(TEMPORARY)) {
        steps.add(new Step.Delete(file));
      }
    }
    steps.add(new Step.SyncDirectory(directory));
    disk.run(steps);
    return snapshotter;
  }

  private static Optional<Stored> parse(String file, String name, Disk disk) throws IOException {
    if (!name.matches("[0-9a-f]{16}-[0-9a-f]{16}\\" + SUFFIX)) {
      return Optional.empty();
    }
    long index = Long.parseUnsignedLong(name.substring(0, 16), 16);
    long term = Long.parseUnsignedLong(name.substring(17, 33), 16);
    return Optional.of(new Stored(index, term, file, disk.size(file)));
  }

  static String file(String directory, long index, long term) {
    HexFormat hex = HexFormat.of();
    return directory + "/" + hex.toHexDigits(index) + "-" + hex.toHexDigits(term) + SUFFIX;
  }

  /**
   * Steps that store a snapshot. Its marker may be appended to the log once they are done.
   *
   * @param body taken one part at a time, each when the step that writes it is asked for: so the
   *     whole is never in memory, and whoever runs the steps decides when the work is done
   */
  public Iterator<Step> save(SnapshotMeta meta, Iterator<Bytes> body) {
    return new Saving(meta, SnapshotFile.write(meta, body), temporary());
  }

  private final class Saving implements Iterator<Step> {
    private final SnapshotMeta meta;
    private final Iterator<Bytes> frames;
    private final String temporary;
    private boolean created;
    private long offset;

    /** What makes the file a snapshot; null before all frames are written. */
    private Iterator<Step> last;

    Saving(SnapshotMeta meta, Iterator<Bytes> frames, String temporary) {
      this.meta = meta;
      this.frames = frames;
      this.temporary = temporary;
    }

    @Override
    public boolean hasNext() {
      return last == null || last.hasNext();
    }

    @Override
    public Step next() {
      if (!created) {
        created = true;
        return new Step.Create(temporary);
      }
      if (frames.hasNext()) {
        Step.Write write = new Step.Write(temporary, offset, frames.next());
        offset += write.bytes().length();
        return write;
      }
      if (last == null) {
        last = publish(temporary, meta.index(), meta.term(), offset).iterator();
      }
      return last.next();
    }
  }

  private String temporary() {
    temporaries++;
    return directory + "/" + temporaries + TEMPORARY;
  }

  private List<Step> publish(String temporary, long index, long term, long bytes) {
    String file = file(directory, index, term);
    stored.put(index, new Stored(index, term, file, bytes));
    return List.of(
        new Step.Sync(temporary),
        new Step.Rename(temporary, file),
        new Step.SyncDirectory(directory));
  }

  /** Begins to receive a snapshot's file from another server. */
  public Receiving receive(long index, long term) {
    return new Receiving(index, term, temporary());
  }

  /** A snapshot's file that arrives in parts, in order. */
  public final class Receiving {

    private final long index;
    private final long term;
    private final String temporary;
    private final SnapshotFile.Reader reader = new SnapshotFile.Reader();
    private long expected;
    private boolean created;

    private Receiving(long index, long term, String temporary) {
      this.index = index;
      this.term = term;
      this.temporary = temporary;
    }

    public long index() {
      return index;
    }

    public long term() {
      return term;
    }

    /** Offset of the next part, from 0. */
    public long expected() {
      return expected;
    }

    /**
     * Steps that store the next part.
     *
     * @param offset has to be {@link #expected}
     * @throws MalformedException if this is no snapshot, or not sound; {@link #abandon} it then
     */
    public List<Step> part(long offset, Bytes bytes) throws MalformedException {
      Invariant.check(offset == expected, "a part at %d, expected at %d", offset, expected);
      reader.read(bytes);
      expected += bytes.length();
      Step write = new Step.Write(temporary, offset, bytes);
      if (created) {
        return List.of(write);
      }
      created = true;
      return List.of(new Step.Create(temporary), write);
    }

    /** What has arrived, once all of it has; for the state machine, without reading it again. */
    public Loaded loaded() throws MalformedException {
      Loaded loaded = reader.complete();
      if (loaded.meta().index() != index || loaded.meta().term() != term) {
        throw new MalformedException(
            "a snapshot of index %d and term %d was sent as that of index %d and term %d"
                .formatted(loaded.meta().index(), loaded.meta().term(), index, term));
      }
      return loaded;
    }

    /**
     * Steps that make the snapshot exist. Its marker may be appended to the log once they are done.
     *
     * @throws MalformedException if it is not whole and sound; {@link #abandon} it then
     */
    public List<Step> finish() throws MalformedException {
      loaded();
      return publish(temporary, index, term, expected);
    }

    /** Steps that remove what has arrived of a snapshot that will not be finished. */
    public List<Step> abandon() {
      return created ? List.of(new Step.Delete(temporary)) : List.of();
    }
  }

  /** The snapshot at an index, to be sent: read it by {@link Disk#fetch}. */
  public Optional<Stored> stored(long index) {
    return Optional.ofNullable(stored.get(index));
  }

  /**
   * Steps that remove the snapshots before the one that the log vouches for. To be submitted after
   * the steps that wrote its marker.
   */
  public List<Step> purge(SnapshotMeta vouched) {
    List<Step> steps = new ArrayList<>();
    if (stored.containsKey(vouched.index())) {
      var older = stored.headMap(vouched.index());
      older.values().forEach(it -> steps.add(new Step.Delete(it.file())));
      older.clear();
    }
    if (!steps.isEmpty()) {
      steps.add(new Step.SyncDirectory(directory));
    }
    return List.copyOf(steps);
  }

  /**
   * Reads a snapshot that the log vouches for. Blocks; for before the node serves.
   *
   * @throws IOException if the disk fails
   * @throws DamageException if it is not there, not sound, or another
   */
  public static Loaded load(Disk disk, String directory, SnapshotMeta wanted)
      throws IOException, DamageException {
    String file = file(directory, wanted.index(), wanted.term());
    if (!disk.exists(file)) {
      throw new DamageException(
          file, 0, wanted.index(), "the log vouches for this snapshot, but it is not there");
    }
    SnapshotFile.Reader reader = new SnapshotFile.Reader();
    long size = disk.size(file);
    long offset = 0;
    try {
      for (; offset < size; offset += READ_BYTES) {
        reader.read(disk.read(file, offset, READ_BYTES));
      }
      Loaded loaded = reader.complete();
      if (!loaded.meta().equals(wanted)) {
        throw new MalformedException("it is the snapshot " + loaded.meta() + ", not " + wanted);
      }
      return loaded;
    } catch (MalformedException e) {
      throw new DamageException(file, offset, wanted.index(), e.getMessage());
    }
  }

  /** Reads a snapshot from all the bytes of its file. */
  public static Loaded decode(Bytes file) throws MalformedException {
    SnapshotFile.Reader reader = new SnapshotFile.Reader();
    reader.read(file);
    return reader.complete();
  }
}
