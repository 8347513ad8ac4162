package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.ariadne.client.Completions;
import dev.ariadne.harness.ariadne.client.HttpRequest;
import dev.ariadne.harness.ariadne.client.KvOperation;
import dev.ariadne.harness.ariadne.client.RevisionCache;
import dev.ariadne.harness.ariadne.oracle.HttpAsDocumented;
import dev.ariadne.harness.ariadne.sim.EventQueue;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.ariadne.sim.Situation;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.http.Answer;
import dev.ariadne.server.http.HttpMeaning;
import dev.ariadne.server.kv.Limits;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Requests that nodes have been sent, each until its client knows what became of it: it is
 * answered, the node ends and with it the connection, or the client has waited long enough.
 */
final class SimExchanges {

  private static final class Exchange {
    private final KvOperation call;
    private final long deadline;
    private Consumer<Op> completion;

    Exchange(KvOperation call, long deadline, Consumer<Op> completion) {
      this.call = call;
      this.deadline = deadline;
      this.completion = completion;
    }

    boolean over() {
      return completion == null;
    }

    /** Whatever comes first counts. */
    void end(Op op) {
      Consumer<Op> once = completion;
      completion = null;
      if (once != null) {
        once.accept(op);
      }
    }
  }

  private final SimWorld world;
  private final SimClientLinks clientLinks;
  private final HttpMeaning http = new HttpMeaning(Limits.DEFAULT);
  private final ValuePadding padding;
  private final RevisionCache revisions = new RevisionCache();

  /** By node: those whose answer would still come over an open connection. */
  private final List<Set<Exchange>> open = new ArrayList<>();

  private final List<SimClient.Way> ways = new ArrayList<>();

  /** All that are not known to be over, by deadline. */
  private final Deque<Exchange> byDeadline = new ArrayDeque<>();

  private boolean waiting;

  SimExchanges(SimWorld world, SimClientLinks clientLinks) {
    this.world = world;
    this.clientLinks = clientLinks;
    this.padding = new ValuePadding(world.conditions().valueBytes());
  }

  private void makeRoom(int id) {
    while (open.size() <= id) {
      String name = "client/n" + open.size() + "/way";
      open.add(new LinkedHashSet<>());
      ways.add(new SimClient.Way(world.decisions().site(name)));
    }
  }

  SimClient.Way way(SimNode node) {
    makeRoom(node.id());
    return ways.get(node.id());
  }

  /** A request has come to a node that runs. */
  void begin(SimNode node, KvOperation call, HttpRequest request, Consumer<Op> completion) {
    Exchange exchange =
        new Exchange(call, world.now() + world.conditions().clientNanos(), completion);
    open.get(node.id()).add(exchange);
    byDeadline.add(exchange);
    expectTheNextToExpire();
    clientLinks.in(node.name(), () -> submit(node, exchange, request));
  }

  private void submit(SimNode node, Exchange exchange, HttpRequest ask) {
    node.receive(
        () -> {
          switch (understood(node, ask)) {
            case HttpMeaning.Asks(Request request) ->
                node.ask(request, reply -> answered(node, exchange, answer(node, reply)));
            case HttpMeaning.Answered(Answer answer) -> answered(node, exchange, answer);
          }
        });
  }

  /** A request of somebody whose operations are in no history comes to a node that runs. */
  void pass(SimNode node, HttpRequest ask, Consumer<Reply> answered) {
    node.receive(() -> passNow(node, ask, answered));
  }

  /** The same for a node that has received the request and looks at it. */
  void passNow(SimNode node, HttpRequest ask, Consumer<Reply> answered) {
    if (understood(node, ask) instanceof HttpMeaning.Asks(Request request)) {
      node.ask(
          request,
          reply -> {
            answer(node, reply);
            answered.accept(reply);
          });
    }
  }

  private Answer answer(SimNode node, Reply reply) {
    Answer answer = HttpMeaning.answer(reply);
    HttpAsDocumented.mistold(reply, answer)
        .ifPresent(wrong -> world.complain(HttpAsDocumented.NAME, node.name() + ": " + wrong));
    return answer;
  }

  private HttpMeaning.Understood understood(SimNode node, HttpRequest ask) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String line : ask.headers()) {
      int colon = line.indexOf(':');
      headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1)));
    }
    Bytes body = ask.body().map(Bytes::utf8).orElse(Bytes.EMPTY);
    HttpMeaning.Understood understood = http.understand(ask.method(), ask.path(), headers, body);
    HttpAsDocumented.misunderstood(ask, understood)
        .ifPresent(wrong -> world.complain(HttpAsDocumented.NAME, node.name() + ": " + wrong));
    return understood;
  }

  private void answered(SimNode node, Exchange exchange, Answer answer) {
    clientLinks.out(
        node.name(),
        () ->
            world
                .eventQueue()
                .after(
                    way(node).nanos(),
                    EventQueue.Kind.CLIENT,
                    node.id(),
                    () -> arrived(node, exchange, answer)));
  }

  private void arrived(SimNode node, Exchange exchange, Answer answer) {
    if (!open.get(node.id()).remove(exchange)) {
      return;
    }
    if (exchange.over()) {
      world.count(Situation.LATE_ANSWER);
    } else {
      exchange.end(completed(exchange.call, answer));
    }
  }

  /** Returns the completion that a node's answer means. */
  private Op completed(KvOperation call, Answer answer) {
    Op op = Completions.answered(call, answer.status(), padding.stripped(answer.body().utf8()));
    Optional<String> tag =
        answer.headers().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(RevisionCache.HEADER))
            .map(Map.Entry::getValue)
            .findFirst();
    revisions.note(call, op, tag);
    return op;
  }

  /** Returns the revisions that all clients together have seen. */
  RevisionCache revisions() {
    return revisions;
  }

  /** The node has ended: its connections are reset, and what it had answered is lost with them. */
  void reset(SimNode node) {
    makeRoom(node.id());
    List<Exchange> cut = new ArrayList<>(open.get(node.id()));
    open.get(node.id()).clear();
    if (cut.isEmpty()) {
      return;
    }
    world
        .eventQueue()
        .after(
            way(node).nanos(),
            EventQueue.Kind.CLIENT,
            node.id(),
            () -> {
              for (Exchange exchange : cut) {
                exchange.end(Completions.noAnswer(exchange.call, "connection reset"));
              }
            });
  }

  private void expectTheNextToExpire() {
    while (!byDeadline.isEmpty() && byDeadline.peek().over()) {
      byDeadline.poll();
    }
    if (!waiting && !byDeadline.isEmpty()) {
      waiting = true;
      world.eventQueue().at(byDeadline.peek().deadline, EventQueue.Kind.CLIENT, 0, this::expire);
    }
  }

  private void expire() {
    waiting = false;
    while (!byDeadline.isEmpty()
        && (byDeadline.peek().over() || byDeadline.peek().deadline <= world.now())) {
      Exchange exchange = byDeadline.poll();
      if (!exchange.over()) {
        exchange.end(Completions.noAnswer(exchange.call, "no answer in time"));
      }
    }
    expectTheNextToExpire();
  }
}
