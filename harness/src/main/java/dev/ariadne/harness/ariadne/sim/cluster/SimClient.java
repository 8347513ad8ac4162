package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.ariadne.client.Completions;
import dev.ariadne.harness.ariadne.client.HttpRequest;
import dev.ariadne.harness.ariadne.client.KvOperation;
import dev.ariadne.harness.ariadne.client.RequestEncoder;
import dev.ariadne.harness.ariadne.sim.EventQueue;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.cluster.Client;
import java.util.function.Consumer;

/**
 * Talks to one node. A request takes its time to get there, and so does the answer; either may be
 * held or lost on the way, and a node may end in between. What that means for the operation is the
 * same as for a client of a live node, with the same limits.
 */
final class SimClient implements Client {

  private static final long MILLI = 1_000_000;

  /** The time for which a node that is down is tried again. */
  private static final long PATIENCE_NANOS = 500 * MILLI;

  private static final long BETWEEN_TRIES_NANOS = 25 * MILLI;
  private static final long BETWEEN_DOUBTFUL_TRIES_NANOS = 250 * MILLI;

  private static final int WAY_NANOS_MIN = 50_000;
  private static final int WAY_NANOS_SPREAD = 500_000;

  private final SimWorld world;
  private final SimNode node;
  private final SimExchanges exchanges;
  private final boolean staleReads;
  private final ValuePadding padding;
  private boolean closed;

  SimClient(SimWorld world, SimNode node, SimExchanges exchanges) {
    this.world = world;
    this.node = node;
    this.exchanges = exchanges;
    this.staleReads = world.conditions().staleReads();
    this.padding = new ValuePadding(world.conditions().valueBytes());
  }

  @Override
  public void invoke(Op invocation, Consumer<Op> completion) {
    KvOperation call = exchanges.revisions().known(KvOperation.of(invocation));
    long pause =
        invocation.extra().get("tries") instanceof Long tries
            ? (tries - 1) * BETWEEN_DOUBTFUL_TRIES_NANOS
            : 0;
    HttpRequest request = RequestEncoder.of(call, staleReads, padding::padded);
    long until = world.now() + pause + PATIENCE_NANOS;
    knock(pause + exchanges.way(node).nanos(), call, request, until, completion);
  }

  /** A request comes to the node; if that is down, the client hears of it at once. */
  private void knock(
      long inNanos, KvOperation call, HttpRequest request, long until, Consumer<Op> completion) {
    world
        .eventQueue()
        .after(
            inNanos,
            EventQueue.Kind.CLIENT,
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

  /** The delay of a message between a client and a node. */
  record Way(Decisions.Site site) {
    long nanos() {
      return WAY_NANOS_MIN + site.pick(WAY_NANOS_SPREAD);
    }
  }
}
