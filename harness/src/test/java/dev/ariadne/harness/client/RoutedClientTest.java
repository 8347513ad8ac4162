package dev.ariadne.harness.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.Output;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.generator.Worker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client concludes from the answers to several copies of one operation. */
final class RoutedClientTest {

  private static final List<Object> CAS = List.of(3L, List.of(17L, 18L));

  /** A node that gives the next of these answers, and keeps what it was asked. */
  private record Scripted(Deque<Op.Type> types, Deque<Object> errors, List<Op> asked)
      implements Cluster, Client {

    @Override
    public void invoke(Op invocation, Consumer<Op> completion) {
      asked.add(invocation);
      TreeMap<String, Object> extra = new TreeMap<>();
      Op.Type type = types.removeFirst();
      Object error = errors.removeFirst();
      if (type != Op.Type.OK) {
        extra.put("error", error);
      }
      completion.accept(
          new Op(-1, -1, type, invocation.process(), invocation.f(), invocation.value(), extra));
    }

    @Override
    public List<String> nodes() {
      return List.of("n1");
    }

    @Override
    public Client client(String node) {
      return this;
    }

    @Override
    public <C extends Capability> Optional<C> capability(Class<C> kind) {
      return Optional.empty();
    }

    @Override
    public void heal() {}

    @Override
    public void close() {}
  }

  /**
   * @param answers the node's, each {@code ok}, {@code unknown}, or why it failed
   */
  private static Scripted node(String answers) {
    Scripted node = new Scripted(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayList<>());
    for (String answer : answers.split(" ")) {
      node.types()
          .add(
              switch (answer) {
                case "ok" -> Op.Type.OK;
                case "unknown" -> Op.Type.INFO;
                default -> Op.Type.FAIL;
              });
      node.errors()
          .add(
              answer.equals("cas-mismatch")
                  ? Output.CAS_MISMATCH
                  : List.of(new Keyword(answer), "so it is"));
    }
    return node;
  }

  private static Op done(Scripted node, Retry retry) {
    List<Op> completed = new ArrayList<>();
    try (Client client = new Clients(node, Clients.STAY, retry).apply(new Worker(0))) {
      client.invoke(
          new Op(4, 0, Op.Type.INVOKE, new Op.Process.Client(0), "cas", CAS, new TreeMap<>()),
          completed::add);
    }
    assertThat(completed).hasSize(1);
    return completed.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    // The last column: how many of the answers were asked for.
    "none, unknown, INFO, 1",
    "id, ok, OK, 1",
    "id, unavailable, FAIL, 1",
    "id, unknown ok, OK, 2",
    "id, unknown cas-mismatch, FAIL, 2",
    "id, unknown unavailable ok, OK, 3",
    "id, unknown unavailable unavailable unavailable unavailable, INFO, 5",
    "id, unknown not-sent not-sent not-sent not-sent, INFO, 5",
    "id, unknown unknown unknown unknown cas-mismatch, FAIL, 5",
    "blind, unknown ok, OK, 2",
    "blind, unknown unavailable cas-mismatch unavailable unavailable, INFO, 5",
  })
  void aRefusalOfALaterCopySpeaksForThatCopyAlone(
      String retry, String answers, Op.Type type, int asked) {
    Scripted node = node(answers);
    assertThat(done(node, Retry.of(retry)).type()).isEqualTo(type);
    assertThat(node.asked()).hasSize(asked);
    assertThat(node.types()).isEmpty();
  }

  @Test
  void everyCopyHasTheSameNameAndTheNumberOfItsTry() {
    Scripted node = node("unknown unavailable ok");
    done(node, Retry.ID);
    assertThat(node.asked().stream().map(op -> op.extra().get("request")))
        .containsExactly("p0/4", "p0/4", "p0/4");
    assertThat(node.asked().stream().map(op -> op.extra().get("tries")))
        .containsExactly(null, 2L, 3L);
  }
}
