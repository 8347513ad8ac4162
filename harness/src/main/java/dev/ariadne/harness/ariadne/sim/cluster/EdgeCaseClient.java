package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.ariadne.client.HttpRequest;
import dev.ariadne.harness.ariadne.sim.EventQueue;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.server.kv.Reply;
import java.util.List;
import java.util.Optional;

/**
 * A client that has a key to itself and does with it what no workload does: writes, appends and
 * deletions under every condition, with the revision of the last answer or an older one; counts
 * that leave 64 bits, or that begin at what is no number; the same request once more, at another
 * node; stale reads and reports. It also sends requests that have to be refused: malformed ones,
 * and changes of the members that conflict with the members as they are. What it does is in no
 * history: the oracles judge what the node understands, what it answers, and the state that this
 * leads to. It ends with the heal.
 */
public final class EdgeCaseClient {

  private static final String KEY = "/visitor";

  private static final List<String> VALUES =
      List.of(
          "1",
          "",
          "word",
          Long.toString(Long.MAX_VALUE),
          Long.toString(Long.MIN_VALUE),
          "1 1",
          "a+b%20c",
          "\u00e9\u20ac\n\"~");

  /** Names of clients of their own, some of which differ in case only. */
  private static final List<String> NAMES =
      List.of("visitor", "Visitor", "visitor.2", "~!\"#$%&'()*+,-.:;<=>?@[]^_`{|}");

  /** Keys of which none is another one, however much they look alike. */
  private static final List<String> KEYS =
      List.of(KEY + "?", KEY + "?a=1", KEY + "%20", "/" + KEY, KEY + "/", "/Visitor", "/60/-/");

  /** Bodies that are no amounts: each is refused. */
  private static final List<String> NO_AMOUNTS =
      List.of(
          "ten",
          "1.5",
          "+1",
          " 1",
          "1 ",
          "-",
          "9223372036854775808",
          "0x1",
          "000000000000000000001");

  /** Headers that have no meaning in a write, or none at all: each is refused. */
  private static final List<String> NO_HEADERS =
      List.of(
          "Ariadne-If-Valeu: 1",
          "Ariadne-Read: stale",
          "Ariadne-Incarnation: 0000000000000001",
          "If-Match: 17",
          "If-Match: \"\"",
          "If-Match: \"-1\"",
          "If-Match: W/\"1\"",
          "If-Match: \"1\", \"2\"",
          "If-None-Match: \"1\"",
          "Ariadne-If-Value: 50%",
          "Ariadne-If-Value: %4",
          "Ariadne-Request: visitor",
          "Ariadne-Request: /1",
          "Ariadne-Request: visitor/-1",
          "Ariadne-Request: visitor/1/2",
          "Ariadne-Request: visitor/9223372036854775808",
          "Content-Range: bytes 0-1/2");

  /** A number that no member has. */
  private static final int NO_MEMBER = 60;

  private static final String NO_ADDRESS = "http://nowhere:1";

  private static final List<String> AMOUNTS =
      List.of("1", "-1", Long.toString(Long.MAX_VALUE), Long.toString(Long.MIN_VALUE));

  private static final List<String> REPORTS =
      List.of("/-/members", "/-/status", "/-/health", "/-/metrics", "/-/nothing");

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
    CONDITIONAL,
    OTHER_KEY,
    REPORT,
    MALFORMED,
    MEMBER_CONFLICT,
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

  /** The last request, and an older one that is repeated for long. */
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
      case CONDITIONAL -> named(changes(one(VALUES), condition()));
      case OTHER_KEY -> otherKey();
      case REPORT -> HttpRequest.get(one(REPORTS));
      case MALFORMED -> malformed();
      case MEMBER_CONFLICT -> memberConflict();
      case LAST_AGAIN -> last;
      case KEPT_AGAIN -> kept;
    };
  }

  /** A write, an append or a deletion under a header. */
  private HttpRequest changes(String value, String header) {
    return switch (detail.pick(3)) {
      case 0 -> HttpRequest.put(KEY, value, header);
      case 1 -> HttpRequest.post("/-/append" + KEY, value, header);
      default -> HttpRequest.post("/-/delete" + KEY, "", header);
    };
  }

  private String condition() {
    return switch (detail.pick(4)) {
      case 0 -> "If-None-Match: *";
      case 1 -> atRevision();
      case 2 -> "Ariadne-If-Value: " + HttpRequest.encoded(one(VALUES));
      default -> "ariadne-if-value: " + one(List.of("1", "", "word", "1 1", "1+1", "a+b%2520c"));
    };
  }

  private HttpRequest otherKey() {
    String key = one(KEYS);
    return switch (detail.pick(4)) {
      case 0 -> HttpRequest.get(key);
      case 1 -> HttpRequest.get(key, "Ariadne-Read: stale");
      case 2 -> named(HttpRequest.put(key, one(VALUES)));
      default -> named(HttpRequest.post("/-/delete" + key, ""));
    };
  }

  /** A request that no node may act on. */
  private HttpRequest malformed() {
    return switch (detail.pick(8)) {
      case 0 -> HttpRequest.post("/-/increment" + KEY, one(NO_AMOUNTS));
      case 1 -> HttpRequest.post("/-/increment" + KEY, "1", condition());
      case 2 -> changes(one(VALUES), one(NO_HEADERS));
      case 3 -> changes(one(VALUES), "If-None-Match: *").with("Ariadne-If-Value: 1");
      case 4 -> HttpRequest.get(KEY, "Ariadne-Read: fresh");
      case 5 -> HttpRequest.get(KEY, atRevision());
      case 6 -> HttpRequest.post(KEY, NO_ADDRESS);
      default ->
          HttpRequest.post(
              "/" + NO_MEMBER, one(List.of("", "n1", "https://n1:1", "http://n1:65536")));
    };
  }

  /**
   * A change that does not fit the members, whatever else changes them meanwhile: the node that
   * keeps its log is a member for ever, and its address is taken.
   */
  private HttpRequest memberConflict() {
    SimNode keeper = cluster.keeper();
    List<SimNode> nodes = List.copyOf(cluster.world().nodes());
    SimNode node = nodes.get(detail.pick(nodes.size()));
    return switch (detail.pick(5)) {
      case 0 -> HttpRequest.post("/" + keeper.id(), NO_ADDRESS);
      case 1 -> HttpRequest.post("/" + NO_MEMBER, keeper.address());
      case 2 -> new HttpRequest("DELETE", "/" + NO_MEMBER, List.of(), Optional.empty());
      case 3 -> HttpRequest.deleteMember(node.id(), 1 + detail.pick(1000));
      default -> HttpRequest.deleteMember(keeper.id(), 0);
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
    return detail.pick(2) == 0
        ? ask
        : ask.with("Ariadne-Request: " + one(NAMES) + "/" + ++requests);
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
