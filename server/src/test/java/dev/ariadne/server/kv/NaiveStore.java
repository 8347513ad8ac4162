package dev.ariadne.server.kv;

import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A state machine so simple that it is right: it never forgets an origin, looks at request ids by
 * arithmetic, and adds its hash up from nothing each time.
 */
final class NaiveStore {

  private final long window;
  private long applied;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Map<Origin, Remembered> origins = new LinkedHashMap<>();
  private final Map<RequestId, Remembered> requests = new LinkedHashMap<>();

  NaiveStore(long window) {
    this.window = window;
  }

  Optional<Result> apply(Entry entry) {
    applied = entry.index();
    if (!(entry.payload() instanceof Payload.Command command)) {
      return Optional.empty();
    }
    if (applied > command.knownCommit() + window) {
      return Optional.of(new Result.TooLate());
    }
    origins.computeIfAbsent(
        command.origin(), origin -> new Remembered(executeOnce(command), applied));
    return Optional.of(origins.get(command.origin()).result());
  }

  private Result executeOnce(Payload.Command bytes) {
    Command.Put put;
    try {
      put = (Command.Put) Command.decode(bytes.data());
    } catch (MalformedException e) {
      return new Result.Malformed();
    }
    if (put.id().isEmpty()) {
      return execute(put);
    }
    RequestId id = put.id().get();
    Remembered before = requests.get(id);
    Result result =
        before != null && before.index() + window >= applied ? before.result() : execute(put);
    requests.put(id, new Remembered(result, applied));
    return result;
  }

  private Result execute(Command.Put put) {
    Value value = values.get(put.key());
    boolean holds =
        switch (put.condition()) {
          case Condition.Always always -> true;
          case Condition.Absent absent -> value == null;
          case Condition.ValueIs is -> value != null && is.value().equals(value.bytes());
          case Condition.RevisionIs is -> value != null && is.revision() == value.revision();
        };
    if (!holds) {
      return new Result.CompareFailed(value == null ? 0 : value.revision());
    }
    values.put(put.key(), new Value(put.value(), applied));
    return new Result.Written(applied);
  }

  Map<String, Value> values() {
    return values;
  }

  String stateHash() {
    StateHash hash = new StateHash();
    values.forEach((key, value) -> hash.add(new Item.Pair(key, value)));
    origins.forEach(
        (origin, kept) -> {
          if (kept.index() + window >= applied) {
            hash.add(new Item.Proposal(origin, kept));
          }
        });
    requests.forEach(
        (id, kept) -> {
          if (kept.index() + window >= applied) {
            hash.add(new Item.ClientRequest(id, kept));
          }
        });
    return hash.with(window, applied);
  }
}
