package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.kv.Command;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.RequestId;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state that a replay of all committed entries gives, each applied once. It is a second state
 * machine, as simple as possible. Of the server's code it uses only the layout of commands.
 */
final class ReferenceStore {

  /** What an entry did. */
  enum Kind {
    /** The entry is no command. */
    NONE,
    /** The command changed its key. */
    DONE,
    /** The condition of the command did not hold, or the command does not fit the value. */
    NOT_DONE,
    /** The command was applied before, under its origin or its request id. */
    AGAIN,
    /** The command is too old to be applied. */
    TOO_LATE
  }

  /**
   * What an entry did.
   *
   * @param key the key of the command; null for none
   * @param command the hash of the command's bytes
   * @param value the hash of the key's value after the entry; 0 for none
   * @param revision the revision of the key after the entry; 0 for none
   * @param length the length of the key's value after the entry, in bytes
   */
  record Effect(Kind kind, String key, long command, long value, long revision, int length) {}

  /** The effect of an entry that is no command or cannot be decoded. */
  private static final Effect NOTHING = new Effect(Kind.NONE, null, 0, 0, 0, 0);

  private record Held(Bytes bytes, long revision) {}

  /**
   * The largest value after an append; a larger one is refused. This limit is part of the meaning
   * of an append.
   */
  private static final int VALUE_BYTES_MAX = 512 * 1024;

  /** The most digits of a number; a longer text is not a number. */
  private static final int DIGITS_MAX = 20;

  private final long window;
  private final Map<String, Held> values = new HashMap<>();

  /** For each key, the index of the last entry that changed it. */
  private final Map<String, Long> changes = new HashMap<>();

  /** For each origin, the index of the entry that applied it. */
  private final Map<Origin, Long> origins = new HashMap<>();

  /** For each request id, the index of the entry that used it last. */
  private final Map<RequestId, Long> requests = new HashMap<>();

  private final List<Effect> effects = new ArrayList<>();

  /** The hashes of the deletions that found a value. */
  private final Set<Long> deletions = new HashSet<>();

  /** The hashes of the deletions that found no value. */
  private final Set<Long> vainDeletions = new HashSet<>();

  /** The hashes of the commands that failed, each mixed with the revision of its key then. */
  private final Set<Long> failures = new HashSet<>();

  /** For each index, the origin that its entry used. It is forgotten one window later. */
  private final List<Origin> originAt = new ArrayList<>();

  /** For each index, the request id that its entry used, likewise. */
  private final List<RequestId> requestAt = new ArrayList<>();

  ReferenceStore(long window) {
    this.window = window;
  }

  /** The effect of the entry at an index; the model has to have applied this entry. */
  Effect effect(long index) {
    return effects.get((int) index - 1);
  }

  long applied() {
    return effects.size();
  }

  /** Returns true if an entry with this deletion found a value, or found no value. */
  boolean hasDeleted(long command, boolean existed) {
    return (existed ? deletions : vainDeletions).contains(command);
  }

  /** Returns true if an entry with this command failed while the key had this revision. */
  boolean hasFailed(long command, long revision) {
    return failures.contains(failure(command, revision));
  }

  private static long failure(long command, long revision) {
    return command ^ revision * 0x9e3779b97f4a7c15L;
  }

  /** The revision of a key after all committed entries; 0 for none. */
  long revision(String key) {
    Held held = values.get(key);
    return held == null ? 0 : held.revision();
  }

  /** The index of the last entry that changed or deleted a key; 0 for none. */
  long lastChange(String key) {
    return changes.getOrDefault(key, 0L);
  }

  /** The value of a key after all committed entries; null for none. */
  Bytes value(String key) {
    Held held = values.get(key);
    return held == null ? null : held.bytes();
  }

  void apply(Entry entry) {
    long index = effects.size() + 1;
    forget(index - window - 1);
    originAt.add(null);
    requestAt.add(null);
    effects.add(
        entry.payload() instanceof Payload.Command command ? effect(index, command) : NOTHING);
  }

  private void forget(long index) {
    if (index < 1) {
      return;
    }
    Origin origin = originAt.set((int) index - 1, null);
    if (origin != null) {
      origins.remove(origin, index);
    }
    RequestId request = requestAt.set((int) index - 1, null);
    if (request != null) {
      requests.remove(request, index);
    }
  }

  private Effect effect(long index, Payload.Command proposed) {
    Command command;
    try {
      command = Command.decode(proposed.data());
    } catch (MalformedException e) {
      return NOTHING;
    }
    long hash = EntryHash.of(proposed.data());
    Held before = values.get(command.key());
    Kind kind = kind(index, proposed, command);
    if (kind == Kind.NOT_DONE) {
      failures.add(failure(hash, before == null ? 0 : before.revision()));
    } else if (kind == Kind.DONE && command instanceof Command.Delete) {
      (before == null ? vainDeletions : deletions).add(hash);
    }
    Held after = values.get(command.key());
    return after == null
        ? new Effect(kind, command.key(), hash, 0, 0, 0)
        : new Effect(
            kind,
            command.key(),
            hash,
            EntryHash.of(after.bytes()),
            after.revision(),
            after.bytes().length());
  }

  private Kind kind(long index, Payload.Command proposed, Command command) {
    if (index - proposed.knownCommit() > window) {
      return Kind.TOO_LATE;
    }
    if (origins.putIfAbsent(proposed.origin(), index) != null) {
      return Kind.AGAIN;
    }
    originAt.set((int) index - 1, proposed.origin());
    if (command.id().isPresent()) {
      requestAt.set((int) index - 1, command.id().get());
      if (requests.put(command.id().get(), index) != null) {
        return Kind.AGAIN;
      }
    }
    if (!execute(index, command)) {
      return Kind.NOT_DONE;
    }
    changes.put(command.key(), index);
    return Kind.DONE;
  }

  private boolean execute(long index, Command command) {
    Held before = values.get(command.key());
    return switch (command) {
      case Command.Put put -> holds(put.condition(), before) && put(put.key(), put.value(), index);
      case Command.Delete delete -> {
        boolean done = holds(delete.condition(), before);
        if (done) {
          values.remove(delete.key());
        }
        yield done;
      }
      case Command.Append append -> {
        Bytes old = before == null ? Bytes.EMPTY : before.bytes();
        yield holds(append.condition(), before)
            && (long) old.length() + append.suffix().length() <= VALUE_BYTES_MAX
            && put(append.key(), new Encoder().raw(old).raw(append.suffix()).toBytes(), index);
      }
      case Command.Increment increment -> increment(index, increment, before);
    };
  }

  private boolean increment(long index, Command.Increment increment, Held before) {
    long number = 0;
    if (before != null) {
      String text = before.bytes().utf8();
      if (before.bytes().length() > DIGITS_MAX || !text.matches("-?[0-9]+")) {
        return false;
      }
      try {
        number = Long.parseLong(text);
      } catch (NumberFormatException e) {
        return false;
      }
    }
    try {
      long sum = Math.addExact(number, increment.amount());
      return put(increment.key(), Bytes.utf8(Long.toString(sum)), index);
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private boolean put(String key, Bytes value, long index) {
    values.put(key, new Held(value, index));
    return true;
  }

  private static boolean holds(Condition condition, Held value) {
    return switch (condition) {
      case Condition.Always() -> true;
      case Condition.Absent() -> value == null;
      case Condition.ValueIs(Bytes bytes) -> value != null && value.bytes().equals(bytes);
      case Condition.RevisionIs(long revision) -> value != null && value.revision() == revision;
    };
  }
}
