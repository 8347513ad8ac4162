package dev.ariadne.harness.jqwik;

import dev.ariadne.checker.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/**
 * The values for properties of clusters, for {@code @Domain(ClusterDomain.class)}: {@link
 * ClientOp}, {@link ScriptFault}, {@link Script}, and histories as {@link RegisterHistory}.
 *
 * <p>A script shrinks as a whole: first to fewer faults, then to fewer operations, to fewer nodes,
 * to simpler ones of each, to earlier and shorter ones, and last to another world. In a completely
 * shrunk script no fault and no operation can be left out.
 */
public final class ClusterDomain extends DomainContextBase {
  private static final int CLIENTS_MAX = 4;
  private static final int KEYS_MAX = 2;
  private static final int GAP_MILLIS_MAX = 300;
  private static final int BEGIN_MILLIS_MAX = 4_000;
  private static final int LENGTH_MILLIS_MAX = 3_000;
  private static final int DEEDS_MAX = 40;
  private static final int STRIKES_MAX = 5;
  private static final int NODES_MAX = 5;
  private static final int WORLDS = 1000;

  /** The number of values that jqwik assumes for a distribution. */
  private static final int GEN_SIZE = 1000;

  /** The number of nodes of a cluster. Smaller is simpler. */
  public static Arbitrary<Integer> layouts() {
    return Arbitraries.integers().between(1, NODES_MAX);
  }

  /** Operations of clients. A read is simpler than a write. */
  public static Arbitrary<ClientOp> operations() {
    return Combinators.combine(
            Arbitraries.of(ClientOp.Kind.class),
            Arbitraries.integers().between(1, CLIENTS_MAX),
            Arbitraries.integers().between(0, KEYS_MAX - 1),
            millis(0, GAP_MILLIS_MAX))
        .as(ClientOp::new);
  }

  /** Faults of nodes and of the network. */
  public static Arbitrary<ScriptFault> faults() {
    return Combinators.combine(
            Arbitraries.of(ScriptFault.Kind.class),
            Arbitraries.integers().between(1, NODES_MAX),
            millis(0, BEGIN_MILLIS_MAX),
            millis(Shrinker.STEP_MILLIS, LENGTH_MILLIS_MAX))
        .as(ScriptFault::new);
  }

  private static Arbitrary<Integer> millis(int least, int most) {
    int step = Shrinker.STEP_MILLIS;
    return Arbitraries.integers().between(least / step, most / step).map(steps -> steps * step);
  }

  /** Faults over time. Fewer are simpler. */
  public static Arbitrary<List<ScriptFault>> schedules() {
    return faults().list().ofMaxSize(STRIKES_MAX);
  }

  /** The number of entries between two snapshots of a node. The usual number is simpler. */
  public static Arbitrary<Integer> snapshots() {
    return Arbitraries.of(Script.USUAL_SNAPSHOTS, 10, Shrinker.FEWEST_ENTRIES);
  }

  @Provide
  Arbitrary<ClientOp> deeds() {
    return operations();
  }

  @Provide
  Arbitrary<ScriptFault> strikes() {
    return faults();
  }

  /** Complete scenarios. */
  @Provide
  public Arbitrary<Script> scripts() {
    Arbitrary<Script> spelledOut =
        Combinators.combine(
                schedules(),
                operations().list().ofMaxSize(DEEDS_MAX),
                layouts(),
                snapshots(),
                Arbitraries.longs().between(1, WORLDS))
            .as(Script::new);
    return Arbitraries.fromGenerator(
        spelledOut
            .generator(GEN_SIZE, true)
            .mapShrinkable(script -> new ScriptShrinkable(script.value())));
  }

  /** Well-formed histories of one register. About half of them are wrong. */
  @Provide
  public Arbitrary<RegisterHistory> histories() {
    return Combinators.combine(
            Arbitraries.integers().between(0, CLIENTS_MAX - 1),
            Arbitraries.of("read", "write"),
            Arbitraries.longs().between(1, 3),
            Arbitraries.of(Op.Type.OK, Op.Type.INFO, Op.Type.FAIL))
        .as(ClusterDomain::half)
        .list()
        .ofMaxSize(DEEDS_MAX)
        .map(ClusterDomain::history);
  }

  /** An event of a client. It begins an operation, or ends the open operation of the client. */
  private record Half(int client, String f, long value, Op.Type end) {}

  private static Half half(int client, String f, long value, Op.Type end) {
    return new Half(client, f, value, end);
  }

  private static RegisterHistory history(List<Half> halves) {
    List<Op> ops = new ArrayList<>();
    SortedMap<Integer, Op> busy = new TreeMap<>();
    SortedMap<Integer, Long> lives = new TreeMap<>();
    for (Half half : halves) {
      long life = lives.getOrDefault(half.client(), 0L);
      Op.Process process = new Op.Process.Client(half.client() + life * CLIENTS_MAX);
      Op begun = busy.remove(half.client());
      if (begun == null) {
        Object value = half.f().equals("write") ? half.value() : null;
        Op op = op(ops, Op.Type.INVOKE, process, half.f(), value);
        ops.add(op);
        busy.put(half.client(), op);
      } else {
        boolean read = begun.f().equals("read") && half.end() == Op.Type.OK;
        ops.add(op(ops, half.end(), process, begun.f(), read ? half.value() : begun.value()));
        if (half.end() == Op.Type.INFO) {
          lives.merge(half.client(), 1L, Long::sum);
        }
      }
    }
    return new RegisterHistory(ops);
  }

  private static Op op(List<Op> before, Op.Type type, Op.Process process, String f, Object value) {
    long index = before.size();
    return new Op(index, index, type, process, f, value, new TreeMap<>());
  }
}
