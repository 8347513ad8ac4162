package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a log as a cluster could have: copies of a command carry the commit index of the first.
 */
final class LogScript {

  /** What happens at one index. */
  sealed interface Step {
    /** A new proposal, taken when {@code lag} fewer entries were known to be committed. */
    record Propose(Command command, int lag) implements Step {}

    /** An earlier proposal arrives once more. */
    record Copy(int which) implements Step {}

    /** A client sends an earlier request again, through a new proposal. */
    record Retry(int which, int lag) implements Step {}

    record NoOp() implements Step {}

    record Config() implements Step {}

    /** Bytes that are no command. */
    record Garbage(Bytes bytes) implements Step {}
  }

  private final List<Entry> entries = new ArrayList<>();
  private final List<Payload.Command> proposals = new ArrayList<>();

  static List<Entry> entries(List<Step> steps) {
    LogScript script = new LogScript();
    steps.forEach(script::add);
    return script.entries;
  }

  LogScript add(Step step) {
    Payload payload =
        switch (step) {
          case Step.Propose(Command command, int lag) -> propose(Command.encode(command), lag);
          case Step.Copy(int which) ->
              proposals.isEmpty() ? new Payload.NoOp() : proposals.get(which % proposals.size());
          case Step.Retry(int which, int lag) ->
              proposals.isEmpty()
                  ? new Payload.NoOp()
                  : propose(proposals.get(which % proposals.size()).data(), lag);
          case Step.NoOp() -> new Payload.NoOp();
          case Step.Config() -> new Payload.Config(Membership.NONE);
          case Step.Garbage(Bytes bytes) -> propose(bytes, 0);
        };
    entries.add(new Entry(entries.size() + 1, 1, payload));
    return this;
  }

  List<Entry> entries() {
    return entries;
  }

  Entry last() {
    return entries.getLast();
  }

  private Payload.Command propose(Bytes data, int lag) {
    Origin origin = new Origin(1 + proposals.size() % 3, 77, 1, proposals.size() + 1);
    Payload.Command command = new Payload.Command(origin, Math.max(0, entries.size() - lag), data);
    proposals.add(command);
    return command;
  }

  static Command delete(String key) {
    return new Command.Delete(key, new Condition.Always(), Optional.empty());
  }

  static Command append(String key, String suffix) {
    return append(key, suffix, new Condition.Always());
  }

  static Command append(String key, String suffix, Condition condition) {
    return new Command.Append(key, Bytes.utf8(suffix), condition, Optional.empty());
  }

  static Command increment(String key, long amount) {
    return new Command.Increment(key, amount, Optional.empty());
  }

  static Command increment(String key, long amount, RequestId id) {
    return new Command.Increment(key, amount, Optional.of(id));
  }

  static Command.Put put(String key, String value) {
    return new Command.Put(key, Bytes.utf8(value), new Condition.Always(), Optional.empty());
  }

  static Command.Put put(String key, String value, Condition condition) {
    return new Command.Put(key, Bytes.utf8(value), condition, Optional.empty());
  }

  static Command.Put put(String key, String value, RequestId id) {
    return new Command.Put(key, Bytes.utf8(value), new Condition.Always(), Optional.of(id));
  }
}
