package dev.ariadne.server.node;

import dev.ariadne.server.kv.Command;
import dev.ariadne.server.kv.Limits;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.port.Clock;
import dev.ariadne.server.raft.Change;
import dev.ariadne.server.raft.Node;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.Status;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What clients ask of a node: each request goes to the part that answers it, or is refused. */
final class Clients {

  /** Who answers what. */
  record Parts(
      Node node,
      Proposals proposals,
      Reads reads,
      MemberChanges changes,
      Origins origins,
      NodeMetrics metrics,
      Tally tally) {

    /** How many wait for an answer. */
    int waiting() {
      return proposals.size() + reads.size() + changes.size();
    }
  }

  private final ServerOptions options;
  private final Clock clock;
  private final Parts parts;
  private final Reads.Lookup state;
  private final Supplier<Reply> report;
  private final Runnable pump;

  /**
   * @param state reads a key from this node's own state, as it stands
   * @param report the node about itself
   * @param pump carries out what has come up; called whenever raft was asked for something
   */
  Clients(
      ServerOptions options,
      Clock clock,
      Parts parts,
      Reads.Lookup state,
      Supplier<Reply> report,
      Runnable pump) {
    this.options = options;
    this.clock = clock;
    this.parts = parts;
    this.state = state;
    this.report = report;
    this.pump = pump;
  }

  /**
   * Takes a request; the reply comes later, or at once.
   *
   * @param refusal why none is taken but those about the node itself, if that is so
   */
  void submit(Request request, Optional<String> refusal, Consumer<Reply> asker) {
    Consumer<Reply> reply = parts.tally().counting(request, asker);
    Optional<Reply> refused =
        refusal
            .filter(why -> !(request instanceof Request.Status))
            .<Reply>map(Reply.Refused::new)
            .or(() -> Limits.DEFAULT.refuse(request));
    if (refused.isPresent()) {
      reply.accept(refused.get());
      return;
    }
    Node node = parts.node();
    switch (request) {
      case Request.Status() -> reply.accept(report.get());
      case Request.Health() -> {
        Status now = node.status();
        reply.accept(new Reply.Health(Health.unwell(now), Health.warnings(now)));
      }
      case Request.Metrics() ->
          reply.accept(new Reply.Metrics(parts.metrics().read(node.status())));
      case Request.Members() -> reply.accept(new Reply.MemberList(node.status()));
      case Request.AddMember(int id, String address) -> change(new Change.Add(id, address), reply);
      case Request.RemoveMember(int id, OptionalLong incarnation) ->
          change(new Change.Remove(id, incarnation), reply);
      case Request.Get get -> {
        if (get.stale()) {
          reply.accept(state.read(get.key()));
        } else if (mayWait(reply)) {
          parts.reads().submit(get.key(), clock.nanos(), deadline(), reply);
          pump.run();
        }
      }
      case Request.Write write -> {
        if (mayWait(reply)) {
          Payload.Command command =
              new Payload.Command(
                  parts.origins().get(), node.status().commit(), Command.encode(Command.of(write)));
          parts.proposals().submit(command, deadline(), reply);
          pump.run();
        }
      }
    }
  }

  /** Another node asks for a change of the members on behalf of its client. */
  void passedOn(Frame.ChangeRequest request) {
    parts.changes().asked(request, deadline());
    pump.run();
  }

  private void change(Change change, Consumer<Reply> reply) {
    if (mayWait(reply)) {
      parts.changes().submit(change, deadline(), reply);
      pump.run();
    }
  }

  private boolean mayWait(Consumer<Reply> reply) {
    if (parts.waiting() < options.requestsMax()) {
      return true;
    }
    reply.accept(
        new Reply.Refused(options.requestsMax() + " requests are waiting already, try later"));
    return false;
  }

  private long deadline() {
    return clock.nanos() + options.requestMillis() * 1_000_000;
  }
}
