package dev.ariadne.harness.ariadne.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The status that a node reports at {@code /-/status}. */
public record NodeStatus(
    String node, String role, long term, long commit, long applied, String stateHash) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public boolean leads() {
    return role.equals("leader");
  }

  /** Asks all nodes at the same time. Nodes that do not answer within the limit are left out. */
  public static List<NodeStatus> of(SortedMap<String, InetSocketAddress> nodes, Duration limit) {
    SortedMap<String, Future<Optional<NodeStatus>>> asked = new TreeMap<>();
    List<NodeStatus> answers = new ArrayList<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      nodes.forEach(
          (node, address) -> asked.put(node, each.submit(() -> ask(node, address, limit))));
      for (Map.Entry<String, Future<Optional<NodeStatus>>> one : asked.entrySet()) {
        one.getValue().get().ifPresent(answers::add);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answers;
  }

  private static Optional<NodeStatus> ask(String node, InetSocketAddress address, Duration limit) {
    try (HttpClientConnection connection = new HttpClientConnection(() -> address, limit)) {
      HttpOutcome outcome = connection.exchange(HttpRequest.get("/-/status", "Connection: close"));
      return outcome instanceof HttpOutcome.Answered answer && answer.status() == 200
          ? parse(node, answer.body())
          : Optional.empty();
    }
  }

  /** Parses a status; empty if the text is not one. */
  static Optional<NodeStatus> parse(String node, String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      if (!tree.hasNonNull("role") || !tree.hasNonNull("term")) {
        return Optional.empty();
      }
      return Optional.of(
          new NodeStatus(
              node,
              tree.get("role").asText().toLowerCase(Locale.ROOT),
              tree.get("term").asLong(),
              tree.path("commit").asLong(-1),
              tree.path("applied").asLong(-1),
              tree.path("state_hash").asText("")));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
