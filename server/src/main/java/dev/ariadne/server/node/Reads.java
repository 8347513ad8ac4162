package dev.ariadne.server.node;

import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.ReadState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Linearizable reads that clients wait for. Those that come in while a round is under way share the
 * next one; a round that gets no answer is begun again under a new name, since asking twice does no
 * harm.
 *
 * <pre>
 *   gathering --begin--> asked --ReadState--> due at an index --applied--> answered
 *       ^------ no answer in time ------'
 * </pre>
 */
final class Reads {

  /** Begins a round, if raft takes it: names it anew. */
  interface Asker {
    Optional<Origin> ask();
  }

  private record Read(String key, long deadlineNanos, Consumer<Reply> reply) {}

  private record Due(long index, List<Read> reads) {}

  /** Reads a key from the state machine. */
  interface Lookup {
    Reply read(String key);
  }

  private final Asker asker;
  private final Lookup lookup;
  private final long retryNanos;

  private List<Read> gathering = new ArrayList<>();
  private List<Read> asked = new ArrayList<>();
  private Optional<Origin> round = Optional.empty();
  private long askedNanos;
  private final ArrayDeque<Due> due = new ArrayDeque<>();

  /**
   * @param retryNanos after how long without an answer a round is begun again
   */
  Reads(Asker asker, Lookup lookup, long retryNanos) {
    this.asker = asker;
    this.lookup = lookup;
    this.retryNanos = retryNanos;
  }

  int size() {
    return gathering.size() + asked.size() + due.stream().mapToInt(d -> d.reads().size()).sum();
  }

  void submit(String key, long nowNanos, long deadlineNanos, Consumer<Reply> reply) {
    gathering.add(new Read(key, deadlineNanos, reply));
    begin(nowNanos);
  }

  /** An answer of raft's; one to a round that was given up is passed over. */
  void answered(ReadState state, long nowNanos) {
    if (round.isPresent() && round.get().equals(state.context())) {
      due.add(new Due(state.index(), asked));
      asked = new ArrayList<>();
      round = Optional.empty();
      begin(nowNanos);
    }
  }

  /** Answers what may be answered now that this index is applied. */
  void applied(long index) {
    for (Iterator<Due> i = due.iterator(); i.hasNext(); ) {
      Due next = i.next();
      if (next.index() <= index) {
        i.remove();
        next.reads().forEach(read -> read.reply().accept(lookup.read(read.key())));
      }
    }
  }

  /** Gives up rounds that were lost, refuses reads whose time is up. */
  void tick(long nowNanos) {
    if (round.isPresent() && nowNanos - askedNanos >= retryNanos) {
      asked.addAll(gathering);
      gathering = asked;
      asked = new ArrayList<>();
      round = Optional.empty();
    }
    expire(gathering, nowNanos);
    expire(asked, nowNanos);
    due.forEach(d -> expire(d.reads(), nowNanos));
    due.removeIf(d -> d.reads().isEmpty());
    begin(nowNanos);
  }

  void close() {
    List<Read> all = new ArrayList<>(asked);
    all.addAll(gathering);
    due.forEach(d -> all.addAll(d.reads()));
    asked.clear();
    gathering.clear();
    due.clear();
    all.forEach(read -> read.reply().accept(new Reply.Refused("the server is stopping")));
  }

  private void begin(long nowNanos) {
    if (round.isPresent() || gathering.isEmpty()) {
      return;
    }
    round = asker.ask();
    if (round.isPresent()) {
      askedNanos = nowNanos;
      asked = gathering;
      gathering = new ArrayList<>();
    }
  }

  private static void expire(List<Read> reads, long nowNanos) {
    for (Iterator<Read> i = reads.iterator(); i.hasNext(); ) {
      Read read = i.next();
      if (read.deadlineNanos() - nowNanos <= 0) {
        i.remove();
        read.reply()
            .accept(new Reply.Refused("no leader confirmed in time that the read is current"));
      }
    }
  }
}
