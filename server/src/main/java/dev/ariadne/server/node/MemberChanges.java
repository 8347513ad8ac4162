package dev.ariadne.server.node;

import dev.ariadne.server.base.PeerUrl;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.raft.Change;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Node;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Changes of the members that somebody waits for: clients of this node, and nodes that have passed
 * theirs on to this one. The same discipline as {@link Proposals}: what was passed on ends by the
 * leader's answer or is unknown, and what this node appended is refused only when an entry that
 * leaves no room for it was committed.
 */
final class MemberChanges {

  /** Questions that are remembered so that a frame which comes twice is not taken twice. */
  private static final int TAKEN_MAX = 1024;

  private sealed interface Stage {
    record Parked() implements Stage {}

    record Own(long index, long term) implements Stage {}

    record PassedOn() implements Stage {}
  }

  private static final class Waiting {
    final Origin number;
    final Change change;
    final long deadlineNanos;
    final Consumer<Reply> reply;
    Stage stage = new Stage.Parked();

    Waiting(Origin number, Change change, long deadlineNanos, Consumer<Reply> reply) {
      this.number = number;
      this.change = change;
      this.deadlineNanos = deadlineNanos;
      this.reply = reply;
    }
  }

  private final Node node;
  private final Transport transport;
  private final Supplier<Origin> numbers;
  private final Map<Origin, Waiting> waiting = new LinkedHashMap<>();
  private final LinkedHashSet<Origin> taken = new LinkedHashSet<>();

  /**
   * @param numbers never gives the same number twice
   */
  MemberChanges(Node node, Transport transport, Supplier<Origin> numbers) {
    this.node = node;
    this.transport = transport;
    this.numbers = numbers;
  }

  int size() {
    return waiting.size();
  }

  /** A client of this node wants a change. */
  void submit(Change change, long deadlineNanos, Consumer<Reply> reply) {
    Waiting w = new Waiting(numbers.get(), change, deadlineNanos, reply);
    waiting.put(w.number, w);
    offer(w);
  }

  /** Another node asks for a change, since it takes this one for the leader of its term. */
  void asked(Frame.ChangeRequest request, long deadlineNanos) {
    if (!taken.add(request.number())) {
      return;
    }
    if (taken.size() > TAKEN_MAX) {
      taken.remove(taken.getFirst());
    }
    Consumer<Reply> answer =
        reply ->
            transport.sendChanged(
                request.from(),
                request.fromAddress(),
                request.number(),
                verdict(reply),
                why(reply));
    Status now = node.status();
    if (now.role() != Status.RoleName.LEADER || request.term() != now.term()) {
      answer.accept(new Reply.Refused("the leader has just changed"));
      return;
    }
    Waiting w = new Waiting(request.number(), request.change(), deadlineNanos, answer);
    waiting.put(w.number, w);
    append(w);
  }

  /** The leader has answered what was passed on to it. */
  void answered(Frame.ChangeReply reply) {
    Waiting w = waiting.get(reply.number());
    if (w != null && w.stage instanceof Stage.PassedOn) {
      finish(
          w,
          switch (reply.verdict()) {
            case DONE -> new Reply.MembersChanged();
            case CONFLICT -> new Reply.MembersConflict(reply.why());
            case NO_SUCH_MEMBER -> new Reply.NoSuchMember(w.change.id());
            case REFUSED -> new Reply.Refused(reply.why());
            case UNKNOWN -> new Reply.Unknown(reply.why());
          });
    }
  }

  /** Offers what nobody has taken yet. */
  void retry() {
    for (Waiting w : all()) {
      if (w.stage instanceof Stage.Parked) {
        offer(w);
      }
    }
  }

  void expire(long nowNanos) {
    for (Waiting w : all()) {
      if (w.deadlineNanos - nowNanos <= 0) {
        finish(
            w,
            switch (w.stage) {
              case Stage.Parked() -> new Reply.Refused("no leader is known");
              case Stage.Own own ->
                  new Reply.Unknown("not known to be committed in time at index " + own.index());
              case Stage.PassedOn() ->
                  new Reply.Unknown("passed on to the leader, and no answer came in time");
            });
      }
    }
  }

  /** This entry is committed; called in the order of the log. */
  void committed(Entry entry) {
    for (Waiting w : all()) {
      if (w.stage instanceof Stage.Own(long index, long term)) {
        if (entry.index() == index && entry.term() == term) {
          finish(w, new Reply.MembersChanged());
        } else if (entry.index() >= index || entry.term() > term) {
          finish(w, new Reply.Refused("another leader's entries were committed in its place"));
        }
      }
    }
  }

  /** The state has jumped to a snapshot at this index. */
  void jumped(long upTo) {
    for (Waiting w : all()) {
      if (w.stage instanceof Stage.Own(long index, long term) && index <= upTo) {
        finish(w, new Reply.Unknown("a snapshot has replaced the log at its index"));
      }
    }
  }

  /** This node has been removed for certain: whoever wanted that has it. */
  void removed(int self) {
    for (Waiting w : all()) {
      if (w.change instanceof Change.Remove && w.change.id() == self) {
        finish(w, new Reply.MembersChanged());
      }
    }
  }

  void close() {
    for (Waiting w : all()) {
      finish(
          w,
          w.stage instanceof Stage.Parked
              ? new Reply.Refused("the server is stopping")
              : new Reply.Unknown("the server stopped before the outcome was known"));
    }
  }

  private void offer(Waiting w) {
    Status now = node.status();
    if (now.role() == Status.RoleName.LEADER) {
      append(w);
    } else if (now.leader() != 0) {
      w.stage = new Stage.PassedOn();
      transport.sendChange(now.leader(), now.term(), w.number, w.change);
    }
  }

  private void append(Waiting w) {
    Optional<String> malformed = malformed(w.change);
    if (malformed.isPresent()) {
      finish(w, new Reply.MembersConflict(malformed.get()));
      return;
    }
    switch (node.change(w.change)) {
      case Change.Outcome.Appended(long index, long term) -> w.stage = new Stage.Own(index, term);
      case Change.Outcome.Refused(Change.Why why) -> finish(w, refusal(w.change, why));
    }
  }

  /** Asked by the leader too: the one that passed a change on may not have looked. */
  private static Optional<String> malformed(Change change) {
    if (change.id() < 1) {
      return Optional.of("members' numbers begin at 1, " + change.id() + " is none");
    }
    return change instanceof Change.Add add && !PeerUrl.isValid(add.address())
        ? Optional.of("a peer URL is " + PeerUrl.FORM)
        : Optional.empty();
  }

  private static Reply refusal(Change change, Change.Why why) {
    return switch (why) {
      case NOT_LEADER -> new Reply.Refused("the leader has just changed");
      case TERM_NOT_COMMITTED ->
          new Reply.Refused("the leader is new and has committed nothing yet, try again");
      case UNDER_WAY ->
          new Reply.Refused("another change of the members is under way, one at a time");
      case HANDING_OVER -> new Reply.Refused("the leader is handing over");
      case BEHIND -> new Reply.Refused("member " + change.id() + " has not caught up");
      case ID_TAKEN -> new Reply.MembersConflict("there is a member " + change.id() + " already");
      case ADDRESS_TAKEN -> new Reply.MembersConflict("another member has this peer URL");
      case TOO_MANY -> new Reply.MembersConflict("there are as many members as there can be");
      case LAST_VOTER ->
          new Reply.MembersConflict("member " + change.id() + " is the last that votes");
      case ANOTHER_LIFE ->
          new Reply.MembersConflict(
              "member " + change.id() + " is another one than was meant: see /-/members");
      case NO_SUCH_MEMBER -> new Reply.NoSuchMember(change.id());
    };
  }

  private static Frame.Verdict verdict(Reply reply) {
    if (reply instanceof Reply.MembersChanged) {
      return Frame.Verdict.DONE;
    } else if (reply instanceof Reply.MembersConflict) {
      return Frame.Verdict.CONFLICT;
    } else if (reply instanceof Reply.NoSuchMember) {
      return Frame.Verdict.NO_SUCH_MEMBER;
    } else if (reply instanceof Reply.Refused) {
      return Frame.Verdict.REFUSED;
    }
    return Frame.Verdict.UNKNOWN;
  }

  private static String why(Reply reply) {
    if (reply instanceof Reply.MembersConflict(String why)) {
      return why;
    } else if (reply instanceof Reply.Refused(String why)) {
      return why;
    }
    return reply instanceof Reply.Unknown(String why) ? why : "";
  }

  private List<Waiting> all() {
    return new ArrayList<>(waiting.values());
  }

  private void finish(Waiting w, Reply reply) {
    if (waiting.remove(w.number) != null) {
      w.reply.accept(reply);
    }
  }
}
