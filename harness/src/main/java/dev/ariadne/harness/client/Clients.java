package dev.ariadne.harness.client;

import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.generator.Worker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/** Opens the clients of a test. */
public final class Clients implements Function<Worker, Client> {
  /** Each client stays with one node. */
  public static final String STAY = "stay";

  /** Each operation and each further try of it goes to the next node. */
  public static final String HOP = "hop";

  /** The ways in which clients choose their node. */
  public static final List<String> ROUTES = List.of(STAY, HOP);

  private final Cluster cluster;
  private final List<String> homes;
  private final boolean hop;
  private final Retry retry;

  /**
   * The number of times that each worker's client was opened. A hopping client begins at another
   * node each time.
   */
  private final Map<Integer, Integer> opened = new ConcurrentSkipListMap<>();

  /**
   * @param route one of {@link #ROUTES}
   */
  public Clients(Cluster cluster, String route, Retry retry) {
    if (!ROUTES.contains(route)) {
      throw new IllegalArgumentException("no such route: " + route);
    }
    this.cluster = cluster;
    this.homes = cluster.nodes();
    this.hop = route.equals(HOP);
    this.retry = retry;
  }

  @Override
  public Client apply(Worker worker) {
    int before = opened.merge(worker.number(), 1, Integer::sum) - 1;
    int first = worker.number() + (hop ? before : 0);
    return new RoutedClient(cluster, homes, first, hop, retry);
  }
}
