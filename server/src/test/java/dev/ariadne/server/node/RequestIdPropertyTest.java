package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.kv.RequestId;
import dev.ariadne.server.port.Choices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Clients that send a request again and again, to any node, until they are answered, while servers
 * lose power, are killed and cut off. Every request happens once, and whoever sends it again later
 * gets its first answer. More seeds than the default by {@code -Dariadne.seeds=N}.
 */
class RequestIdPropertyTest {

  private static final int SEEDS = Integer.getInteger("ariadne.seeds", 50);

  @Test
  void whatHasANameHappensOnceAndIsAnsweredAlikeForEver() {
    long resent = 0;
    long installed = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Run run = new Run(seed, true);
      try {
        run.disturb();
        run.finish();
        run.eachHappenedOnce();
        run.everyoneIsAnsweredAlike();
        run.eachHappenedOnce();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage() + run.world.story(), e);
      }
      resent += run.resent;
      for (int id = 1; id <= Run.SIZE; id++) {
        installed += run.world.place(id).saw("snapshot-installed") ? 1 : 0;
      }
    }
    // A sweep in which these did not occur has shown nothing.
    assertThat(resent).isGreaterThan(SEEDS * 10L);
    assertThat(installed).isPositive();
  }

  @Test
  void withoutNamesTheSameClientsCountTwice() {
    long tooMany = 0;
    for (long seed = 1; seed <= 30; seed++) {
      Run run = new Run(seed, false);
      run.disturb();
      run.finish();
      tooMany += run.value("/count").map(Long::parseLong).orElse(0L) > run.increments() ? 1 : 0;
    }
    assertThat(tooMany).isPositive();
  }

  /** One client: the next request only when the last one has its answer. */
  private static final class Client {
    final String name;
    final boolean named;
    final String ownKey;
    final Map<Request, Reply> answers = new LinkedHashMap<>();
    Optional<Request> current = Optional.empty();
    long sequence;
    long swapped;
    long increments;

    Client(String name, boolean named) {
      this.name = name;
      this.named = named;
      this.ownKey = "/cas-" + name;
    }

    Request next(int kind) {
      sequence++;
      Optional<RequestId> id =
          named ? Optional.of(new RequestId(name, sequence)) : Optional.empty();
      String token = "<" + name + sequence + ">";
      return switch (kind) {
        case 0 -> {
          increments++;
          yield new Request.Increment("/count", 1, id);
        }
        case 1 -> new Request.Append("/list", Bytes.utf8(token), new Condition.Always(), id);
        case 2 -> new Request.Put("/shared", Bytes.utf8(token), new Condition.Always(), id);
        default -> {
          Condition before =
              swapped == 0
                  ? new Condition.Absent()
                  : new Condition.ValueIs(Bytes.utf8(Long.toString(swapped)));
          swapped++;
          yield new Request.Put(ownKey, Bytes.utf8(Long.toString(swapped)), before, id);
        }
      };
    }

    /** Every answer to one request is the same. */
    void answered(Request request, Reply reply) {
      if (reply instanceof Reply.Refused || reply instanceof Reply.Unknown) {
        return;
      }
      Reply before = answers.putIfAbsent(request, reply);
      if (named && before != null) {
        assertThat(reply).as("answer to %s", request).isEqualTo(before);
      }
      if (current.equals(Optional.of(request))) {
        current = Optional.empty();
      }
    }
  }

  private static final class Run {
    static final int SIZE = 3;

    final World world;
    final Choices choices;
    final List<Client> clients = new ArrayList<>();
    long resent;

    Run(long seed, boolean named) {
      world = new World(seed, SIZE).snapshots(5, 2).requestMillis(1_500).startAll();
      choices = world.choices("script");
      for (String name : List.of("a", "b", "c")) {
        clients.add(new Client(name, named));
      }
      world.leader();
    }

    void disturb() {
      for (int i = 0; i < 60; i++) {
        int id = 1 + choices.pick("node", SIZE);
        switch (choices.pick("what", 8)) {
          case 0 -> world.place(id).powerCut();
          case 1 -> world.place(id).kill();
          case 2 -> world.isolate(id);
          case 3, 4 -> world.heal();
          default -> start(id);
        }
        for (Client client : clients) {
          if (client.current.isEmpty()) {
            client.current = Optional.of(client.next(choices.pick("kind", 4)));
            send(client);
          } else if (choices.pick("again", 3) == 0) {
            resent++;
            send(client);
          }
        }
        world.pass(choices.pick("pause", 500));
      }
    }

    /** All servers are up again, and every request is sent until it is answered. */
    void finish() {
      world.heal();
      for (int id = 1; id <= SIZE; id++) {
        start(id);
      }
      world.leader();
      for (Client client : clients) {
        while (client.current.isPresent()) {
          send(client);
          world.pass(500);
        }
      }
      world.pass(6_000);
      world.settle();
      for (int id = 1; id <= SIZE; id++) {
        assertThat(world.place(id).fatal).as("no server stops by itself").isEmpty();
      }
    }

    void eachHappenedOnce() {
      assertThat(value("/count"))
          .isEqualTo(
              increments() == 0 ? Optional.empty() : Optional.of(Long.toString(increments())));
      String list = value("/list").orElse("");
      long tokens = 0;
      for (Client client : clients) {
        for (Map.Entry<Request, Reply> e : client.answers.entrySet()) {
          if (e.getKey() instanceof Request.Append append) {
            String token = append.suffix().utf8();
            tokens += token.length();
            int end = (int) ((Reply.Appended) e.getValue()).lengthBytes();
            assertThat(list.substring(0, end)).endsWith(token);
          } else {
            assertThat(e.getValue())
                .as(e.getKey().toString())
                .isNotInstanceOf(Reply.CompareFailed.class);
          }
        }
        assertThat(value(client.ownKey))
            .isEqualTo(
                client.swapped == 0
                    ? Optional.empty()
                    : Optional.of(Long.toString(client.swapped)));
      }
      assertThat(list).hasSize((int) tokens);
      assertThat(
              clients.stream()
                  .flatMap(client -> client.answers.values().stream())
                  .filter(Reply.Counted.class::isInstance)
                  .distinct()
                  .count())
          .isEqualTo(increments());
    }

    /** After every server has been restarted. */
    void everyoneIsAnsweredAlike() {
      for (int id = 1; id <= SIZE; id++) {
        world.place(id).powerCut();
        start(id);
      }
      world.leader();
      for (Client client : clients) {
        for (Map.Entry<Request, Reply> e : List.copyOf(client.answers.entrySet())) {
          assertThat(world.ask(1 + choices.pick("node", SIZE), e.getKey()))
              .as("answer to %s", e.getKey())
              .isEqualTo(e.getValue());
        }
      }
    }

    Optional<String> value(String key) {
      return world.get(1 + choices.pick("reader", SIZE), key) instanceof Reply.Found found
          ? Optional.of(found.value().utf8())
          : Optional.empty();
    }

    long increments() {
      return clients.stream().mapToLong(client -> client.increments).sum();
    }

    private void start(int id) {
      if (!world.place(id).running()) {
        world.start(id);
      }
    }

    private void send(Client client) {
      Request request = client.current.orElseThrow();
      int id = 1 + choices.pick("to", SIZE);
      if (world.place(id).running()) {
        world.submit(id, request, reply -> client.answered(request, reply));
      }
    }
  }
}
