package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.run.ReplayRequest;
import dev.ariadne.harness.run.RunResult;
import dev.ariadne.harness.run.TraceWriter;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.node.Event;
import dev.ariadne.server.node.FrameText;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.NodeView;
import dev.ariadne.server.raft.Payload;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A world that is run again while somebody listens. It only looks on: the run stays the same. */
final class TraceReplay implements Observer {
  /** Entries of a node's log that are shown, the last ones. */
  private static final int ENTRIES_SHOWN = 12;

  /** The event that was asked for is over. */
  private static final class Reached extends RuntimeException {
    private static final long serialVersionUID = 1;

    Reached() {
      super(null, null, false, false);
    }
  }

  private final SimRun run;
  private final TraceWriter trace;

  TraceReplay(SimRun run, ReplayRequest request) {
    this.run = run;
    this.trace = new TraceWriter(request);
  }

  /** Empty if it was stopped before its end. */
  Optional<RunResult> run() throws IOException {
    run.world().observe(this);
    try {
      SimRun.Outcome outcome =
          run.execute(Optional.empty(), note -> tellLine(run.world(), note), this::recorded);
      return Optional.of(run.finished(outcome, Optional.empty()));
    } catch (Reached e) {
      return Optional.empty();
    }
  }

  private void tellLine(SimWorld world, String text) {
    trace.happens(world.events() + 1, world.now(), text);
  }

  /** Between two events: clients begin and learn nothing within one. */
  private void recorded(Op op) {
    SimWorld world = run.world();
    if (trace.recorded(op, world.events(), world.now())) {
      stop(world);
    }
  }

  @Override
  public void happened(SimWorld world) {
    if (trace.endsAfter(world.events())) {
      stop(world);
    }
  }

  private void stop(SimWorld world) {
    trace.stop(world.events(), world.now());
    world.nodes().forEach(this::show);
    throw new Reached();
  }

  private void show(SimNode node) {
    if (!node.running()) {
      trace.show("  %s is down%s".formatted(node.name(), node.damaged() ? ", damaged" : ""));
      return;
    }
    Optional<ServerView> view = node.server().flatMap(server -> server.view());
    if (view.isEmpty()) {
      trace.show("  %s is starting".formatted(node.name()));
      return;
    }
    NodeView raft = view.get().raft();
    trace.show(
        "  %s %s: term %d, voted for %s, leader %s, log %d..%d (durable %d), commit %d, applied %d%s"
            .formatted(
                node.name(),
                raft.role().name().toLowerCase(Locale.ROOT),
                raft.term(),
                name(raft.vote()),
                name(raft.leader()),
                raft.firstIndex(),
                raft.lastIndex(),
                raft.stable(),
                raft.commit(),
                view.get().store().applied(),
                node.paused() ? ", paused" : ""));
    long from = Math.max(raft.firstIndex(), raft.lastIndex() - ENTRIES_SHOWN + 1);
    for (long index = from; index <= raft.lastIndex(); index++) {
      trace.show("       " + entry(raft.entry(index)));
    }
  }

  private static String name(int id) {
    return id == 0 ? "nobody" : "n" + id;
  }

  private static String entry(Entry entry) {
    String what =
        switch (entry.payload()) {
          case Payload.NoOp none -> "a new leader's first entry";
          case Payload.Command command ->
              "command %d of n%d since its start %d, %d bytes"
                  .formatted(
                      command.origin().sequence(),
                      command.origin().id(),
                      command.origin().boot(),
                      command.data().length());
          case Payload.Config config ->
              "members "
                  + config.membership().members().stream()
                      .map(
                          member ->
                              "n"
                                  + member.id()
                                  + " "
                                  + member.role().name().toLowerCase(Locale.ROOT))
                      .collect(Collectors.joining(", "));
        };
    return "%d of term %d: %s".formatted(entry.index(), entry.term(), what);
  }

  @Override
  public void sent(SimWorld world, SimNode from, int to, Bytes frame) {
    if (trace.writes()) {
      tellLine(world, "%s sends n%d  %s".formatted(from.name(), to, FrameText.of(frame)));
    }
  }

  @Override
  public void delivered(SimWorld world, int from, SimNode to, Bytes frame) {
    if (trace.writes()) {
      tellLine(world, "%s hears n%d  %s".formatted(to.name(), from, FrameText.of(frame)));
    }
  }

  @Override
  public void asked(SimWorld world, SimNode node, Request request) {
    tellLine(world, "%s is asked  %s".formatted(node.name(), request));
  }

  @Override
  public void replied(SimWorld world, SimNode node, Request request, Reply reply) {
    tellLine(world, "%s answers  %s".formatted(node.name(), reply));
  }

  @Override
  public void starting(SimWorld world, SimNode node) {
    tellLine(world, "%s starts, boot %d".formatted(node.name(), node.boot()));
  }

  @Override
  public void ended(SimWorld world, SimNode node, SimNode.End end, String why) {
    tellLine(
        world,
        "%s ends: %s %s"
            .formatted(node.name(), end.name().toLowerCase(Locale.ROOT).replace('_', ' '), why));
  }

  @Override
  public void reported(SimWorld world, SimNode node, Event event) {
    tellLine(world, "%s reports  %s %s".formatted(node.name(), event.kind(), event.fields()));
  }

  @Override
  public void meddled(SimWorld world, SimNode node) {
    tellLine(world, "the harness changes the disk of %s".formatted(node.name()));
  }

  @Override
  public void healed(SimWorld world) {
    tellLine(world, "all faults are taken away");
  }
}
