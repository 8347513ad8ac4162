package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.raft.Origin;
import java.io.ByteArrayOutputStream;
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
 *   <li>proposals that were applied, by origin
 *   <li>clients' requests that were applied, by client and sequence
 *   <li>the sums that the state hash is made of: {@link KvStore#restore} adds them up again, so
 *       that no damage passes for a state
 * </ol>
 *
 * <p>Chunks are cuts of this run at no particular places.
 */
public final class Image {

  /** Longest chunk: what a loop encodes in one turn, a millisecond or so. */
  public static final int CHUNK_BYTES_MAX = 1 << 16;

  static final int VERSION = 2;

  private final long window;
  private final long applied;
  private final TreePMap<String, Value> values;
  private final Recent<Origin> origins;
  private final Recent<RequestId> requests;
  private final Bytes lanes;
  private final String stateHash;

  Image(
      long window,
      long applied,
      TreePMap<String, Value> values,
      Recent<Origin> origins,
      Recent<RequestId> requests,
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

  private Iterator<Bytes> parts() {
    Bytes head =
        new Encoder()
            .u8(VERSION)
            .i64(window)
            .i64(applied)
            .i32(values.size())
            .i32(origins.byName().size())
            .i32(requests.byName().size())
            .toBytes();
    // Not streams joined by flatMap: their iterator would take all items of one kind at once.
    return new Parts(
        List.of(
            List.of(head).iterator(),
            encoded(values.entrySet(), e -> new Item.Pair(e.getKey(), e.getValue())),
            encoded(origins.byName().entrySet(), e -> new Item.Proposal(e.getKey(), e.getValue())),
            encoded(
                requests.byName().entrySet(),
                e -> new Item.ClientRequest(e.getKey(), e.getValue())),
            List.of(lanes).iterator()));
  }

  private static <T> Iterator<Bytes> encoded(Iterable<T> all, Function<T, Item> item) {
    Iterator<T> iterator = all.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public Bytes next() {
        return item.apply(iterator.next()).encode();
      }
    };
  }

  /** One run after the other, each taken item by item. */
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

    /** The part that is being written, with its length before it, and how much of it is. */
    private byte[] part = new byte[0];

    private int written;

    Chunks(Iterator<Bytes> parts) {
      this.parts = parts;
    }

    @Override
    public boolean hasNext() {
      return written < part.length || parts.hasNext();
    }

    @Override
    public Bytes next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the image ends here");
      }
      ByteArrayOutputStream chunk = new ByteArrayOutputStream();
      while (hasNext() && chunk.size() < CHUNK_BYTES_MAX) {
        if (written == part.length) {
          part = new Encoder().bytes(parts.next()).toBytes().toArray();
          written = 0;
        }
        int fits = Math.min(part.length - written, CHUNK_BYTES_MAX - chunk.size());
        chunk.write(part, written, fits);
        written += fits;
      }
      return Bytes.copyOf(chunk.toByteArray());
    }
  }
}
