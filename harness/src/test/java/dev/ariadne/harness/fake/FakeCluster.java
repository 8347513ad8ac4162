package dev.ariadne.harness.fake;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.Cluster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A cluster that is one map in memory, with every capability. Operations take effect at one moment,
 * some time after they were sent; a node that is dead refuses, one that is paused or cut off does
 * not answer in time. What can be wrong with it is chosen.
 */
public final class FakeCluster implements Cluster {
  private static final long LATENCY = 2_000_000;
  private static final long LAG = 120_000_000;
  private static final long TIMEOUT = 400_000_000;

  /** What is wrong with it. */
  public enum Bug {
    NONE,
    /** Reads answer from a copy that lags behind. */
    STALE_READS,
    /** Never comes back from a kill. */
    STAYS_DEAD,
    /** A damaged node serves. */
    SERVES_DAMAGED,
    /** One node recovers to another state. */
    DIVERGES,
    /** Answers nothing but doubt. */
    SILENT,
    /** Not wrong: carries out every fifth change without an answer. */
    LOSES_ANSWERS,
    /** As before, and does not know a request again. */
    FORGETS_REQUESTS,
    /** Acknowledges every fiftieth change without making it. */
    LOSES_CHANGES,
    /** Appends and increments every fiftieth time twice. */
    TWICE,
    /** Fails changes for certain, and makes them all the same. */
    FAILS_WHAT_HAPPENS,
    /** A leader that was replaced goes on answering reads from its own copy. */
    DEPOSED_LEADER_READS,
    /** A leader without a quorum acknowledges changes, which are lost. */
    ANSWERS_BEFORE_COMMIT,
    /** For a while after an election, reads answer from a copy that lags behind. */
    FRESH_LEADER_READS,
    /** For a while after its restart, a node answers reads from a copy that lags behind. */
    RESTARTS_BEHIND,
    /** A node that does not reach the leader fails changes for certain, and they happen later. */
    FAILS_WHAT_IS_LATE,
    /** Loses the last change when a majority dies. */
    FORGETS_IN_CRASH
  }

  /** Runs a task so many nanoseconds later, or at once where nobody cares. */
  public interface Later {
    void after(long nanos, Runnable task);
  }

  private final List<String> nodes = new ArrayList<>();
  private final Later later;
  private final Bug bug;
  private final long snapshotCount;

  private final SortedMap<Long, Object> truth = new TreeMap<>();
  private final SortedMap<Long, Object> lagging = new TreeMap<>();
  private final SortedMap<Long, String> hashes = new TreeMap<>();
  private final List<Capability.Journal.Entry> journal = new ArrayList<>();
  private final SortedSet<String> dead = new TreeSet<>();
  private final SortedSet<String> paused = new TreeSet<>();
  private final SortedSet<String> torn = new TreeSet<>();
  private final SortedSet<String> damaged = new TreeSet<>();
  private final SortedSet<String> removed = new TreeSet<>();
  private final FakeMembership membership = new FakeMembership();
  private final Map<List<String>, Long> cut = new LinkedHashMap<>();
  private final Map<List<String>, Long> slow = new LinkedHashMap<>();
  private final Map<String, Long> cutClients = new LinkedHashMap<>();
  private final SortedSet<String> answersCut = new TreeSet<>();
  private final Map<Object, Op> answered = new LinkedHashMap<>();

  /** Copies of former leaders, from the time when each was replaced. */
  private final Map<String, SortedMap<Long, Object>> deposed = new TreeMap<>();

  /** Nodes whose reads are behind for now; all of them right after an election. */
  private final SortedSet<String> behind = new TreeSet<>();

  private String leader = "n1";
  private long term = 1;
  private long lastKey;
  private final List<Class<? extends Capability>> lacking = new ArrayList<>();
  private long changes;
  private long applied;
  private boolean closed;

  public FakeCluster(int size, long snapshotCount, Bug bug, Later later) {
    for (int i = 1; i <= size; i++) {
      nodes.add("n" + i);
    }
    this.snapshotCount = snapshotCount;
    this.bug = bug;
    this.later = later;
  }

  /** The same cluster, which lacks this capability from now on. */
  public FakeCluster without(Class<? extends Capability> capability) {
    lacking.add(capability);
    return this;
  }

  /** Whether no fault is in force. */
  public synchronized boolean healthy() {
    return removed.containsAll(dead)
        && paused.isEmpty()
        && cut.isEmpty()
        && slow.isEmpty()
        && cutClients.isEmpty();
  }

  public synchronized boolean closed() {
    return closed;
  }

  @Override
  public List<String> nodes() {
    return nodes.stream().filter(node -> !removed.contains(node) || !dead.contains(node)).toList();
  }

  /** As they are when all changes are done. */
  public synchronized List<String> members() {
    return nodes.stream().filter(node -> !removed.contains(node)).toList();
  }

  @Override
  public Client client(String node) {
    return new FakeClient(node);
  }

  @Override
  public <C extends Capability> Optional<C> capability(Class<C> kind) {
    if (lacking.contains(kind)) {
      return Optional.empty();
    }
    List<Capability> all =
        List.of(
            new Killing(),
            new Pausing(),
            new Cutting(),
            new Slowing(),
            new CuttingClients(),
            new Tearing(),
            new Damaging(),
            membership,
            leading(),
            new Capability.RequestIds() {},
            reporting(),
            new Recovering());
    return all.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  private Capability.Roles leading() {
    return () -> {
      synchronized (FakeCluster.this) {
        elect();
        return leads(leader)
            ? Optional.of(new Capability.Roles.Leader(leader, term))
            : Optional.empty();
      }
    };
  }

  private boolean leads(String node) {
    return !dead.contains(node) && !paused.contains(node) && hasQuorum(node);
  }

  /** Whether no cut keeps a node from reaching more than half of the nodes, both ways. */
  private boolean hasQuorum(String node) {
    long reached =
        members().stream()
            .filter(other -> !cut.containsKey(List.of(node, other)))
            .filter(other -> !cut.containsKey(List.of(other, node)))
            .count();
    return reached > members().size() / 2;
  }

  /** Another leader in place of one that leads no more. */
  private void elect() {
    if (leads(leader)) {
      return;
    }
    Optional<String> next = members().stream().filter(this::leads).findFirst();
    if (next.isPresent()) {
      deposed.put(leader, new TreeMap<>(truth));
      leader = next.get();
      term++;
      deposed.remove(leader);
      behind.addAll(nodes);
      later.after(3 * LAG, behind::clear);
    }
  }

  private Capability.Journal reporting() {
    return new Capability.Journal() {
      @Override
      public List<String> kinds() {
        return ASKED_FOR;
      }

      @Override
      public List<Entry> entries() {
        return List.copyOf(journal);
      }
    };
  }

  @Override
  public synchronized void heal() {
    cut.clear();
    slow.clear();
    cutClients.clear();
    paused.clear();
    new ArrayList<>(dead).forEach(this::start);
  }

  private void start(String node) {
    boolean out = damaged.contains(node) || removed.contains(node);
    if (bug == Bug.STAYS_DEAD || out || !dead.remove(node)) {
      return;
    }
    behind.add(node);
    later.after(3 * LAG, () -> behind.remove(node));
    if (torn.remove(node)) {
      report(node, "torn-end-repaired", new TreeMap<>());
    }
    report(node, "snapshot-installed", new TreeMap<>());
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private void report(String node, String kind, SortedMap<String, String> fields) {
    journal.add(new Capability.Journal.Entry(node, kind, fields));
  }

  /** Makes a write happen. */
  private void apply(long key, Object value) {
    truth.put(key, value);
    lastKey = key;
    later.after(LAG, () -> lagging.put(key, value));
    applied++;
    if (applied % snapshotCount == 0) {
      String hash = Integer.toHexString(truth.toString().hashCode());
      hashes.put(applied, hash);
      for (String node : nodes) {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("index", Long.toString(applied));
        fields.put("hash", hash);
        report(node, "state-hash", fields);
        report(node, "segment-purged", new TreeMap<>());
      }
    }
  }

  private final class FakeClient implements Client {
    private final String node;

    FakeClient(String node) {
      this.node = node;
    }

    @Override
    public void invoke(Op op, Consumer<Op> completion) {
      later.after(
          LATENCY,
          () -> {
            synchronized (FakeCluster.this) {
              arrive(op, completion);
            }
          });
    }

    private void arrive(Op op, Consumer<Op> completion) {
      elect();
      boolean held = paused.contains(node) || !hasQuorum(node);
      if (cut.keySet().stream().anyMatch(link -> link.contains(node))) {
        cut.replaceAll((link, bytes) -> bytes + 100);
      }
      slow.replaceAll((link, bytes) -> bytes + 100);
      if (cutClients.containsKey(node)) {
        cutClients.merge(node, 100L, Long::sum);
        if (answersCut.contains(node) && !held && !dead.contains(node)) {
          once(op);
        }
        later.after(TIMEOUT, () -> completion.accept(answer(op, Op.Type.INFO, null, "timeout")));
      } else if (bug == Bug.SILENT || held) {
        Optional<Op> wrong = wronglyAnswered(op);
        if (wrong.isPresent()) {
          later.after(LATENCY, () -> completion.accept(wrong.get()));
        } else {
          later.after(TIMEOUT, () -> completion.accept(answer(op, Op.Type.INFO, null, "timeout")));
        }
      } else if (dead.contains(node)) {
        completion.accept(answer(op, Op.Type.FAIL, null, "refused"));
      } else {
        Op answer = once(op);
        later.after(LATENCY, () -> completion.accept(answer));
      }
    }

    /** What a deposed leader answers if it has such a bug. */
    private Optional<Op> wronglyAnswered(Op op) {
      boolean old = deposed.containsKey(node) && !paused.contains(node);
      if (old && bug == Bug.DEPOSED_LEADER_READS && op.f().equals("read")) {
        return Optional.of(found(op, deposed.get(node)));
      }
      boolean acknowledges = bug == Bug.ANSWERS_BEFORE_COMMIT && !paused.contains(node);
      return acknowledges && !op.f().equals("read") && !op.f().equals("cas")
          ? Optional.of(answer(op, Op.Type.OK, op.value(), null))
          : Optional.empty();
    }

    private Op found(Op op, SortedMap<Long, Object> in) {
      long key = (Long) ((List<?>) op.value()).getFirst();
      return answer(
          op, Op.Type.OK, List.of(key, in.getOrDefault(key, new Keyword("absent"))), null);
    }

    private Op once(Op op) {
      if (op.f().equals("read")) {
        return carryOut(op);
      }
      changes++;
      Object request = op.extra().get("request");
      if (bug == Bug.FAILS_WHAT_IS_LATE && cut.containsKey(List.of(node, leader))) {
        later.after(4 * LAG, () -> carryOut(op));
        return answer(op, Op.Type.FAIL, null, "unavailable");
      }
      boolean knows = request != null && bug != Bug.FORGETS_REQUESTS;
      if (bug == Bug.LOSES_CHANGES && changes % 50 == 0) {
        return answer(op, Op.Type.OK, op.value(), null);
      }
      Op first = knows && answered.containsKey(request) ? answered.get(request) : carryOut(op);
      if (knows) {
        answered.put(request, first);
      }
      boolean twice = op.f().equals("append") || op.f().equals("increment");
      if (bug == Bug.TWICE && twice && changes % 50 == 0) {
        carryOut(op);
      }
      if (bug == Bug.FAILS_WHAT_HAPPENS && changes % 50 == 0) {
        return answer(op, Op.Type.FAIL, null, "unavailable");
      }
      boolean mute = bug == Bug.LOSES_ANSWERS || bug == Bug.FORGETS_REQUESTS;
      return mute && changes % 5 == 0 ? answer(op, Op.Type.INFO, null, "timeout") : first;
    }

    private Op carryOut(Op op) {
      List<?> tuple = (List<?>) op.value();
      long key = (Long) tuple.get(0);
      boolean isBehind =
          bug == Bug.STALE_READS
              || bug == Bug.FRESH_LEADER_READS && behind.containsAll(members())
              || bug == Bug.RESTARTS_BEHIND && behind.contains(node);
      SortedMap<Long, Object> seen = isBehind ? lagging : truth;
      return switch (op.f()) {
        case "read" ->
            answer(
                op, Op.Type.OK, List.of(key, seen.getOrDefault(key, new Keyword("absent"))), null);
        case "append" -> {
          List<Object> longer = new ArrayList<>();
          if (truth.get(key) instanceof List<?> list) {
            longer.addAll(list);
          }
          longer.add(tuple.get(1));
          apply(key, List.copyOf(longer));
          yield answer(op, Op.Type.OK, op.value(), null);
        }
        case "increment" -> {
          long sum = (Long) truth.getOrDefault(key, 0L) + (Long) tuple.get(1);
          apply(key, sum);
          Op done = answer(op, Op.Type.OK, op.value(), null);
          done.extra().put("result", sum);
          yield done;
        }
        case "write", "add" -> {
          apply(key, tuple.get(1));
          yield answer(op, Op.Type.OK, op.value(), null);
        }
        case "cas" -> {
          List<?> change = (List<?>) tuple.get(1);
          if (!change.get(0).equals(truth.getOrDefault(key, new Keyword("absent")))) {
            yield answer(op, Op.Type.FAIL, null, "cas-mismatch");
          }
          apply(key, change.get(1));
          yield answer(op, Op.Type.OK, op.value(), null);
        }
        default -> throw new IllegalArgumentException(op.f());
      };
    }

    @Override
    public void close() {}
  }

  static Op answer(Op op, Op.Type type, Object value, String error) {
    SortedMap<String, Object> extra = new TreeMap<>(op.extra());
    if (error != null) {
      extra.put("error", new Keyword(error));
    }
    return new Op(-1, -1, type, op.process(), op.f(), value, extra);
  }

  private final class Killing implements Capability.Kill {
    @Override
    public void kill(String node) {
      dead.add(node);
      if (bug == Bug.FORGETS_IN_CRASH && dead.size() == nodes.size() / 2 + 1) {
        truth.remove(lastKey);
      }
    }

    @Override
    public void start(String node) {
      synchronized (FakeCluster.this) {
        FakeCluster.this.start(node);
      }
    }

    @Override
    public boolean running(String node) {
      return !dead.contains(node);
    }
  }

  private final class Pausing implements Capability.Pause {
    @Override
    public void pause(String node) {
      paused.add(node);
    }

    @Override
    public void resume(String node) {
      paused.remove(node);
    }
  }

  private final class Cutting implements Capability.Links {
    @Override
    public void cut(String from, String to) {
      cut.put(List.of(from, to), 0L);
    }

    @Override
    public SortedMap<String, Long> heal(String from, String to, boolean late) {
      Long bytes = cut.remove(List.of(from, to));
      SortedMap<String, Long> counted = new TreeMap<>();
      counted.put("bytes-held", bytes == null ? 0 : bytes);
      return counted;
    }
  }

  private final class Slowing implements Capability.SlowLinks {
    @Override
    public void slow(String from, String to, long delayMillis, long bytesPerSecond) {
      slow.put(List.of(from, to), 0L);
    }

    @Override
    public SortedMap<String, Long> fast(String from, String to) {
      return new TreeMap<>(Map.of("bytes-delayed", slow.remove(List.of(from, to))));
    }
  }

  private final class CuttingClients implements Capability.ClientLinks {
    @Override
    public void cutClients(String node, Direction direction) {
      cutClients.put(node, 0L);
      if (direction == Direction.ANSWERS) {
        answersCut.add(node);
      }
    }

    @Override
    public SortedMap<String, Long> healClients(String node, boolean late) {
      answersCut.remove(node);
      return new TreeMap<>(Map.of("bytes-held", cutClients.remove(node)));
    }
  }

  private final class Tearing implements Capability.TornLog {
    @Override
    public Torn tear(String node, Tear tear, long choice) {
      if (!dead.contains(node)) {
        throw new IllegalStateException(node + " is up");
      }
      torn.add(node);
      return tear == Tear.CUT
          ? new Torn(tear, "wal/0", 4096 + choice % 7, 12, 0)
          : new Torn(tear, "wal/0", 4096, 0, 1 + choice % 9);
    }
  }

  private final class Damaging implements Capability.Damage {
    @Override
    public Damaged damage(String node, Kind kind, long choice) {
      if (!dead.contains(node) || !damaged.add(node)) {
        throw new IllegalStateException(node + " is up, or damaged already");
      }
      boolean bit = kind == Kind.BIT || kind == Kind.SNAPSHOT_BIT;
      return new Damaged(kind, "wal/0", choice % 4096, bit ? 0 : 12, bit ? 1 : 0);
    }

    @Override
    public Tried tryToStart(String node) {
      if (bug == Bug.SERVES_DAMAGED) {
        return new Tried(Reaction.SERVED, "");
      }
      TreeMap<String, String> fields = new TreeMap<>();
      fields.put("code", "1");
      fields.put("last", "wal/0 is damaged");
      report(node, "exited-by-itself", fields);
      return new Tried(Reaction.NOTICED, "wal/0 is damaged");
    }

    @Override
    public List<String> outOfService() {
      return nodes.stream().filter(damaged::contains).toList();
    }
  }

  /**
   * Each change takes two looks at it, and a newcomer votes some looks at the members later. A
   * removed node ends when it is neither paused nor cut off.
   */
  private final class FakeMembership implements Capability.Membership {
    private Optional<Change> change = Optional.empty();
    private int looks;

    @Override
    public List<Member> members() {
      looks += change.isPresent() && change.get().stage() == Stage.DONE ? 1 : 0;
      return FakeCluster.this.members().stream()
          .map(node -> new Member(node, looks > 3 || !newcomer().equals(node)))
          .toList();
    }

    private String newcomer() {
      return change.filter(c -> c.wish() != Wish.REMOVE).map(Change::node).orElse("");
    }

    @Override
    public String nextName() {
      return "n" + (nodes.size() + 1);
    }

    @Override
    public boolean add(String node) {
      return begin(Wish.ADD, node);
    }

    @Override
    public boolean remove(String node) {
      return begin(Wish.REMOVE, node);
    }

    @Override
    public boolean replace(String node) {
      return begin(Wish.REPLACE, node);
    }

    private boolean begin(Wish wish, String node) {
      if (change.isPresent() && change.get().stage() == Stage.UNDER_WAY) {
        return false;
      }
      looks = 0;
      change = Optional.of(new Change(wish, node, Stage.UNDER_WAY, "not yet"));
      return true;
    }

    @Override
    public Optional<Change> change() {
      if (change.isPresent() && change.get().stage() == Stage.UNDER_WAY && ++looks == 2) {
        Change now = change.get();
        change = Optional.of(new Change(now.wish(), now.node(), Stage.DONE, ""));
        decided(now);
      }
      return change;
    }

    private void decided(Change now) {
      switch (now.wish()) {
        case ADD -> {
          if (!nodes.contains(now.node())) {
            nodes.add(now.node());
          }
          removed.remove(now.node());
          dead.remove(now.node());
        }
        case REMOVE -> removed.add(now.node());
        case REPLACE -> {
          damaged.remove(now.node());
          dead.remove(now.node());
        }
      }
    }

    @Override
    public List<String> leftRunning() {
      for (String node : removed) {
        boolean told =
            !paused.contains(node) && cut.keySet().stream().noneMatch(l -> l.contains(node));
        if (told && dead.add(node)) {
          report(node, "removed", new TreeMap<>());
          report(node, "exited-by-itself", new TreeMap<>(Map.of("code", "0")));
        }
      }
      return removed.stream().filter(node -> !dead.contains(node)).toList();
    }

    @Override
    public void retire(String node) {
      dead.add(node);
    }
  }

  private final class Recovering implements Capability.Recovery {
    @Override
    public Optional<Long> settle() {
      return Optional.of(applied);
    }

    @Override
    public Recovered recover(String node, long until) {
      String hash = Integer.toHexString(truth.toString().hashCode());
      boolean other = bug == Bug.DIVERGES && node.equals("n2");
      return new Recovered(node, until, 1, other ? "another" : hash, Optional.empty());
    }

    @Override
    public Replay replay(String node, long every) {
      return new Replay(node, new TreeMap<>(hashes), Optional.empty());
    }
  }
}
