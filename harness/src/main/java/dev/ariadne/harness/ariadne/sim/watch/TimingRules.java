package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.RaftFrames;
import dev.ariadne.harness.ariadne.sim.SimNetwork;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.node.ServerView;

/**
 * The rules for what a node has to do in time, by its own clock and whatever happens around it.
 * Each rule is a class; this one tells the rules what happens to each boot of a node, and asks them
 * in a fixed order.
 *
 * <p>Time is counted in beats. A node has a beat when it does something at least one tick after the
 * beat before, by its own clock. So a pause or a jump of the clock is one beat, and a node is not
 * blamed for it.
 */
public final class TimingRules implements Observer {

  /** One boot of a node, and the rules for it. */
  private static final class Rules {
    private final ObservedBoot boot;
    private final HoldsOffWhileLed holdsOffWhileLed;
    private final StandsAfterSilence standsAfterSilence;
    private final LeadsWhileAnswered leadsWhileAnswered;
    private final AnswersInTime answersInTime;
    private final LeadsWithQuorum leadsWithQuorum;
    private final StandsInTime standsInTime;
    private final GrantsWhenItMay grantsWhenItMay;
    private final CommitsWhenItMay commitsWhenItMay;

    Rules(SimWorld world, SimNode node, SimOracles oracles) {
      this.boot = new ObservedBoot(world, node);
      this.holdsOffWhileLed = new HoldsOffWhileLed(boot);
      this.standsAfterSilence = new StandsAfterSilence(boot);
      this.leadsWhileAnswered = new LeadsWhileAnswered(boot);
      this.answersInTime = new AnswersInTime(boot, world.conditions().requestMillis() * 1_000_000);
      this.leadsWithQuorum = new LeadsWithQuorum(boot);
      this.standsInTime = new StandsInTime(boot, oracles);
      this.grantsWhenItMay = new GrantsWhenItMay(boot);
      this.commitsWhenItMay = new CommitsWhenItMay(boot);
    }

    /** An event has ended, and the node serves. */
    void happened(ServerView view, long nowNanos) {
      holdsOffWhileLed.happened(view, nowNanos);
      standsInTime.happened(view);
      grantsWhenItMay.happened(view);
      commitsWhenItMay.happened(view);
      boot.noteLeader(view, nowNanos);
      standsAfterSilence.happened(view, nowNanos);
      leadsWhileAnswered.happened(view);
      boot.roleBefore = view.raft().role();
      boot.termBefore = view.raft().term();
    }
  }

  private final SimWorld world;
  private final SimOracles oracles;

  /** The rules for each node; null while it is down. */
  private final Rules[] byNode = new Rules[SimNetwork.NODES_MAX];

  /**
   * @param oracles the oracles of the same world. They receive each event before these rules
   */
  public TimingRules(SimWorld world, SimOracles oracles) {
    this.world = world;
    this.oracles = oracles;
  }

  @Override
  public void starting(SimWorld w, SimNode node) {
    byNode[node.id()] = new Rules(world, node, oracles);
  }

  @Override
  public void ended(SimWorld w, SimNode node, SimNode.End end, String why) {
    byNode[node.id()] = null;
  }

  @Override
  public void asked(SimWorld w, SimNode node, Request request) {
    Rules rules = byNode[node.id()];
    if (rules != null) {
      rules.answersInTime.asked(request);
    }
  }

  @Override
  public void replied(SimWorld w, SimNode node, Request request, Reply reply) {
    Rules rules = byNode[node.id()];
    if (rules != null) {
      rules.answersInTime.replied(request);
    }
  }

  @Override
  public void delivered(SimWorld w, int from, SimNode to, Bytes frame) {
    Rules rules = byNode[to.id()];
    if (rules == null) {
      return;
    }
    rules.leadsWithQuorum.hears(from);
    rules.standsInTime.hears(frame);
    rules.grantsWhenItMay.hears(frame);
    ServerView view = to.view();
    // A message for a former incarnation of the node does not concern this one.
    if (view != null && RaftFrames.isMessage(frame) && RaftFrames.isFor(frame, view)) {
      // A newcomer of the same number may have told the node that the sender's disk is gone.
      if (RaftFrames.isFromMember(frame, from, view) && isPresent(frame, w.node(from))) {
        rules.grantsWhenItMay.hears(frame, from, view);
        rules.commitsWhenItMay.hears(frame, view);
      }
      rules.boot.delivered =
          new ObservedBoot.Delivered(
              RaftFrames.kind(frame),
              from,
              RaftFrames.isFromMember(frame, from, view),
              RaftFrames.term(frame));
    }
  }

  private static boolean isPresent(Bytes frame, SimNode sender) {
    ServerView view = sender.view();
    return view != null && view.identity().incarnation() == RaftFrames.senderIncarnation(frame);
  }

  @Override
  public void sent(SimWorld w, SimNode from, int to, Bytes frame) {
    Rules rules = byNode[from.id()];
    if (rules != null) {
      rules.holdsOffWhileLed.sends(to, frame);
      ServerView view = from.view();
      if (view != null && RaftFrames.isMessage(frame)) {
        rules.grantsWhenItMay.sends(to, frame);
        rules.commitsWhenItMay.sends(to, frame, view);
      }
    }
  }

  @Override
  public void happened(SimWorld w) {
    int id = world.concerned();
    Rules rules = id == 0 ? null : byNode[id];
    if (rules == null) {
      return;
    }
    if (rules.boot.node.paused()) {
      rules.grantsWhenItMay.forget();
      rules.commitsWhenItMay.forget();
      return;
    }
    ServerView view = rules.boot.node.view();
    long now = rules.boot.node.clock().nanos();
    if (view != null) {
      rules.happened(view, now);
    }
    rules.boot.delivered = ObservedBoot.Delivered.NOTHING;
    if (rules.boot.beats(now)) {
      rules.answersInTime.beat(now);
      if (view != null) {
        rules.boot.noteLeadership(view);
        rules.leadsWithQuorum.beat(view);
        rules.standsInTime.beat(view);
      }
    }
  }
}
