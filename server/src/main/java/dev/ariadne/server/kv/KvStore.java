package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Invariant;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.pcollections.TreePMap;

/**
 * The state machine: what all nodes compute alike from the committed entries, and nothing else.
 *
 * <p>Beside the keys it holds two tables that make a command happen once (dissertation 6.3). Both
 * are bounded by log index alone, and both are part of snapshots and of the state hash. With window
 * W:
 *
 * <ul>
 *   <li>A command that lands more than W indexes after the commit index it carries is not applied.
 *       The origin of any other is kept until W indexes after the entry that applied it. A second
 *       copy carries the same commit index c, and the first one landed after c: so while a copy is
 *       still taken, at c + W the latest, the first one's origin is still known. This is exact.
 *   <li>A client's request id is kept until W indexes after its last use by a proposal. A client
 *       that repeats a request after that may see it applied twice.
 * </ul>
 *
 * <p>Not safe for use by several threads; an {@link Image} is.
 */
public final class KvStore {

  /**
   * Longest value that an append may lead to. Part of what an append means: nodes that differed
   * here would drift apart, so it changes only with a new kind of command.
   */
  public static final int VALUE_BYTES_MAX = 512 * 1024;

  private final long window;

  /** Index of the last entry applied; starts at 0 or the snapshot's, grows by one each time. */
  private long applied;

  private TreePMap<String, Value> values;
  private final Recent<Origin> origins;
  private final Recent<RequestId> requests;

  /** Of every item in the three above. */
  private final StateHash hash;

  /**
   * The state before the first entry.
   *
   * @param window W, in log indexes, at least 1; the same on every node for all time
   */
  public KvStore(long window) {
    this(window, 0, TreePMap.empty(), new Recent<>(), new Recent<>(), new StateHash());
  }

  KvStore(
      long window,
      long applied,
      TreePMap<String, Value> values,
      Recent<Origin> origins,
      Recent<RequestId> requests,
      StateHash hash) {
    if (window < 1) {
      throw new IllegalArgumentException("the window is at least 1, not " + window);
    }
    this.window = window;
    this.applied = applied;
    this.values = values;
    this.origins = origins;
    this.requests = requests;
    this.hash = hash;
  }

  /**
   * The state that an image's chunks hold.
   *
   * @param index the index that the snapshot is said to be of
   * @throws MalformedException if the chunks are not an image of this index and window, whole and
   *     undamaged
   */
  public static KvStore restore(long window, long index, Iterable<Bytes> chunks)
      throws MalformedException {
    return Restoration.read(window, index, chunks.iterator());
  }

  /**
   * Applies one committed entry. Entries come in the order of the log, each once.
   *
   * @return what became of its command; empty for an entry that is none
   */
  public Optional<Result> apply(Entry entry) {
    Invariant.check(
        entry.index() == applied + 1, "entry %d applied after %d", entry.index(), applied);
    applied = entry.index();
    forget(applied - window - 1);
    return switch (entry.payload()) {
      case Payload.NoOp() -> Optional.empty();
      case Payload.Config config -> Optional.empty();
      case Payload.Command command -> Optional.of(once(command));
    };
  }

  /** Index of the last entry applied, 0 before the first. */
  public long applied() {
    return applied;
  }

  public Optional<Value> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** How many keys have a value. */
  public int size() {
    return values.size();
  }

  /**
   * Hash of all that a snapshot at {@link #applied} holds: keys, values, revisions, both tables,
   * the window and the applied index itself. 32 hexadecimal digits; costs the same however large
   * the state is.
   */
  public String stateHash() {
    return hash.with(window, applied);
  }

  /** A number that equal states have in common; as good as {@link #stateHash}, and at no cost. */
  public long fingerprint() {
    return hash.fingerprint() ^ applied;
  }

  /** An origin among those remembered for which this holds, the first by index. */
  public Optional<Origin> origin(Predicate<Origin> wanted) {
    return origins.find(wanted);
  }

  /** The state as it is now, at no cost; it stays as it is while this store moves on. */
  public Image capture() {
    return new Image(
        window, applied, values, origins.frozen(), requests.frozen(), hash.lanes(), stateHash());
  }

  /** The tables' entries that this index kept. Each index keeps one origin and one request id. */
  private void forget(long index) {
    origins
        .keptBy(index)
        .ifPresent(
            origin -> {
              hash.remove(new Item.Proposal(origin, origins.get(origin).orElseThrow()));
              origins.forget(origin);
            });
    requests
        .keptBy(index)
        .ifPresent(
            id -> {
              hash.remove(new Item.ClientRequest(id, requests.get(id).orElseThrow()));
              requests.forget(id);
            });
  }

  private Result once(Payload.Command command) {
    if (applied - command.knownCommit() > window) {
      return new Result.TooLate();
    }
    Optional<Remembered> before = origins.get(command.origin());
    if (before.isPresent()) {
      return before.get().result();
    }
    Remembered kept = new Remembered(decodeAndExecute(command.data()), applied);
    origins.keep(command.origin(), kept);
    hash.add(new Item.Proposal(command.origin(), kept));
    return kept.result();
  }

  private Result decodeAndExecute(Bytes data) {
    Command command;
    try {
      command = Command.decode(data);
    } catch (MalformedException e) {
      return new Result.Malformed();
    }
    return command.id().isPresent() ? once(command.id().get(), command) : execute(command);
  }

  private Result once(RequestId id, Command command) {
    Optional<Remembered> before = requests.get(id);
    before.ifPresent(kept -> hash.remove(new Item.ClientRequest(id, kept)));
    Result result = before.isPresent() ? before.get().result() : execute(command);
    Remembered kept = new Remembered(result, applied);
    requests.keep(id, kept);
    hash.add(new Item.ClientRequest(id, kept));
    return result;
  }

  private Result execute(Command command) {
    return switch (command) {
      case Command.Put put ->
          holds(put.condition(), get(put.key()))
              ? write(put.key(), put.value(), new Result.Written(applied))
              : new Result.CompareFailed(revision(put.key()));
      case Command.Delete delete ->
          holds(delete.condition(), get(delete.key()))
              ? new Result.Deleted(remove(delete.key()))
              : new Result.CompareFailed(revision(delete.key()));
      case Command.Append append ->
          holds(append.condition(), get(append.key()))
              ? append(append)
              : new Result.CompareFailed(revision(append.key()));
      case Command.Increment increment -> increment(increment);
    };
  }

  private Result append(Command.Append append) {
    Bytes before = get(append.key()).map(Value::bytes).orElse(Bytes.EMPTY);
    long length = (long) before.length() + append.suffix().length();
    return length > VALUE_BYTES_MAX
        ? new Result.Unfit(Result.Why.TOO_LONG, revision(append.key()))
        : write(
            append.key(),
            new Encoder().raw(before).raw(append.suffix()).toBytes(),
            new Result.Appended(applied, length));
  }

  private Result increment(Command.Increment increment) {
    String key = increment.key();
    OptionalLong before = get(key).map(v -> Decimal.parse(v.bytes())).orElse(OptionalLong.of(0));
    if (before.isEmpty()) {
      return new Result.Unfit(Result.Why.NO_NUMBER, revision(key));
    }
    long sum = before.getAsLong() + increment.amount();
    // Overflow: both have a sign that the sum has not (Warren, Hacker's Delight, 2-13).
    if (((before.getAsLong() ^ sum) & (increment.amount() ^ sum)) < 0) {
      return new Result.Unfit(Result.Why.OVERFLOW, revision(key));
    }
    return write(key, Decimal.bytes(sum), new Result.Counted(applied, sum));
  }

  private Result write(String key, Bytes bytes, Result result) {
    get(key).ifPresent(value -> hash.remove(new Item.Pair(key, value)));
    Value after = new Value(bytes, applied);
    values = values.plus(key, after);
    hash.add(new Item.Pair(key, after));
    return result;
  }

  /** Returns whether there was something to remove. */
  private boolean remove(String key) {
    Optional<Value> before = get(key);
    before.ifPresent(value -> hash.remove(new Item.Pair(key, value)));
    values = values.minus(key);
    return before.isPresent();
  }

  /** The key's revision, 0 for an absent key. */
  private long revision(String key) {
    return get(key).map(Value::revision).orElse(0L);
  }

  private static boolean holds(Condition condition, Optional<Value> value) {
    return switch (condition) {
      case Condition.Always() -> true;
      case Condition.Absent() -> value.isEmpty();
      case Condition.ValueIs(Bytes bytes) -> value.isPresent() && value.get().bytes().equals(bytes);
      case Condition.RevisionIs(long revision) ->
          value.isPresent() && value.get().revision() == revision;
    };
  }
}
