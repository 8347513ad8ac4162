package dev.ariadne.harness.scene;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.generator.Context;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Invocation;
import dev.ariadne.harness.generator.NextOperation;
import dev.ariadne.harness.generator.Worker;
import dev.ariadne.harness.history.RecordEdn;
import dev.ariadne.harness.workload.KeyOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One scene from its beginning to its end. Its last operation is {@link ActKind#END}, whatever
 * happened; after that it is exhausted.
 *
 * @param name of the scene
 * @param acting the state of the present step's act
 * @param actTime when the act is to be done
 * @param emitted the client's operation that was handed out last and has not begun yet
 * @param ending why the scene ends: what did not happen, or an empty text if it took place; empty
 *     while it goes on
 */
record SceneRun(
    String name,
    SceneKind.Steps script,
    KeyOperations operations,
    SceneView view,
    Acting acting,
    long actTime,
    Optional<SceneOp> emitted,
    Optional<String> ending)
    implements Generator {

  /** The state of an act. */
  enum Acting {
    /** It is to be done. */
    DUE,
    /** It was handed out. */
    BEGUN,
    /** The nemesis has noted that it begins. */
    NOTED,
    DONE
  }

  /** The name of the nemesis's operations. */
  static final String F = "scene";

  /** The time from an act to the same act again. */
  private static final long AGAIN_NANOS = 100_000_000;

  static SceneRun of(
      String name, SceneKind.Steps script, KeyOperations operations, long key, long now) {
    return new SceneRun(
        name,
        script,
        operations,
        SceneView.of(key, now),
        Acting.DUE,
        now,
        Optional.empty(),
        Optional.empty());
  }

  private SceneStep step() {
    return script.steps().get(view.step());
  }

  @Override
  public NextOperation next(Context context) {
    SceneRun now = this;
    while (now.ending.isEmpty()) {
      SceneStep step = now.step();
      if (now.acting == Acting.DUE) {
        if (step.act().isPresent()) {
          return now.act(context, step.act().get().apply(now.view).in(name, step.name()));
        }
        now = now.acted(Optional.empty(), context.time());
      }
      if (now.acting != Acting.DONE) {
        return new NextOperation.Pending(NextOperation.EVENT, now);
      }
      Optional<SceneRun> later = now.over(context.time());
      if (later.isEmpty()) {
        return now.traffic(context);
      }
      now = later.get();
    }
    if (now.acting == Acting.DONE) {
      return new NextOperation.Exhausted();
    }
    return now.acting == Acting.DUE
        ? now.act(context, SceneAct.end(now.ending.filter(why -> !why.isEmpty())).in(name, "end"))
        : new NextOperation.Pending(NextOperation.EVENT, now);
  }

  /** Hands out an act once the nemesis is free and the time has come. */
  private NextOperation act(Context context, SceneAct act) {
    if (!context.isFree(Worker.NEMESIS)) {
      return new NextOperation.Pending(NextOperation.EVENT, this);
    }
    if (context.time() < actTime) {
      return new NextOperation.Pending(actTime, this);
    }
    return new NextOperation.Emit(
        new Invocation(Worker.NEMESIS, F, RecordEdn.write(act)), with(Acting.BEGUN));
  }

  /** The next step or the end, if the present step is over; empty if it goes on. */
  private Optional<SceneRun> over(long now) {
    SceneStep step = step();
    long since = now - view.stepBegan();
    if (since >= step.leastNanos() && step.until().test(view)) {
      return Optional.of(nextStep(now));
    }
    if (since < step.mostNanos()) {
      return step.again() && acting == Acting.DONE && now >= actTime + AGAIN_NANOS
          ? Optional.of(
              new SceneRun(name, script, operations, view, Acting.DUE, now, emitted, ending))
          : Optional.empty();
    }
    return Optional.of(step.otherwise().map(why -> ended(why, now)).orElseGet(() -> nextStep(now)));
  }

  private SceneRun nextStep(long now) {
    if (view.step() + 1 < script.steps().size()) {
      return new SceneRun(
          name, script, operations, view.next(now), Acting.DUE, now, emitted, ending);
    }
    return ended(script.tookPlace().test(view) ? "" : script.otherwise(), now);
  }

  private SceneRun ended(String why, long now) {
    return new SceneRun(name, script, operations, view, Acting.DUE, now, emitted, Optional.of(why));
  }

  private SceneRun with(Acting state) {
    return new SceneRun(name, script, operations, view, state, actTime, emitted, ending);
  }

  private SceneRun with(SceneView other) {
    return new SceneRun(name, script, operations, other, acting, actTime, emitted, ending);
  }

  /** The act is done; the step's time begins with the first one. */
  private SceneRun acted(Optional<Object> value, long now) {
    boolean first = !view.acts().containsKey(view.step());
    SceneView told =
        value
            .map(v -> view.acted(v, first ? now : view.stepBegan()))
            .orElseGet(() -> view.at(view.step(), now));
    SceneView grouped = ending.isEmpty() ? told.grouped(step().groups().apply(told)) : told;
    return new SceneRun(name, script, operations, grouped, Acting.DONE, now, emitted, ending);
  }

  /** An operation of the step's traffic, or when to ask again. */
  private NextOperation traffic(Context context) {
    SceneStep step = step();
    long now = context.time();
    long until = view.stepBegan() + step.mostNanos();
    if (now < view.stepBegan() + step.leastNanos()) {
      until = Math.min(until, view.stepBegan() + step.leastNanos());
    }
    if (step.again()) {
      until = Math.min(until, actTime + AGAIN_NANOS);
    }
    for (int number = 0; number < step.traffic().size(); number++) {
      Traffic traffic = step.traffic().get(number);
      long due = due(traffic, number);
      if (due > now) {
        until = Math.min(until, due);
      } else if (anyFree(context)) {
        Optional<NextOperation> next = begin(context, traffic, number);
        if (next.isPresent()) {
          return next.get();
        }
      }
    }
    return new NextOperation.Pending(until, this);
  }

  private static boolean anyFree(Context context) {
    return context.free().stream().anyMatch(worker -> !worker.isNemesis());
  }

  /** When traffic may begin its next operation. */
  private long due(Traffic traffic, int number) {
    long last = Long.MIN_VALUE;
    int open = 0;
    int begun = 0;
    for (SceneOp op : view.ops()) {
      if (op.step() == view.step() && op.traffic() == number) {
        begun++;
        open += op.open() ? 1 : 0;
        last = Math.max(last, op.begun());
      }
    }
    boolean full = open >= traffic.atOnce() || begun >= traffic.max();
    boolean spent =
        traffic.kind() != SceneOp.Kind.READ && view.changes() >= KeyOperations.NUMBERS_MAX;
    if (full || spent || emitted.isPresent()) {
      return NextOperation.EVENT;
    }
    return begun == 0 ? view.stepBegan() + traffic.afterNanos() : last + traffic.gapNanos();
  }

  private Optional<NextOperation> begin(Context context, Traffic traffic, int number) {
    List<String> nodes = traffic.nodes().apply(view);
    if (nodes.isEmpty()) {
      return Optional.empty();
    }
    int turn = (int) view.count(op -> op.step() == view.step() && op.traffic() == number);
    String node = nodes.get(turn % nodes.size());
    Worker worker = worker(context, node);
    long change = traffic.kind() == SceneOp.Kind.READ ? view.acknowledged() : view.changes() + 1;
    KeyOperations.Call call =
        switch (traffic.kind()) {
          case READ -> operations.read(view.key(), change);
          case CHANGE -> operations.change(view.key(), change);
          case CHANGE_ONCE -> operations.changeOnce(view.key(), change).orElseThrow();
        };
    SortedMap<String, Object> extra = new TreeMap<>();
    extra.put(Invocation.NODE, node);
    extra.put(Invocation.RETRY, traffic.kind() == SceneOp.Kind.CHANGE_ONCE ? "id" : "none");
    SceneOp op =
        new SceneOp(
            traffic.kind(),
            view.step(),
            number,
            change,
            node,
            context.processes().get(worker),
            context.time(),
            Long.MAX_VALUE,
            Op.Type.INVOKE,
            null);
    return Optional.of(
        new NextOperation.Emit(
            new Invocation(worker, call.f(), call.value(), extra),
            new SceneRun(
                name, script, operations, view, acting, actTime, Optional.of(op), ending)));
  }

  /** A free client: if possible one that has used the node before, as clients do that stay. */
  private Worker worker(Context context, String node) {
    List<Worker> free = new ArrayList<>(context.free());
    free.remove(Worker.NEMESIS);
    for (int i = view.ops().size() - 1; i >= 0; i--) {
      SceneOp op = view.ops().get(i);
      if (op.node().equals(node)) {
        Optional<Worker> same = context.worker(op.process()).filter(free::contains);
        if (same.isPresent()) {
          return same.get();
        }
      }
    }
    return free.getFirst();
  }

  @Override
  public Generator update(Context context, Op event) {
    if (event.process() instanceof Op.Process.Named) {
      return ofNemesis(event);
    }
    if (event.type() == Op.Type.INVOKE) {
      boolean ours = emitted.isPresent() && emitted.get().process().equals(event.process());
      return ours
          ? new SceneRun(
              name,
              script,
              operations,
              view.with(emitted.get()),
              acting,
              actTime,
              Optional.empty(),
              ending)
          : this;
    }
    for (SceneOp op : view.ops()) {
      if (op.open() && op.process().equals(event.process())) {
        return with(view.with(op, op.completed(event)));
      }
    }
    return this;
  }

  private SceneRun ofNemesis(Op event) {
    if (!event.f().equals(F)) {
      return this;
    }
    return switch (acting) {
      case BEGUN -> with(Acting.NOTED);
      case NOTED -> acted(Optional.of(event.value()), event.time());
      case DUE, DONE -> this;
    };
  }
}
