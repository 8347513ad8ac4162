package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.ariadne.client.HttpClientConnection;
import dev.ariadne.harness.ariadne.client.HttpOutcome;
import dev.ariadne.harness.ariadne.client.HttpRequest;
import dev.ariadne.harness.ariadne.client.MemberReport;
import dev.ariadne.harness.ariadne.member.OperatedNodes;
import dev.ariadne.harness.cluster.Capability.Membership.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Asks real nodes for membership changes, by {@code POST /ID} and {@code DELETE /ID}. It waits for
 * the answers, so a change runs in a thread of its own.
 */
final class LiveMembership implements OperatedNodes {

  /** The time limit of one request. A paused node must not block the change. */
  private static final Duration ASK_LIMIT = Duration.ofSeconds(2);

  private static final long BETWEEN_TRIES_MILLIS = 100;

  private final LiveCluster cluster;

  LiveMembership(LiveCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public List<Member> members() {
    return MemberReport.newest(cluster.entries())
        .orElseGet(() -> MemberReport.first(cluster.firstNodes()))
        .members();
  }

  @Override
  public List<String> nodes() {
    return cluster.nodes();
  }

  @Override
  public String nextName() {
    return cluster.nextName();
  }

  @Override
  public boolean isKeeper(String node) {
    return cluster.isKeeper(node);
  }

  @Override
  public boolean running(String node) {
    return cluster.running(node);
  }

  @Override
  public void prepare(String node) {
    try {
      cluster.prepare(node);
    } catch (IOException e) {
      throw new UncheckedIOException(node + "'s disk cannot be emptied", e);
    }
  }

  @Override
  public void start(String node) {
    cluster.start(node);
  }

  @Override
  public void end(String node) {
    cluster.end(node);
  }

  @Override
  public long betweenTriesNanos() {
    return TimeUnit.MILLISECONDS.toNanos(BETWEEN_TRIES_MILLIS);
  }

  @Override
  public long nowNanos() {
    return System.nanoTime();
  }

  @Override
  public void begin(Runnable work) {
    Thread.ofVirtual().name("ariadne-membership").start(work);
  }

  @Override
  public void after(long nanos, Runnable work) {
    begin(
        () -> {
          LockSupport.parkNanos(nanos);
          work.run();
        });
  }

  @Override
  public List<String> preferred(List<String> running) {
    return running;
  }

  @Override
  public void ask(String member, boolean add, String node, Consumer<Answer> answered) {
    InetSocketAddress address = cluster.node(member).httpAddress();
    int id = cluster.node(node).id();
    Optional<HttpRequest> request = add ? Optional.of(addition(id)) : removal(address, id);
    answered.accept(
        request
            .map(it -> exchange(address, it))
            .map(outcome -> new Answer(conflicts(outcome), text(outcome)))
            .orElse(new Answer(false, "knows of no such member")));
  }

  private HttpRequest addition(int id) {
    return HttpRequest.post("/" + id, "http://" + ServerProgram.hostPort(cluster.proxy(id)));
  }

  private static Optional<HttpRequest> removal(InetSocketAddress asked, int id) {
    return MemberIncarnations.of(exchange(asked, HttpRequest.get("/-/members")))
        .incarnation(id)
        .map(
            incarnation ->
                new HttpRequest("DELETE", "/" + id, List.of(), Optional.empty())
                    .with("Ariadne-Incarnation: " + incarnation));
  }

  private static boolean conflicts(HttpOutcome outcome) {
    return outcome instanceof HttpOutcome.Answered answer && answer.status() / 100 == 4;
  }

  private static HttpOutcome exchange(InetSocketAddress address, HttpRequest ask) {
    try (HttpClientConnection connection = new HttpClientConnection(() -> address, ASK_LIMIT)) {
      return connection.exchange(ask);
    }
  }

  private static String text(HttpOutcome outcome) {
    return switch (outcome) {
      case HttpOutcome.Answered answer -> answer.status() + " " + answer.body().strip();
      case HttpOutcome.NotSent not -> "not sent, " + not.why();
      case HttpOutcome.Unanswered un -> "no answer, " + un.why();
    };
  }
}
