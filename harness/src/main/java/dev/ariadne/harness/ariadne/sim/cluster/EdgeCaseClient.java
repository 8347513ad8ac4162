package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.ariadne.client.HttpRequest;
import dev.ariadne.harness.ariadne.sim.EventQueue;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.server.kv.Reply;
import java.util.List;

/**
 * A client that has a key to itself and does with it what no workload does: writes, appends and
 * deletions at a revision, that of the last answer or an older one; counts that leave 64 bits, or
 * that begin at what is no number; the same request once more, at another node. What it does is in
 * no history: the oracles judge its answers, and the state that they lead to. It ends with the
 * heal.
 */
public final class EdgeCaseClient {

  private static final String KEY = "/visitor";

  private static final List<String> VALUES =
      List.of("1", "", "word", Long.toString(Long.MAX_VALUE), Long.toString(Long.MIN_VALUE));

  private static final List<String> AMOUNTS =
      List.of("1", "-1", Long.toString(Long.MAX_VALUE), Long.toString(Long.MIN_VALUE));

  /** So many requests, more or less, until it comes back to another one. */
  private static final int KEPT_FOR = 30;

  private static final long MILLI = 1_000_000;

  private enum Wish {
    READ,
    PUT,
    PUT_AT_REVISION,
    APPEND_AT_REVISION,
    DELETE_AT_REVISION,
    DELETE,
    INCREMENT,
    LAST_AGAIN,
    KEPT_AGAIN
  }

  private static final List<Wish> WISHES = List.of(Wish.values());

  private final SimCluster cluster;
  private final SimExchanges exchanges;
  private final long betweenNanos;
  private final Decisions.Site gap;
  private final Decisions.Site wish;
  private final Decisions.Site node;
  private final Decisions.Site detail;

  /** The key's revision as of the last answer, and as of the one before; from 0. */
  private long revision;

  private long revisionBefore;
  private long requests;

  /** What it asked last, and one that it comes back to for long. */
  private HttpRequest last = HttpRequest.get(KEY);

  private HttpRequest kept = last;
  private boolean over;

  private EdgeCaseClient(SimCluster cluster, SimExchanges exchanges, long betweenMillis) {
    this.cluster = cluster;
    this.exchanges = exchanges;
    this.betweenNanos = betweenMillis * MILLI;
    Decisions decisions = cluster.world().decisions();
    this.gap = decisions.site("visitor/gap");
    this.wish = decisions.site("visitor/wish");
    this.node = decisions.site("visitor/node");
    this.detail = decisions.site("visitor/detail");
  }

  /** Begins, if the world's conditions have it so. */
  static EdgeCaseClient of(SimCluster cluster, SimExchanges exchanges) {
    long betweenMillis = cluster.world().conditions().edgeCaseMillis();
    EdgeCaseClient edgeCases = new EdgeCaseClient(cluster, exchanges, betweenMillis);
    edgeCases.over = betweenMillis == 0;
    edgeCases.expectTheNext();
    return edgeCases;
  }

  /** Asks for nothing more. */
  void end() {
    over = true;
  }

  private void expectTheNext() {
    if (!over) {
      long nanos = 1 + gap.pick((int) Math.min(2 * betweenNanos, Integer.MAX_VALUE));
      cluster.world().eventQueue().after(nanos, EventQueue.Kind.CLIENT, 0, this::ask);
    }
  }

  private void ask() {
    List<SimNode> up = cluster.inService().stream().filter(SimNode::running).toList();
    if (!over && !up.isEmpty()) {
      last = ask(WISHES.get(wish.pick(WISHES.size())));
      exchanges.pass(up.get(node.pick(up.size())), last, this::learn);
      kept = detail.pick(KEPT_FOR) == 0 ? last : kept;
    }
    expectTheNext();
  }

  private HttpRequest ask(Wish what) {
    return switch (what) {
      case READ -> HttpRequest.get(KEY);
      case PUT -> named(HttpRequest.put(KEY, one(VALUES)));
      case PUT_AT_REVISION -> named(HttpRequest.put(KEY, one(VALUES), atRevision()));
      case APPEND_AT_REVISION -> named(HttpRequest.post("/-/append" + KEY, "0", atRevision()));
      case DELETE_AT_REVISION -> named(HttpRequest.post("/-/delete" + KEY, "", atRevision()));
      case DELETE -> named(HttpRequest.post("/-/delete" + KEY, ""));
      case INCREMENT -> named(HttpRequest.post("/-/increment" + KEY, one(AMOUNTS)));
      case LAST_AGAIN -> last;
      case KEPT_AGAIN -> kept;
    };
  }

  private String one(List<String> of) {
    return of.get(detail.pick(of.size()));
  }

  private String atRevision() {
    long known = detail.pick(3) == 2 ? revisionBefore : revision;
    return "If-Match: \"" + Math.max(1, known) + "\"";
  }

  /** Half of the requests have a name. */
  private HttpRequest named(HttpRequest ask) {
    return detail.pick(2) == 0 ? ask : ask.with("Ariadne-Request: visitor/" + ++requests);
  }

  private void learn(Reply reply) {
    long told =
        switch (reply) {
          case Reply.Found found -> found.revision();
          case Reply.Written written -> written.revision();
          case Reply.Appended appended -> appended.revision();
          case Reply.Counted counted -> counted.revision();
          case Reply.CompareFailed failed -> failed.revision();
          case Reply.Unfit unfit -> unfit.revision();
          default -> 0;
        };
    if (told > revision) {
      revisionBefore = revision;
      revision = told;
    }
  }
}
