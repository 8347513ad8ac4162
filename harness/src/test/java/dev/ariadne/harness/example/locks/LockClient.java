package dev.ariadne.harness.example.locks;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.interpreter.VirtualScheduler;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Carries {@code acquire [lock who]} and {@code release [lock who]} to the lock's node. */
final class LockClient implements Client {
  private static final long PATIENCE_NANOS = 1_000_000_000;

  private final LockCluster cluster;
  private final VirtualScheduler time;

  LockClient(LockCluster cluster, VirtualScheduler time) {
    this.cluster = cluster;
    this.time = time;
  }

  @Override
  public void invoke(Op op, Consumer<Op> completion) {
    Once once = new Once(completion);
    LockNode node = cluster.nodeOf((Long) ((List<?>) op.value()).get(0));
    time.after(cluster.messageNanos(), () -> arrive(node, op, once));
    // Whether it happened nobody knows: neither OK nor FAIL.
    time.after(PATIENCE_NANOS, () -> once.accept(answer(op, Op.Type.INFO, "timeout")));
  }

  private void arrive(LockNode node, Op op, Once once) {
    if (!node.running()) {
      // Certain: it was never begun.
      once.accept(answer(op, Op.Type.FAIL, "refused"));
      return;
    }
    List<?> value = (List<?>) op.value();
    String lock = value.get(0).toString();
    String who = (String) value.get(1);
    long life = node.life();
    Consumer<Boolean> reply =
        done -> {
          time.tell(() -> "reply to " + op.f() + " " + value + ": " + done);
          time.after(
              cluster.messageNanos(),
              () -> {
                if (node.runs(life)) {
                  once.accept(done ? answer(op, Op.Type.OK, "") : answer(op, Op.Type.FAIL, "no"));
                }
              });
        };
    if (op.f().equals("acquire")) {
      node.service().acquire(lock, who, reply);
    } else {
      node.service().release(lock, who, reply);
    }
  }

  private static Op answer(Op op, Op.Type type, String error) {
    TreeMap<String, Object> extra = new TreeMap<>(op.extra());
    if (!error.isEmpty()) {
      extra.put("error", new Keyword(error));
    }
    return new Op(op.index(), op.time(), type, op.process(), op.f(), op.value(), extra);
  }

  @Override
  public void close() {}

  /** The first answer counts. */
  private static final class Once implements Consumer<Op> {
    private final Consumer<Op> completion;
    private boolean answered;

    Once(Consumer<Op> completion) {
      this.completion = completion;
    }

    @Override
    public void accept(Op op) {
      if (!answered) {
        answered = true;
        completion.accept(op);
      }
    }
  }
}
