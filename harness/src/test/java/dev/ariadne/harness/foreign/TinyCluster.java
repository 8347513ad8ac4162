package dev.ariadne.harness.foreign;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Somebody else's system, with as little as {@link Cluster} asks for: registers in one map, nodes
 * that refuse at once when they are down. What else it offers is added by name.
 */
final class TinyCluster implements Cluster {
  private static final long LATENCY_NANOS = 1_000_000;
  private static final Keyword ABSENT = new Keyword("absent");

  /** Runs a task so many nanoseconds later. */
  interface Later {
    void after(long nanos, Runnable task);
  }

  private final List<String> nodes = new ArrayList<>();
  private final Later later;
  private final List<Capability> capabilities = new ArrayList<>();
  private final SortedMap<Object, Object> registers = new TreeMap<>();
  private final TreeSet<String> down = new TreeSet<>();

  /** Every so many operations one is answered; 1: all. */
  private int answersOneOf = 1;

  private long asked;
  private boolean healFails;

  /** Nodes that never come back. */
  private final TreeSet<String> gone = new TreeSet<>();

  TinyCluster(int size, Later later) {
    this.later = later;
    for (int i = 1; i <= size; i++) {
      nodes.add("n" + i);
    }
  }

  TinyCluster with(Capability capability) {
    capabilities.add(capability);
    return this;
  }

  TinyCluster answeringOneOf(int operations) {
    answersOneOf = operations;
    return this;
  }

  TinyCluster whoseHealFails() {
    healFails = true;
    return this;
  }

  /** Its nodes end by themselves after so long, and never come back. */
  TinyCluster dyingAfter(long nanos, String... who) {
    later.after(
        nanos,
        () -> {
          down.addAll(List.of(who));
          gone.addAll(List.of(who));
        });
    return this;
  }

  /** Nodes that are down from the beginning, and for ever. */
  TinyCluster without(String... who) {
    down.addAll(List.of(who));
    gone.addAll(List.of(who));
    return this;
  }

  /** Nodes that can be killed, and looked at. */
  Capability.Kill killing() {
    return new Capability.Kill() {
      @Override
      public void kill(String node) {
        down.add(node);
      }

      @Override
      public void start(String node) {
        if (!gone.contains(node)) {
          down.remove(node);
        }
      }

      @Override
      public boolean running(String node) {
        return !down.contains(node);
      }
    };
  }

  /** Links that can be cut, by somebody who cannot count what they hold. */
  static Capability.Links uncountedLinks() {
    return new Capability.Links() {
      @Override
      public void cut(String from, String to) {}

      @Override
      public SortedMap<String, Long> heal(String from, String to, boolean late) {
        return new TreeMap<>();
      }
    };
  }

  /** A journal of what it is given; its kinds are not declared. */
  static Capability.Journal journal(Capability.Journal.Entry... entries) {
    return () -> List.of(entries);
  }

  static Capability.Journal.Entry entry(String node, String kind) {
    return new Capability.Journal.Entry(node, kind, new TreeMap<>());
  }

  /** Disks that all recover to this state. */
  static Capability.Recovery recoveringTo(String state) {
    return new Capability.Recovery() {
      @Override
      public Optional<Long> settle() {
        return Optional.of(7L);
      }

      @Override
      public Recovered recover(String node, long until) {
        return new Recovered(node, until, 1, state, Optional.empty());
      }

      @Override
      public Replay replay(String node, long every) {
        return new Replay(node, new TreeMap<>(), Optional.empty());
      }
    };
  }

  @Override
  public List<String> nodes() {
    return nodes;
  }

  @Override
  public Client client(String node) {
    return new Client() {
      @Override
      public void invoke(Op op, Consumer<Op> completion) {
        if (down.contains(node)) {
          completion.accept(answer(op, Op.Type.FAIL, "Connection refused"));
        } else {
          later.after(LATENCY_NANOS, () -> completion.accept(carryOut(op)));
        }
      }

      @Override
      public void close() {}
    };
  }

  private Op carryOut(Op op) {
    List<?> pair = (List<?>) op.value();
    Object key = pair.get(0);
    if (asked++ % answersOneOf != 0) {
      return answer(op, Op.Type.FAIL, "overloaded");
    }
    Object now = registers.getOrDefault(key, ABSENT);
    switch (op.f()) {
      case "read" -> {
        return new Op(-1, -1, Op.Type.OK, op.process(), op.f(), List.of(key, now), op.extra());
      }
      case "cas" -> {
        List<?> change = (List<?>) pair.get(1);
        if (!change.get(0).equals(now)) {
          return failed(op, new Keyword("cas-mismatch"));
        }
        registers.put(key, change.get(1));
      }
      default -> registers.put(key, pair.get(1));
    }
    return new Op(-1, -1, Op.Type.OK, op.process(), op.f(), op.value(), op.extra());
  }

  private static Op answer(Op op, Op.Type type, String error) {
    Op failed = failed(op, error);
    return new Op(-1, -1, type, op.process(), op.f(), op.value(), failed.extra());
  }

  private static Op failed(Op op, Object error) {
    TreeMap<String, Object> extra = new TreeMap<>(op.extra());
    extra.put("error", error);
    return new Op(-1, -1, Op.Type.FAIL, op.process(), op.f(), op.value(), extra);
  }

  @Override
  public <C extends Capability> Optional<C> capability(Class<C> kind) {
    return capabilities.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  @Override
  public void heal() {
    if (healFails) {
      throw new IllegalStateException("nobody is there to be healed");
    }
    down.retainAll(gone);
  }

  @Override
  public void close() {
    if (healFails) {
      throw new IllegalStateException("nobody is there to be stopped");
    }
  }
}
