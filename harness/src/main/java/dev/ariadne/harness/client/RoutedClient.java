package dev.ariadne.harness.client;

import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.Output;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.generator.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Sends operations to one node, or to the nodes in turn, and repeats them if allowed.
 *
 * <p>A client that stays with its node takes another one when its own has left the cluster for
 * good. It prefers a node that has joined since.
 *
 * <p>An operation may name its node and its way to be repeated: {@link Invocation#NODE}, {@link
 * Invocation#RETRY}. Its further tries go to the nodes in turn.
 *
 * <p>A completion has {@code :node}, the node of the last answer, if that is not the client's own
 * node or if clients hop; {@code :tries} if there was more than one; {@code :request} if the
 * operation had an id. The invocation tells a connection the last two.
 *
 * <p>After a doubtful try only an answer settles the outcome: a success, or, under a request id, a
 * failed comparison, which is also the answer to the first copy. A refusal of a later copy says
 * nothing about the first.
 */
final class RoutedClient implements Client {

  private final Cluster cluster;
  private final List<String> homes;
  private final boolean hop;
  private final Retry usual;

  /** Connections by node, each opened when first needed. */
  private final Map<String, Client> open = new TreeMap<>();

  private final String home;

  /** The node of a client that stays. */
  private String own = "";

  private int next;
  private boolean closed;

  /**
   * @param homes the nodes at the beginning of the test
   * @param first number of the first node; taken modulo the number of nodes
   */
  RoutedClient(Cluster cluster, List<String> homes, int first, boolean hop, Retry retry) {
    this.cluster = cluster;
    this.homes = List.copyOf(homes);
    this.home = homes.get(Math.floorMod(first, homes.size()));
    this.next = first;
    this.hop = hop;
    this.usual = retry;
  }

  @Override
  public void invoke(Op invocation, Consumer<Op> completion) {
    TreeMap<String, Object> extra = new TreeMap<>(invocation.extra());
    Retry retry = retry(invocation);
    if (retry == Retry.ID && retry.sendsAgain(invocation)) {
      // A process is never used again and an index never given twice: nobody else has this name.
      extra.put("request", "p" + invocation.process() + "/" + invocation.index());
    }
    attempt(with(invocation, invocation.type(), extra), 1, null, completion);
  }

  /**
   * @param doubt the completion of the last doubtful try, null if there was none
   */
  private void attempt(Op op, int tries, Op doubt, Consumer<Op> completion) {
    String node;
    Client client;
    synchronized (this) {
      if (closed) {
        node = null;
        client = null;
      } else {
        node = tries == 1 ? node(op) : nextNode(op);
        client = open.computeIfAbsent(node, cluster::client);
      }
    }
    if (client == null) {
      Op last = doubt == null ? with(op, Op.Type.FAIL, op.extra()) : doubt;
      completion.accept(told(last, tries - 1, ""));
      return;
    }
    String asked = node;
    TreeMap<String, Object> extra = new TreeMap<>(op.extra());
    if (tries > 1) {
      extra.put("tries", (long) tries);
    }
    client.invoke(
        with(op, op.type(), extra),
        answer -> answered(op, tries, doubt, asked, answer, completion));
  }

  /** How an operation is repeated: as it says itself, else as this client does. */
  private Retry retry(Op op) {
    return op.extra().get(Invocation.RETRY) instanceof String word ? Retry.of(word) : usual;
  }

  /** The node of the first try: the one that the operation names, else this client's. */
  private String node(Op op) {
    return op.extra().get(Invocation.NODE) instanceof String named
            && cluster.nodes().contains(named)
        ? named
        : hop ? nextNode() : ownNode();
  }

  /** The node of a further try. An operation that names its node goes to the others, too. */
  private String nextNode(Op op) {
    return hop || op.extra().containsKey(Invocation.NODE) ? nextNode() : ownNode();
  }

  private String nextNode() {
    List<String> nodes = cluster.nodes();
    return nodes.get(Math.floorMod(next++, nodes.size()));
  }

  private String ownNode() {
    List<String> nodes = cluster.nodes();
    if (!nodes.contains(own)) {
      List<String> fresh = nodes.stream().filter(node -> !homes.contains(node)).toList();
      List<String> some = fresh.isEmpty() ? nodes : fresh;
      own = nodes.contains(home) ? home : some.get(Math.floorMod(next, some.size()));
    }
    return own;
  }

  private void answered(
      Op op, int tries, Op doubt, String node, Op answer, Consumer<Op> completion) {
    Retry retry = retry(op);
    boolean conclusive =
        switch (answer.type()) {
          case OK -> true;
          case FAIL -> doubt == null || (retry == Retry.ID && mismatch(answer));
          case INFO, INVOKE -> false;
        };
    Op doubtful = answer.type() == Op.Type.INFO ? answer : doubt;
    if (conclusive) {
      completion.accept(told(answer, tries, node));
    } else if (retry.sendsAgain(op) && tries < Retry.TRIES_MAX) {
      attempt(op, tries + 1, doubtful, completion);
    } else {
      completion.accept(told(doubtful == null ? answer : doubtful, tries, node));
    }
  }

  private static boolean mismatch(Op answer) {
    return Output.CAS_MISMATCH.equals(answer.extra().get("error"));
  }

  private Op told(Op answer, int tries, String node) {
    TreeMap<String, Object> extra = new TreeMap<>(answer.extra());
    if (tries > 1) {
      extra.put("tries", (long) tries);
    }
    if (!node.isEmpty() && (hop || !node.equals(home) || extra.containsKey(Invocation.NODE))) {
      extra.put("node", node);
    }
    return with(answer, answer.type(), extra);
  }

  private static Op with(Op op, Op.Type type, Map<String, Object> extra) {
    return new Op(
        op.index(), op.time(), type, op.process(), op.f(), op.value(), new TreeMap<>(extra));
  }

  @Override
  public void close() {
    List<Client> clients;
    synchronized (this) {
      closed = true;
      clients = new ArrayList<>(open.values());
      open.clear();
    }
    clients.forEach(Client::close);
  }
}
