package dev.ariadne.harness.ariadne.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ariadne.harness.ariadne.client.NodeStatus;
import dev.ariadne.harness.process.JavaCommand;
import dev.ariadne.harness.process.NodeLog;
import dev.ariadne.harness.process.Ports;
import dev.ariadne.harness.process.ServerProcess;
import dev.ariadne.server.Main;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The walk through the README of etcd's raftexample, with the same flags and the same calls of
 * {@code curl -L}, on ports that the system gives. Without a {@code curl} on this machine the JDK's
 * client makes the same requests; the report says which it was.
 */
@Timeout(180)
class RaftexampleWalkTest {

  private static final Duration SOON = Duration.ofSeconds(40);
  private static final Path CURL = Path.of("/usr/bin/curl");

  /** Who is asked at each step. */
  enum Asked {
    LEADER,
    FOLLOWER
  }

  private record Told(int status, String body) {}

  @TempDir Path directory;
  private final SortedMap<Integer, Integer> http = new TreeMap<>();
  private final SortedMap<Integer, String> peers = new TreeMap<>();
  private final SortedMap<Integer, ServerProcess> running = new TreeMap<>();

  @AfterEach
  void endWhatIsLeft() {
    running.values().forEach(ServerProcess::kill);
  }

  @ParameterizedTest
  @EnumSource
  void theWholeWalk(Asked asked, TestReporter reporter) throws Exception {
    reporter.publishEntry("requests are made by", Files.isExecutable(CURL) ? "curl" : "the JDK");
    Ports ports = new Ports();
    for (int id = 1; id <= 4; id++) {
      http.put(id, ports.choose());
      peers.put(id, "http://127.0.0.1:" + ports.choose());
    }

    // A local cluster of three: what is put anywhere is got everywhere.
    for (int id = 1; id <= 3; id++) {
      start(id, 3, List.of());
    }
    awaitLeader();
    assertThat(change("PUT", at(asked) + "/my-key", "hello").status()).isEqualTo(204);
    for (int id = 1; id <= 3; id++) {
      assertThat(ask("GET", url(id) + "/my-key", "")).isEqualTo(new Told(200, "hello"));
    }

    // One dies, and writes go on; it comes back and has what it missed.
    assertThat(change("PUT", at(asked) + "/my-key", "foo").status()).isEqualTo(204);
    running.remove(2).kill();
    awaitLeader();
    assertThat(change("PUT", at(asked) + "/my-key", "bar").status()).isEqualTo(204);
    for (int id : List.of(1, 3)) {
      assertThat(change("GET", url(id) + "/my-key", "")).isEqualTo(new Told(200, "bar"));
    }
    start(2, 3, List.of());
    await().atMost(SOON).until(() -> serves(2, "/my-key", "bar"));

    // A fourth joins: it is added by a request, then started.
    assertThat(change("POST", at(asked) + "/4", peers.get(4)).status()).isEqualTo(204);
    start(4, 4, List.of("--join"));
    await().atMost(SOON).until(() -> serves(4, "/my-key", "bar"));
    await().atMost(SOON).until(() -> ask("GET", url(1) + "/-/members", "").body(), this::allVote);
    assertThat(change("PUT", url(4) + "/my-key", "four").status()).isEqualTo(204);
    assertThat(change("GET", at(asked) + "/my-key", "")).isEqualTo(new Told(200, "four"));

    // The third is removed, and ends by itself with a last line that says why.
    assertThat(change("DELETE", at(asked) + "/3", "").status()).isEqualTo(204);
    await().atMost(SOON).until(() -> !running.get(3).alive());
    await().atMost(SOON).until(() -> last(3), line -> line.contains("exited-by-itself code=0"));
    assertThat(last(3)).contains("node 3 ends: ", "has to be added anew");
    running.remove(3);
    awaitLeader();
    assertThat(change("PUT", at(asked) + "/my-key", "three").status()).isEqualTo(204);
    for (int id : List.of(1, 2, 4)) {
      assertThat(change("GET", url(id) + "/my-key", "")).isEqualTo(new Told(200, "three"));
    }
  }

  private void start(int id, int named, List<String> more) throws IOException {
    Path data = Files.createDirectories(directory.resolve("n" + id));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--id",
                Integer.toString(id),
                "--cluster",
                peers.headMap(named + 1).values().stream().collect(Collectors.joining(",")),
                "--port",
                Integer.toString(http.get(id)),
                "--data-dir",
                data.toString()));
    arguments.addAll(more);
    running.put(id, ServerProcess.start(JavaCommand.of(Main.class.getName(), arguments), log(id)));
  }

  private NodeLog log(int id) {
    return new NodeLog(directory.resolve("n" + id + ".log"));
  }

  private String last(int id) throws IOException {
    return String.join("\n", log(id).tail(1));
  }

  private String url(int id) {
    return "http://127.0.0.1:" + http.get(id);
  }

  /**
   * Where the step is done: never at a node that the walk kills or removes, if it can be helped.
   */
  private String at(Asked asked) {
    int leader = awaitLeader();
    return switch (asked) {
      case LEADER -> url(leader);
      case FOLLOWER ->
          url(running.keySet().stream().filter(id -> id != leader).findFirst().orElseThrow());
    };
  }

  private int awaitLeader() {
    return await().atMost(SOON).until(this::leader, Optional::isPresent).orElseThrow();
  }

  private Optional<Integer> leader() {
    TreeMap<String, InetSocketAddress> nodes = new TreeMap<>();
    running
        .keySet()
        .forEach(
            id ->
                nodes.put(
                    Integer.toString(id), new InetSocketAddress(Ports.LOOPBACK, http.get(id))));
    return NodeStatus.of(nodes, Duration.ofSeconds(1)).stream()
        .filter(NodeStatus::leads)
        .findFirst()
        .map(status -> Integer.parseInt(status.node()));
  }

  private boolean serves(int id, String key, String value) throws Exception {
    return ask("GET", url(id) + key, "").equals(new Told(200, value));
  }

  private boolean allVote(String members) {
    return members.contains("\"id\":4") && !members.contains("learner");
  }

  /** A request that certainly failed, since a leader is only just coming, is made again. */
  private Told change(String method, String url, String body) {
    return await()
        .atMost(SOON)
        .until(() -> ask(method, url, body), told -> told.status() != 503 && told.status() != 0);
  }

  /** Status 0 if there is no connection. */
  private Told ask(String method, String url, String body) throws Exception {
    return Files.isExecutable(CURL) ? byCurl(method, url, body) : byJdk(method, url, body);
  }

  private Told byCurl(String method, String url, String body) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(CURL.toString(), "-s", "-L", "-m", "20", "-w", "\n%{http_code}", url));
    if (!method.equals("GET")) {
      command.add("-X" + method);
    }
    if (!body.isEmpty()) {
      command.addAll(List.of("-d", body));
    }
    Process curl = new ProcessBuilder(command).start();
    String output = new String(curl.getInputStream().readAllBytes());
    curl.waitFor();
    int end = output.lastIndexOf('\n');
    return new Told(Integer.parseInt(output.substring(end + 1)), output.substring(0, end));
  }

  private static Told byJdk(String method, String url, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(20))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try (HttpClient client =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()) {
      var answer = client.send(request, BodyHandlers.ofString());
      return new Told(answer.statusCode(), answer.body());
    } catch (ConnectException e) {
      return new Told(0, "");
    }
  }
}
