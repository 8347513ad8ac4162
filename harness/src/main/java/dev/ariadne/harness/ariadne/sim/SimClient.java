package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.ariadne.Call;
import dev.ariadne.harness.ariadne.Completions;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.kv.RequestId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Talks to one node. A request takes its time to get there, and so does the answer; either may be
 * held or lost on the way, and a node may end in between. What that means for the operation is the
 * same as for a client of a live node, with the same limits.
 */
final class SimClient implements Client {

  private static final long MILLI = 1_000_000;

  /** From sending to the end of the answer. */
  static final long LIMIT_NANOS = 5_000 * MILLI;

  /** How long a node that is down is tried again. */
  private static final long PATIENCE_NANOS = 500 * MILLI;

  private static final long BETWEEN_TRIES_NANOS = 25 * MILLI;
  private static final long BETWEEN_DOUBTFUL_TRIES_NANOS = 250 * MILLI;

  private static final int WAY_NANOS_MIN = 50_000;
  private static final int WAY_NANOS_SPREAD = 500_000;

  private final SimWorld world;
  private final SimNode node;
  private final Exchanges exchanges;
  private final boolean staleReads;
  private final Padding padding;
  private boolean closed;

  SimClient(SimWorld world, SimNode node, Exchanges exchanges) {
    this.world = world;
    this.node = node;
    this.exchanges = exchanges;
    this.staleReads = world.conditions().staleReads();
    this.padding = new Padding(world.conditions().valueBytes());
  }

  @Override
  public void invoke(Op invocation, Consumer<Op> completion) {
    Call call = Call.of(invocation);
    long pause =
        invocation.extra().get("tries") instanceof Long tries
            ? (tries - 1) * BETWEEN_DOUBTFUL_TRIES_NANOS
            : 0;
    Request request = request(call);
    long until = world.now() + pause + PATIENCE_NANOS;
    knock(pause + exchanges.way(node).nanos(), call, request, until, completion);
  }

  /** A request comes to the node; if that is down, the client hears of it at once. */
  private void knock(
      long inNanos, Call call, Request request, long until, Consumer<Op> completion) {
    world
        .timeline()
        .after(
            inNanos,
            Timeline.Kind.CLIENT,
            node.id(),
            () -> {
              if (node.running()) {
                exchanges.begin(node, call, request, completion);
              } else if (world.now() < until && !closed) {
                knock(BETWEEN_TRIES_NANOS, call, request, until, completion);
              } else {
                completion.accept(Completions.notSent(call, "connection refused"));
              }
            });
  }

  @Override
  public void close() {
    closed = true;
  }

  private Request request(Call call) {
    String key = call.key().toString();
    Optional<RequestId> id =
        call.invocation().extra().get("request") instanceof String name
            ? Optional.of(id(name))
            : Optional.empty();
    return switch (call) {
      case Call.Read read -> new Request.Get(key, staleReads);
      case Call.Write write ->
          new Request.Put(key, text(write.value()), new Condition.Always(), id);
      case Call.Delete delete -> new Request.Delete(key, new Condition.Always(), id);
      case Call.Append append ->
          new Request.Append(
              key,
              Bytes.utf8(padding.padded(append.element().toString()) + ","),
              new Condition.Always(),
              id);
      case Call.Increment increment -> new Request.Increment(key, (Long) increment.by(), id);
      case Call.Cas cas -> new Request.Put(key, text(cas.to()), expected(cas.from()), id);
    };
  }

  private Condition expected(Object value) {
    return value.equals(Completions.ABSENT)
        ? new Condition.Absent()
        : new Condition.ValueIs(text(value));
  }

  private Bytes text(Object value) {
    return Bytes.utf8(padding.padded(value.toString()));
  }

  private static RequestId id(String name) {
    int slash = name.lastIndexOf('/');
    return new RequestId(name.substring(0, slash), Long.parseLong(name.substring(slash + 1)));
  }

  /** What a node's reply means, by way of what HTTP would have made of it. */
  static Op completed(Call call, Reply reply, Padding padding) {
    return switch (reply) {
      case Reply.Found(Bytes value, long revision) ->
          Completions.answered(call, 200, padding.stripped(value.utf8()));
      case Reply.NotFound() -> Completions.answered(call, 404, "");
      case Reply.Written written -> Completions.answered(call, 204, "");
      case Reply.CompareFailed failed -> Completions.answered(call, 412, "");
      case Reply.Deleted(boolean existed) -> Completions.answered(call, existed ? 204 : 404, "");
      case Reply.Appended(long revision, long length) ->
          Completions.answered(call, 200, Long.toString(length));
      case Reply.Counted(long revision, long number) ->
          Completions.answered(call, 200, Long.toString(number));
      case Reply.Unfit unfit -> Completions.answered(call, 409, "unfit: " + unfit.why());
      case Reply.TooLarge tooLarge -> Completions.answered(call, 413, "too large");
      case Reply.Refused(String why) -> Completions.answered(call, 503, why);
      case Reply.Unknown(String why) -> Completions.answered(call, 504, why);
      case Reply.MembersChanged() -> unexpected(reply);
      case Reply.MembersConflict conflict -> unexpected(reply);
      case Reply.NoSuchMember absent -> unexpected(reply);
      case Reply.MemberList members -> unexpected(reply);
      case Reply.Health health -> unexpected(reply);
      case Reply.Metrics metrics -> unexpected(reply);
      case Reply.Report report -> unexpected(reply);
    };
  }

  private static Op unexpected(Reply reply) {
    throw new SimWorld.HarnessFailure("no answer to a client's operation: " + reply);
  }

  /** How long a message between a client and a node takes. */
  record Way(Decisions.Site site) {
    long nanos() {
      return WAY_NANOS_MIN + site.pick(WAY_NANOS_SPREAD);
    }
  }
}
