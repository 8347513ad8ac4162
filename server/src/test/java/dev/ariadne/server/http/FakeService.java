package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Metric;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.kv.Service;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A node without raft: a map; or one reply for all; or one that answers when it is told to. */
final class FakeService implements Service {

  private final Map<String, Reply.Found> values = new TreeMap<>();
  private final List<Request> asked = new ArrayList<>();
  private final Deque<Consumer<Reply>> held = new ArrayDeque<>();
  private Reply always;
  private boolean holding;
  private long index;

  @Override
  public synchronized void submit(Request request, Consumer<Reply> reply) {
    asked.add(request);
    if (holding) {
      held.add(reply);
    } else {
      Reply answer = always == null ? answer(request) : always;
      // On another thread, as a node would.
      Thread.startVirtualThread(() -> reply.accept(answer));
    }
  }

  synchronized void alwaysReplies(Reply reply) {
    always = reply;
  }

  synchronized void holdsReplies() {
    holding = true;
  }

  /** Answers the request that has been held longest. */
  void release(Reply reply) {
    Consumer<Reply> next;
    synchronized (this) {
      next = held.remove();
    }
    next.accept(reply);
  }

  synchronized int held() {
    return held.size();
  }

  synchronized List<Request> asked() {
    return List.copyOf(asked);
  }

  private Reply answer(Request request) {
    return switch (request) {
      case Request.Get get ->
          values.containsKey(get.key()) ? values.get(get.key()) : new Reply.NotFound();
      case Request.Put(var key, Bytes value, Condition condition, var id) -> {
        index++;
        values.put(key, new Reply.Found(value, index));
        yield new Reply.Written(index);
      }
      case Request.Delete delete -> new Reply.Deleted(values.remove(delete.key()) != null);
      case Request.Append append -> new Reply.Appended(++index, append.suffix().length());
      case Request.Increment increment -> new Reply.Counted(++index, increment.amount());
      case Request.Health() -> new Reply.Health(Optional.empty(), List.of());
      case Request.Metrics() ->
          new Reply.Metrics(List.of(Metric.gauge("ariadne_index", "Index.", index)));
      case Request.AddMember add -> new Reply.MembersChanged();
      case Request.RemoveMember remove -> new Reply.NoSuchMember(remove.id());
      case Request.Members() -> new Reply.Refused("this is no node");
      case Request.Status() -> new Reply.Refused("this is no node");
    };
  }
}
