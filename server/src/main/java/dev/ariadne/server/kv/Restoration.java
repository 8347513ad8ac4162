package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Decoder;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.raft.Origin;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pcollections.TreePMap;

/** Reads the chunks of an {@link Image}, and believes nothing that they do not prove. */
final class Restoration {

  /** Longest part: far above any item that the limits on keys and values let in. */
  private static final int PART_BYTES_MAX = 64 << 20;

  private final long window;
  private final long index;
  private final Iterator<Bytes> chunks;

  /** What of the chunks so far is not read yet. */
  private ByteBuffer unread = ByteBuffer.allocate(0);

  private final StateHash hash = new StateHash();
  private final SortedMap<String, Value> values = new TreeMap<>();
  private final Recent<Origin> origins = new Recent<>();
  private final Recent<RequestId> requests = new Recent<>();

  /** Indexes that keep what was read last of each kind: they ascend, so that none keeps two. */
  private long lastOrigin;

  private long lastRequest;

  private Restoration(long window, long index, Iterator<Bytes> chunks) {
    this.window = window;
    this.index = index;
    this.chunks = chunks;
  }

  static KvStore read(long window, long index, Iterator<Bytes> chunks) throws MalformedException {
    return new Restoration(window, index, chunks).read();
  }

  private KvStore read() throws MalformedException {
    Decoder head = new Decoder(part());
    expect("version", head.u8(), Image.VERSION);
    expect("window", head.i64(), window);
    expect("index", head.i64(), index);
    int pairs = head.i32();
    int proposals = head.i32();
    int clientRequests = head.i32();
    head.end();
    for (long left = (long) pairs + proposals + clientRequests; left > 0; left--) {
      item(Item.decode(part()));
    }
    expect("number of keys", values.size(), pairs);
    expect("number of proposals", origins.size(), proposals);
    expect("number of requests", requests.size(), clientRequests);
    if (!part().equals(hash.lanes())) {
      throw new MalformedException("the snapshot's content does not have the hash that it names");
    }
    if (unread.hasRemaining() || chunks.hasNext()) {
      throw new MalformedException("the snapshot does not end where it should");
    }
    return new KvStore(window, index, TreePMap.fromSortedMap(values), origins, requests, hash);
  }

  private void item(Item item) throws MalformedException {
    boolean again =
        switch (item) {
          case Item.Pair(String key, Value value) -> values.put(key, value) != null;
          case Item.Proposal(Origin origin, Remembered kept) -> {
            lastOrigin = within(kept.index(), lastOrigin);
            yield keep(origins, origin, kept);
          }
          case Item.ClientRequest(RequestId id, Remembered kept) -> {
            lastRequest = within(kept.index(), lastRequest);
            yield keep(requests, id, kept);
          }
        };
    if (again) {
      throw new MalformedException("the snapshot holds something twice: " + item);
    }
    hash.add(item);
  }

  /** Returns whether the name was there already. */
  private static <K> boolean keep(Recent<K> table, K name, Remembered kept) {
    int before = table.size();
    table.keep(name, kept);
    return table.size() == before;
  }

  private long within(long keeps, long before) throws MalformedException {
    if (keeps < Math.max(1, index - window) || keeps > index) {
      throw new MalformedException(
          "a result is kept by index %d, outside the window of %d before %d"
              .formatted(keeps, window, index));
    }
    if (keeps <= before) {
      throw new MalformedException("what index %d keeps follows index %d".formatted(keeps, before));
    }
    return keeps;
  }

  private Bytes part() throws MalformedException {
    gather(Integer.BYTES);
    int length = unread.getInt();
    if (length < 0 || length > PART_BYTES_MAX) {
      throw new MalformedException("no part of a snapshot is " + length + " bytes long");
    }
    gather(length);
    Bytes part = Bytes.copyOf(unread.slice(unread.position(), length));
    unread.position(unread.position() + length);
    return part;
  }

  /** Makes so many unread bytes available. */
  private void gather(int length) throws MalformedException {
    while (unread.remaining() < length) {
      if (!chunks.hasNext()) {
        throw new MalformedException(
            "the snapshot ends %d bytes early".formatted(length - unread.remaining()));
      }
      Bytes next = chunks.next();
      ByteBuffer both =
          ByteBuffer.allocate(unread.remaining() + next.length()).order(ByteOrder.LITTLE_ENDIAN);
      both.put(unread);
      next.putInto(both);
      unread = both.flip();
    }
  }

  private static void expect(String what, long found, long expected) throws MalformedException {
    if (found != expected) {
      throw new MalformedException(
          "the snapshot's %s is %d, not %d".formatted(what, found, expected));
    }
  }
}
