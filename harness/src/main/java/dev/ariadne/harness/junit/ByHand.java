package dev.ariadne.harness.junit;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.RunRecord;
import dev.ariadne.harness.store.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A cluster for a test that does the operations itself, one after the other, in one thread. In a
 * simulation, time passes only while the test waits: for an answer, or in {@link #pass}. After the
 * test the check of the workload judges the history of the clients.
 *
 * <p>The history also has the actions on nodes through {@link #can} and {@link #cluster}. A test is
 * aborted as vacuous if no operation was acknowledged, if no write after a fault was acknowledged,
 * or if no acknowledged operation could have missed a change. A failed test keeps its history and
 * its report, and its message says where.
 */
public final class ByHand {
  private static final long ANSWER_NANOS_MAX = 60_000_000_000L;

  private static final Op.Process NEMESIS = new Op.Process.Named("nemesis");

  private final Scenario scenario;
  private final Cluster target;
  private final Cluster cluster;
  private final TestClock clock;
  private final ByHandStore store;
  private final long start;

  /** The operations of clients and the actions on nodes. */
  private final List<Op> all = new ArrayList<>();

  private final List<Op> ofClients = new ArrayList<>();
  private long nextProcess;
  private Optional<Judged> judged = Optional.empty();

  /** The outcome of the test and its evidence. */
  record Judged(Evidence evidence, Checks.Outcome outcome) {}

  ByHand(Scenario scenario, Cluster target, TestClock clock, ByHandStore store) {
    this.scenario = scenario;
    this.target = target;
    this.cluster = new RecordedCluster(target, this::recorded);
    this.clock = clock;
    this.store = store;
    this.start = clock.now();
  }

  /** Records an action on nodes, before and after it. */
  private Object recorded(String f, List<Object> arguments, RecordedCluster.Call call)
      throws Throwable {
    Map<Object, Object> value = Edn.map();
    Edn.put(value, "nodes", arguments.stream().filter(nodes()::contains).toList());
    Edn.put(value, "arguments", arguments);
    record(Op.Type.INFO, NEMESIS, f, value, new TreeMap<>());
    TreeMap<String, Object> extra = new TreeMap<>();
    try {
      return call.run();
    } catch (Throwable e) {
      extra.put("error", List.of(new Keyword("exception"), e.toString()));
      throw e;
    } finally {
      record(Op.Type.INFO, NEMESIS, f, value, extra);
    }
  }

  /** Waits until there is a leader, if the target reports leaders. */
  ByHand ready() {
    if (cluster.capability(Capability.Roles.class).isPresent()) {
      leader();
    }
    return this;
  }

  /** The cluster with all its capabilities. */
  public Cluster cluster() {
    return cluster;
  }

  public List<String> nodes() {
    return cluster.nodes();
  }

  /** A capability of the cluster: for example to kill, to pause, to cut a link. */
  public <C extends Capability> C can(Class<C> capability) {
    return cluster
        .capability(capability)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "this cluster cannot do that: it has no " + capability.getSimpleName()));
  }

  /** A new client of one node. */
  public Hand client(String node) {
    return new Hand(node);
  }

  /** Waits for a duration of the cluster's time. */
  public void pass(Duration duration) {
    clock.waitUntil(clock.now() + duration.toNanos(), () -> false);
  }

  /** Waits for a leader and returns its name. */
  public String leader() {
    Capability.Roles roles = can(Capability.Roles.class);
    long until = clock.now() + ANSWER_NANOS_MAX;
    Optional<Capability.Roles.Leader> leader = roles.leader();
    while (leader.isEmpty() && clock.now() < until) {
      pass(Duration.ofMillis(50));
      leader = roles.leader();
    }
    return leader
        .map(Capability.Roles.Leader::node)
        .orElseThrow(() -> new AssertionError("nobody leads within 60 s"));
  }

  /** The operations of the clients so far. */
  public List<Op> history() {
    return Collections.unmodifiableList(ofClients);
  }

  Scenario scenario() {
    return scenario;
  }

  /**
   * Judges the history of the clients and the reports of the nodes. Only the first call judges:
   * later operations are not judged.
   */
  Judged judged() {
    if (judged.isEmpty()) {
      List<Capability.Journal.Entry> events =
          target
              .capability(Capability.Journal.class)
              .map(Capability.Journal::entries)
              .orElse(List.of());
      RunRecord record = RunRecord.of(target, RunRecord.BY_HAND);
      Evidence evidence = new Evidence(scenario, all, events, Optional.empty(), true, record);
      judged = Optional.of(new Judged(evidence, Checks.run(Checks.asked(evidence), evidence)));
    }
    return judged.get();
  }

  /** Keeps the run if it is live, or if the caller says that it failed. */
  Optional<RunDirectory> kept(boolean failed) {
    return failed || store.directory().isPresent()
        ? Optional.of(store.keep(judged().evidence(), judged().outcome()))
        : Optional.empty();
  }

  void close() {
    target.close();
  }

  /** A client of one node. It does one operation at a time. */
  public final class Hand {
    private final String node;
    private Client client;
    private long process = nextProcess++;

    private Hand(String node) {
      this.node = node;
      this.client = cluster.client(node);
    }

    /**
     * Reads a key. Returns the completed operation with the value {@code [key value]} or {@code
     * [key :absent]}.
     */
    public Op read(long key) {
      return invoke("read", Arrays.asList(key, null));
    }

    public Op write(long key, long value) {
      return invoke("write", List.of(key, value));
    }

    public Op cas(long key, long from, long to) {
      return invoke("cas", List.of(key, List.of(from, to)));
    }

    /**
     * Does an operation and waits for its outcome.
     *
     * @param value the value as in the workload: {@code [key value]}
     */
    public Op invoke(String f, Object value) {
      Op invocation =
          record(Op.Type.INVOKE, new Op.Process.Client(process), f, value, new TreeMap<>());
      AtomicReference<Op> answer = new AtomicReference<>();
      client.invoke(invocation, answer::set);
      clock.waitUntil(clock.now() + ANSWER_NANOS_MAX, () -> answer.get() != null);
      return completed(invocation, Optional.ofNullable(answer.get()));
    }

    private Op completed(Op invocation, Optional<Op> answer) {
      TreeMap<String, Object> extra = new TreeMap<>();
      answer.ifPresentOrElse(
          op -> extra.putAll(op.extra()), () -> extra.put("error", new Keyword("no-answer")));
      Op.Type type = answer.map(Op::type).orElse(Op.Type.INFO);
      Object value = type == Op.Type.OK ? answer.orElseThrow().value() : invocation.value();
      Op completion = record(type, invocation.process(), invocation.f(), value, extra);
      if (type == Op.Type.INFO) {
        // The operation may still happen, so the client continues under another process number.
        process = nextProcess++;
        client.close();
        client = cluster.client(node);
      }
      return completion;
    }
  }

  private Op record(
      Op.Type type, Op.Process process, String f, Object value, TreeMap<String, Object> extra) {
    Op op = new Op(all.size(), clock.now() - start, type, process, f, value, extra);
    store.record(op);
    all.add(op);
    if (process instanceof Op.Process.Client) {
      ofClients.add(op);
    }
    return op;
  }
}
