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
 * A cluster for a test that does the operations itself, one after the other; used by one thread.
 * Time passes, in a simulation, only while somebody waits: for an answer, or by {@link #pass}. What
 * the clients saw is judged by the workload's check when the test is over.
 *
 * <p>What is done to the nodes through {@link #can} and {@link #cluster} stands in the history too.
 * A test in which nothing was acknowledged, no write after a fault, or nothing that could have
 * missed a change, is aborted as vacuous. One that fails keeps its history and its report, and says
 * where.
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

  /** What clients did, and what was done to the nodes. */
  private final List<Op> all = new ArrayList<>();

  private final List<Op> ofClients = new ArrayList<>();
  private long nextProcess;
  private Optional<Judged> judged = Optional.empty();

  /** What came of it, and from what that is seen. */
  record Judged(Evidence evidence, Checks.Outcome outcome) {}

  ByHand(Scenario scenario, Cluster target, TestClock clock, ByHandStore store) {
    this.scenario = scenario;
    this.target = target;
    this.cluster = new RecordedCluster(target, this::recorded);
    this.clock = clock;
    this.store = store;
    this.start = clock.now();
  }

  /** Notes what is done to the nodes, before and after. */
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

  /** Waits until somebody leads, where that can be known. */
  ByHand ready() {
    if (cluster.capability(Capability.Roles.class).isPresent()) {
      leader();
    }
    return this;
  }

  /** The cluster, with whatever can be done to it. */
  public Cluster cluster() {
    return cluster;
  }

  public List<String> nodes() {
    return cluster.nodes();
  }

  /** What can be done to the cluster: kill, pause, cut a link. */
  public <C extends Capability> C can(Class<C> capability) {
    return cluster
        .capability(capability)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "this cluster cannot do that: it has no " + capability.getSimpleName()));
  }

  /** A client of one node. */
  public Hand client(String node) {
    return new Hand(node);
  }

  /** Lets time pass. */
  public void pass(Duration duration) {
    clock.waitUntil(clock.now() + duration.toNanos(), () -> false);
  }

  /** Who leads, once somebody does. */
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

  /** Everything that clients have done so far. */
  public List<Op> history() {
    return Collections.unmodifiableList(ofClients);
  }

  Scenario scenario() {
    return scenario;
  }

  /**
   * What the checks of a run by hand say to what the clients saw and the nodes reported. Asked
   * once: what is done later is not judged.
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

  /** Keeps what there is: in any case if the run is live, else only where that is asked for. */
  Optional<RunDirectory> kept(boolean failed) {
    return failed || store.directory().isPresent()
        ? Optional.of(store.keep(judged().evidence(), judged().outcome()))
        : Optional.empty();
  }

  void close() {
    target.close();
  }

  /** A client of one node, one operation at a time. */
  public final class Hand {
    private final String node;
    private Client client;
    private long process = nextProcess++;

    private Hand(String node) {
      this.node = node;
      this.client = cluster.client(node);
    }

    /**
     * The completed operation: {@code read}, value {@code [key value]} or {@code [key :absent]}.
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
     * @param value as the workload has it, {@code [key value]}
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
        // It may still happen: whoever goes on is somebody else.
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
