package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
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
    Command command;
    try {
      command = Command.decode(bytes.data());
    } catch (MalformedException e) {
      return new Result.Malformed();
    }
    if (command.id().isEmpty()) {
      return execute(command);
    }
    RequestId id = command.id().get();
    Remembered before = requests.get(id);
    Result result =
        before != null && before.index() + window >= applied ? before.result() : execute(command);
    requests.put(id, new Remembered(result, applied));
    return result;
  }

  private Result execute(Command command) {
    Value value = values.get(command.key());
    long revision = value == null ? 0 : value.revision();
    Condition condition =
        switch (command) {
          case Command.Put put -> put.condition();
          case Command.Delete delete -> delete.condition();
          case Command.Append append -> append.condition();
          case Command.Increment increment -> new Condition.Always();
        };
    boolean holds =
        switch (condition) {
          case Condition.Always always -> true;
          case Condition.Absent absent -> value == null;
          case Condition.ValueIs is -> value != null && is.value().equals(value.bytes());
          case Condition.RevisionIs is -> value != null && is.revision() == value.revision();
        };
    if (!holds) {
      return new Result.CompareFailed(revision);
    }
    switch (command) {
      case Command.Put put -> {
        values.put(put.key(), new Value(put.value(), applied));
        return new Result.Written(applied);
      }
      case Command.Delete delete -> {
        return new Result.Deleted(values.remove(delete.key()) != null);
      }
      case Command.Append append -> {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(value == null ? new byte[0] : value.bytes().toArray());
        both.writeBytes(append.suffix().toArray());
        values.put(append.key(), new Value(Bytes.copyOf(both.toByteArray()), applied));
        return new Result.Appended(applied, both.size());
      }
      case Command.Increment increment -> {
        String text = value == null ? "0" : value.bytes().utf8();
        if (!text.matches("-?[0-9]{1,19}")) {
          return new Result.Unfit(Result.Why.NO_NUMBER, revision);
        }
        BigInteger before = new BigInteger(text);
        if (before.bitLength() > 63) {
          return new Result.Unfit(Result.Why.NO_NUMBER, revision);
        }
        BigInteger sum = before.add(BigInteger.valueOf(increment.amount()));
        if (sum.bitLength() > 63) {
          return new Result.Unfit(Result.Why.OVERFLOW, revision);
        }
        values.put(increment.key(), new Value(Bytes.utf8(sum.toString()), applied));
        return new Result.Counted(applied, sum.longValue());
      }
    }
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
