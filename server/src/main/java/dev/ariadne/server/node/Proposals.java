package dev.ariadne.server.node;

import dev.ariadne.server.base.Invariant;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Result;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.Proposal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes that clients wait for, from the moment they come in until they are answered, each exactly
 * once: by the result when the command is applied, or by what is known when there is none.
 *
 * <ul>
 *   <li>It was never handed to raft: certainly nothing happened, <em>refused</em>.
 *   <li>This node appended it as leader, and an entry was committed that leaves no room for it:
 *       certainly lost, <em>refused</em>. It was never passed on, so there is no other copy of it.
 *   <li>Its time is up, or it was passed on and anything else is the case: <em>unknown</em>.
 * </ul>
 */
final class Proposals {

  /** Hands a command to raft. */
  interface Proposer {
    Given propose(Payload.Command command);
  }

  /** What raft did with a command. */
  sealed interface Given {
    /** It is in this node's log, which leads. */
    record Appended(long index, long term) implements Given {}

    /** It has left for the leader. */
    record Forwarded() implements Given {}

    /** Nobody has it; it may be offered again. */
    record NotTaken(String why) implements Given {}

    /** The same in raft's words. */
    static Given of(Proposal proposal) {
      return switch (proposal) {
        case Proposal.Appended(long index, long term) -> new Appended(index, term);
        case Proposal.Forwarded forwarded -> new Forwarded();
        case Proposal.Refused(Proposal.Why why) ->
            new NotTaken(
                switch (why) {
                  case NO_LEADER -> "no leader is known";
                  case OVERLOADED -> "too much is waiting to be committed already";
                  case HANDING_OVER -> "the leader is handing over";
                });
      };
    }
  }

  private sealed interface Stage {
    record Parked(String why) implements Stage {}

    record Own(long index, long term) implements Stage {}

    record PassedOn() implements Stage {}
  }

  private static final class Waiting {
    final Payload.Command command;
    final Consumer<Reply> reply;
    final long deadlineNanos;
    Stage stage = new Stage.Parked("it came too late to be tried");

    Waiting(Payload.Command command, Consumer<Reply> reply, long deadlineNanos) {
      this.command = command;
      this.reply = reply;
      this.deadlineNanos = deadlineNanos;
    }
  }

  private static final String REPLACED = "another leader's entries were committed in its place";

  private final Proposer proposer;

  /** By arrival, so by deadline too. Invariant: holds what is in parked and ownByIndex. */
  private final Map<Origin, Waiting> waiting = new LinkedHashMap<>();

  private final ArrayDeque<Waiting> parked = new ArrayDeque<>();
  private final SortedMap<Long, Waiting> ownByIndex = new TreeMap<>();

  /** The highest term of which an entry is known to be committed. */
  private long committedTerm;

  Proposals(Proposer proposer) {
    this.proposer = proposer;
  }

  int size() {
    return waiting.size();
  }

  void submit(Payload.Command command, long deadlineNanos, Consumer<Reply> reply) {
    Waiting w = new Waiting(command, reply, deadlineNanos);
    Invariant.check(
        waiting.put(command.origin(), w) == null, "origin %s is used twice", command.origin());
    if (!parked.isEmpty() || !offer(w)) {
      parked.add(w);
    }
  }

  /** Offers what nobody has taken yet, in order, as long as raft takes it. */
  void retry() {
    while (!parked.isEmpty() && offer(parked.peek())) {
      parked.remove();
    }
  }

  /** Answers what has waited long enough. */
  void expire(long nowNanos) {
    Iterator<Waiting> oldest = waiting.values().iterator();
    List<Waiting> due = new ArrayList<>();
    while (oldest.hasNext()) {
      Waiting w = oldest.next();
      if (w.deadlineNanos - nowNanos > 0) {
        break;
      }
      due.add(w);
    }
    for (Waiting w : due) {
      finish(
          w,
          switch (w.stage) {
            case Stage.Parked(String why) -> new Reply.Refused(why);
            case Stage.Own own ->
                new Reply.Unknown("not known to be committed in time at index " + own.index());
            case Stage.PassedOn() ->
                new Reply.Unknown("passed on to the leader, and no answer came in time");
          });
    }
  }

  /** A command has been applied, with this result. */
  void applied(Payload.Command command, Result result) {
    Waiting w = waiting.get(command.origin());
    if (w == null) {
      return;
    }
    finish(
        w,
        switch (result) {
          case Result.Written(long revision) -> new Reply.Written(revision);
          case Result.CompareFailed(long revision) -> new Reply.CompareFailed(revision);
          case Result.Deleted(boolean existed) -> new Reply.Deleted(existed);
          case Result.Appended(long revision, long length) -> new Reply.Appended(revision, length);
          case Result.Counted(long revision, long number) -> new Reply.Counted(revision, number);
          case Result.Unfit(Result.Why why, long revision) -> new Reply.Unfit(why, revision);
          case Result.TooLate() ->
              new Reply.Unknown("it was committed too late to be told from a repetition");
          case Result.Malformed() -> new Reply.Refused("the command could not be read");
        });
  }

  /**
   * This entry is committed; called in the order of the log, after {@link #applied} for its
   * command. An own proposal that was to be at its index, and is not, is lost for certain. So is
   * one of an earlier term at any later index, since terms never fall along a log.
   */
  void committed(Entry entry) {
    Waiting there = ownByIndex.get(entry.index());
    if (there != null) {
      finish(there, new Reply.Refused(REPLACED));
    }
    if (entry.term() > committedTerm) {
      committedTerm = entry.term();
      for (Waiting w : new ArrayList<>(ownByIndex.values())) {
        if (w.stage instanceof Stage.Own own && own.term() < committedTerm) {
          finish(w, new Reply.Refused(REPLACED));
        }
      }
    }
  }

  /**
   * The state has jumped to a snapshot at this index: entries up to it will never be seen here, so
   * what became of the proposals that were to be among them is not known.
   */
  void jumped(long index) {
    for (Waiting w : new ArrayList<>(ownByIndex.headMap(index + 1).values())) {
      finish(w, new Reply.Unknown("a snapshot has replaced the log at its index"));
    }
  }

  /** The node stops: everybody is told what is known. */
  void close() {
    for (Waiting w : new ArrayList<>(waiting.values())) {
      finish(
          w,
          w.stage instanceof Stage.Parked
              ? new Reply.Refused("the server is stopping")
              : new Reply.Unknown("the server stopped before the outcome was known"));
    }
  }

  private boolean offer(Waiting w) {
    return switch (proposer.propose(w.command)) {
      case Given.Appended(long index, long term) -> {
        w.stage = new Stage.Own(index, term);
        ownByIndex.put(index, w);
        yield true;
      }
      case Given.Forwarded() -> {
        w.stage = new Stage.PassedOn();
        yield true;
      }
      case Given.NotTaken(String why) -> {
        w.stage = new Stage.Parked(why);
        yield false;
      }
    };
  }

  private void finish(Waiting w, Reply reply) {
    waiting.remove(w.command.origin());
    switch (w.stage) {
      case Stage.Own(long index, long term) -> ownByIndex.remove(index, w);
      case Stage.Parked parkedStage -> parked.remove(w);
      case Stage.PassedOn() -> {
        // Only in waiting.
      }
    }
    w.reply.accept(reply);
  }
}
