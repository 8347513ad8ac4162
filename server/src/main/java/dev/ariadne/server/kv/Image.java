package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.raft.Origin;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.pcollections.TreePMap;

/**
 * A store's state at one index, for ever: any thread may read it while the store moves on. Equal
 * states have equal bytes.
 *
 * <p>The bytes are a run of parts, each a length in 32 bits and then so many bytes, little-endian:
 *
 * <ol>
 *   <li>the head: version, window, index, and how many of each of the next there are
 *   <li>keys with their values, by key
 *   <li>proposals that were applied, by the index that keeps them
 *   <li>clients' requests that were applied, likewise
 *   <li>the sums that the state hash is made of: {@link KvStore#restore} adds them up again, so
 *       that no damage passes for a state
 * </ol>
 *
 * <p>Chunks are cuts of this run at no particular places.
 */
public final class Image {

  /** Longest chunk: what a loop encodes in one turn, a millisecond or so. */
  public static final int CHUNK_BYTES_MAX = 1 << 16;

  static final int VERSION = 3;

  private final long window;
  private final long applied;
  private final TreePMap<String, Value> values;
  private final List<Run<Origin>> origins;
  private final List<Run<RequestId>> requests;
  private final Bytes lanes;
  private final String stateHash;

  Image(
      long window,
      long applied,
      TreePMap<String, Value> values,
      List<Run<Origin>> origins,
      List<Run<RequestId>> requests,
      Bytes lanes,
      String stateHash) {
    this.window = window;
    this.applied = applied;
    this.values = values;
    this.origins = origins;
    this.requests = requests;
    this.lanes = lanes;
    this.stateHash = stateHash;
  }

  /** Index of the last entry in it. */
  public long applied() {
    return applied;
  }

  /** As {@link KvStore#stateHash} was at {@link #applied}. */
  public String stateHash() {
    return stateHash;
  }

  /**
   * The bytes, in chunks of at most {@link #CHUNK_BYTES_MAX}, at least one. Each is made when it is
   * asked for; every call begins anew.
   */
  public Iterator<Bytes> chunks() {
    return new Chunks(parts());
  }

  /** The bytes in pieces of any size, each made when it is asked for. */
  private Iterator<Bytes> parts() {
    Bytes head =
        new Encoder()
            .u8(VERSION)
            .i64(window)
            .i64(applied)
            .i32(values.size())
            .i32(origins.stream().mapToInt(Run::size).sum())
            .i32(requests.stream().mapToInt(Run::size).sum())
            .toBytes();
    // Not streams joined by flatMap: their iterator would take all items of one kind at once.
    return new Parts(
        List.of(
            List.of(new Encoder().bytes(head).toBytes()).iterator(),
            each(values.entrySet(), e -> pair(e.getKey(), e.getValue())),
            each(origins, run -> run.encoded(Item.Proposal::new)),
            each(requests, run -> run.encoded(Item.ClientRequest::new)),
            List.of(new Encoder().bytes(lanes).toBytes()).iterator()));
  }

  private static Bytes pair(String key, Value value) {
    Encoder out = new Encoder();
    new Item.Pair(key, value).encodeWithLength(out);
    return out.toBytes();
  }

  private static <T> Iterator<Bytes> each(Iterable<T> all, Function<T, Bytes> bytes) {
    Iterator<T> iterator = all.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public Bytes next() {
        return bytes.apply(iterator.next());
      }
    };
  }

  /** One kind after the other, each taken piece by piece. */
  private static final class Parts implements Iterator<Bytes> {

    private final Iterator<Iterator<Bytes>> runs;
    private Iterator<Bytes> run;

    Parts(List<Iterator<Bytes>> runs) {
      this.runs = runs.iterator();
      this.run = this.runs.next();
    }

    @Override
    public boolean hasNext() {
      while (!run.hasNext() && runs.hasNext()) {
        run = runs.next();
      }
      return run.hasNext();
    }

    @Override
    public Bytes next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the image ends here");
      }
      return run.next();
    }
  }

  private static final class Chunks implements Iterator<Bytes> {

    private final Iterator<Bytes> parts;

    /** The part that is being written, and how much of it is. */
    private Bytes part = Bytes.EMPTY;

    private int written;

    Chunks(Iterator<Bytes> parts) {
      this.parts = parts;
    }

    @Override
    public boolean hasNext() {
      return written < part.length() || parts.hasNext();
    }

    @Override
    public Bytes next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the image ends here");
      }
      Encoder chunk = new Encoder();
      while (hasNext() && chunk.position() < CHUNK_BYTES_MAX) {
        if (written == part.length()) {
          part = parts.next();
          written = 0;
        }
        int fits = Math.min(part.length() - written, CHUNK_BYTES_MAX - chunk.position());
        chunk.raw(part, written, written + fits);
        written += fits;
      }
      return chunk.toBytes();
    }
  }
}
