package dev.ariadne.harness.scene;

import static dev.ariadne.harness.scene.CommonSteps.OTHERS;
import static dev.ariadne.harness.scene.CommonSteps.acknowledged;
import static dev.ariadne.harness.scene.CommonSteps.all;
import static dev.ariadne.harness.scene.CommonSteps.around;
import static dev.ariadne.harness.scene.CommonSteps.begun;
import static dev.ariadne.harness.scene.CommonSteps.changesUntilElected;
import static dev.ariadne.harness.scene.CommonSteps.doing;
import static dev.ariadne.harness.scene.CommonSteps.findLeader;
import static dev.ariadne.harness.scene.CommonSteps.healAndRead;
import static dev.ariadne.harness.scene.CommonSteps.leader;
import static dev.ariadne.harness.scene.CommonSteps.read;
import static dev.ariadne.harness.scene.CommonSteps.useTheLeader;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.harness.link.LinksAround;
import dev.ariadne.harness.scene.SceneKind.Steps;
import dev.ariadne.harness.scene.SceneKind.Variation;
import java.util.List;
import java.util.function.Predicate;

/** Scenes about reads and writes at a leader that another one replaces. */
final class LeaderScenes {
  private static final String NOBODY_ELSE = "no other node acknowledged a change";
  private static final long LATE_NANOS = 600_000_000;
  private static final int LATE_MILLIS = 1_000;
  private static final int HALF_PPM = 500_000;

  private LeaderScenes() {}

  /** Reads at the old leader once another one has acknowledged a change. */
  private static SceneStep readAtTheDeposed(int millis) {
    return SceneStep.named("read at the deposed leader")
        .with(Traffic.reads(CommonSteps::leader, 4, 20))
        .with(Traffic.changes(CommonSteps::others, 1, 50))
        .lasting(millis);
  }

  /** Changes at the other nodes until one is acknowledged, and reads at the old leader. */
  private static SceneStep untilAnotherLeads(SceneStep step) {
    return step.with(changesUntilElected())
        .with(Traffic.reads(CommonSteps::leader, 2, 20))
        .until(view -> view.any(view.now().and(view.changesAt(OTHERS))), NOBODY_ELSE);
  }

  /** Whether a read at the old leader was begun in this step. */
  private static boolean readThere(SceneView view, int step) {
    return view.any(begun(step, leader(view)).and(op -> !op.isChange()));
  }

  static final SceneKind DEPOSED_LEADER_READ =
      new SceneKind(
          "deposed-leader-read",
          "clients go on reading at a leader that was cut off and replaced",
          List.of(Capability.Links.class),
          3,
          false,
          LeaderScenes::deposedLeaderRead);

  /**
   * A leader that hears nobody steps down about when another one is elected. So in half of the
   * scenes everything reaches it late: what it hears is old news.
   */
  private static Steps deposedLeaderRead(Variation variation) {
    boolean late =
        variation.pick("late", 2) == 1 && variation.offers().test(Capability.SlowLinks.class);
    return new Steps(
        List.of(
            findLeader(),
            useTheLeader(),
            late
                ? slowInto(LATE_MILLIS).lasting(LATE_MILLIS + 100)
                : SceneStep.named("everything is in time"),
            untilAnotherLeads(
                doing(
                    "cut the leader off",
                    view ->
                        SceneAct.over(
                            ActKind.CUT,
                            late
                                ? LinksAround.outOf(leader(view), all(view))
                                : around(leader(view), view)))),
            readAtTheDeposed(700),
            healAndRead()),
        view -> readThere(view, 4),
        "no client read at the deposed leader");
  }

  private static SceneStep slowInto(int millis) {
    return doing(
            "slow the links to the leader",
            view ->
                SceneAct.over(ActKind.SLOW, LinksAround.into(leader(view), all(view))).by(millis))
        .with(Traffic.reads(CommonSteps::leader, 2, 50));
  }

  static final SceneKind PAUSED_LEADER_READ =
      new SceneKind(
          "paused-leader-read",
          "clients read at a leader that was paused while another one was elected",
          List.of(Capability.Pause.class),
          3,
          false,
          variation ->
              new Steps(
                  List.of(
                      findLeader(),
                      useTheLeader(),
                      doing("pause the leader", view -> SceneAct.on(ActKind.PAUSE, leader(view)))
                          .with(changesUntilElected())
                          .until(
                              view -> view.any(view.now().and(view.changesAt(OTHERS))),
                              NOBODY_ELSE),
                      SceneStep.named("read at the paused leader")
                          .with(Traffic.reads(CommonSteps::leader, 4, 10).atMost(4))
                          .lasting(60 + variation.pick("wait", 200)),
                      doing("resume the leader", view -> SceneAct.on(ActKind.RESUME, leader(view)))
                          .with(Traffic.reads(CommonSteps::leader, 4, 10))
                          .lasting(500),
                      healAndRead()),
                  view -> readThere(view, 3),
                  "no client read at the paused leader"));

  static final SceneKind LATE_ACKNOWLEDGEMENTS_READ =
      new SceneKind(
          "late-acknowledgements",
          "acknowledgements reach a leader late, while another one is elected",
          List.of(Capability.Links.class, Capability.SlowLinks.class),
          3,
          false,
          LeaderScenes::lateAcknowledgements);

  private static Steps lateAcknowledgements(Variation variation) {
    int late = variation.one("late", 1500, 800, 2500);
    return new Steps(
        List.of(
            findLeader(),
            useTheLeader(),
            slowInto(late).lasting(late + 100),
            untilAnotherLeads(
                doing(
                    "cut the links from the leader",
                    view ->
                        SceneAct.over(ActKind.CUT, LinksAround.outOf(leader(view), all(view))))),
            readAtTheDeposed(1200),
            healAndRead()),
        view -> readThere(view, 4),
        "no client read at the deposed leader");
  }

  static final SceneKind CLOCK_UNDER_LEASE =
      new SceneKind(
          "clock-under-lease",
          "the clock of a leader is slow and those of the others are fast while one replaces it",
          List.of(Capability.Links.class, Hardware.Clocks.class),
          3,
          false,
          LeaderScenes::clockUnderLease);

  private static Steps clockUnderLease(Variation variation) {
    boolean jump = variation.pick("jump", 2) == 1;
    return new Steps(
        List.of(
            findLeader(),
            useTheLeader(),
            doing(
                "slow the clock of the leader",
                view -> SceneAct.on(ActKind.DRIFT, leader(view)).by(-HALF_PPM)),
            doing(
                "change the clocks of the others",
                view ->
                    jump
                        ? SceneAct.on(ActKind.JUMP, CommonSteps.others(view)).by(3_000)
                        : SceneAct.on(ActKind.DRIFT, CommonSteps.others(view)).by(HALF_PPM)),
            useTheLeader(),
            untilAnotherLeads(
                doing(
                    "cut the leader off",
                    view -> SceneAct.over(ActKind.CUT, around(leader(view), view)))),
            readAtTheDeposed(1200),
            healAndRead()),
        view -> readThere(view, 6),
        "no client read at the deposed leader");
  }

  static final SceneKind ISOLATED_LEADER_WRITE =
      new SceneKind(
          "isolated-leader-write",
          "a leader that is cut off takes writes and reads; another one is elected",
          List.of(Capability.Links.class),
          3,
          false,
          LeaderScenes::isolatedLeaderWrite);

  private static Steps isolatedLeaderWrite(Variation variation) {
    int writes = variation.one("writes", 4, 1, 8);
    boolean reset = variation.pick("reset", 2) == 1;
    return new Steps(
        List.of(
            findLeader(),
            useTheLeader(),
            doing(
                    "cut the leader off",
                    view -> SceneAct.over(ActKind.CUT, around(leader(view), view)))
                .with(Traffic.changes(CommonSteps::leader, 4, 20).atMost(writes))
                .with(Traffic.reads(CommonSteps::leader, 3, 20).after(60))
                .with(Traffic.reads(CommonSteps::others, 7, 150).after(600))
                .until(
                    view -> view.any(view.now().and(view.readsAt(OTHERS)).and(late(view))),
                    "no other node answered a read"),
            SceneStep.named("write elsewhere")
                .with(Traffic.changes(CommonSteps::others, 3, 40))
                .until(view -> view.any(view.now().and(view.changesAt(OTHERS))), NOBODY_ELSE),
            SceneStep.named("go on")
                .with(Traffic.changes(CommonSteps::others, 2, 40))
                .with(Traffic.reads(CommonSteps::others, 2, 40))
                .lasting(300),
            reset
                ? doing("reset the links", view -> SceneAct.of(ActKind.UNDO).reset())
                    .with(Traffic.reads(CommonSteps::all, 3, 30))
                    .lasting(300)
                : SceneStep.named("heal"),
            healAndRead()),
        view ->
            view.any(begun(2, leader(view)).and(SceneOp::isChange))
                && view.any(acknowledged(3, CommonSteps.others(view))),
        "no change was sent to the leader that was cut off");
  }

  /** Begun well after the step began. */
  private static Predicate<SceneOp> late(SceneView view) {
    return op -> op.begun() >= view.stepBegan() + LATE_NANOS;
  }

  static final SceneKind FRESH_LEADER_READ =
      new SceneKind(
          "fresh-leader-read",
          "clients read everywhere while a leader dies under writes and another one takes over",
          List.of(Capability.Kill.class, Capability.SlowLinks.class),
          3,
          false,
          LeaderScenes::freshLeaderRead);

  private static Steps freshLeaderRead(Variation variation) {
    int slow = variation.one("slow", 120, 20, 300);
    return new Steps(
        List.of(
            findLeader(),
            useTheLeader(),
            doing(
                    "slow the links",
                    view -> SceneAct.over(ActKind.SLOW, CommonSteps.between(all(view))).by(slow))
                .with(Traffic.changes(CommonSteps::leader, 4, 10))
                .lasting(3L * slow),
            doing("kill the leader", view -> SceneAct.on(ActKind.KILL, leader(view)))
                .with(Traffic.reads(CommonSteps::others, 8, 15))
                .with(Traffic.changes(CommonSteps::others, 4, 200).after(600))
                .until(view -> view.any(view.now().and(view.changesAt(OTHERS))), NOBODY_ELSE),
            SceneStep.named("go on").with(Traffic.reads(CommonSteps::others, 6, 15)).lasting(200),
            healAndRead()),
        view -> view.any(read(3, CommonSteps.others(view))),
        "no other node answered a read");
  }

  static final SceneKind SUCCESSIVE_LEADERS =
      new SceneKind(
          "figure-8",
          "each of three leaders writes to one follower only, then dies; then all come back",
          List.of(Capability.Links.class, Capability.Kill.class),
          5,
          false,
          LeaderScenes::figureEight);

  private static Steps figureEight(Variation variation) {
    int one = variation.pick("follower", 4);
    return new Steps(
        List.of(
            findLeader(),
            useTheLeader(),
            toOneFollower(one),
            doing("kill the leader", view -> SceneAct.on(ActKind.KILL, leader(view))),
            doing(
                "cut its follower off",
                view -> SceneAct.over(ActKind.CUT, around(CommonSteps.other(view, one), view))),
            CommonSteps.findAnother("second"),
            toOneFollower("second", one + 1),
            doing(
                "kill the second leader", view -> SceneAct.on(ActKind.KILL, view.group("second"))),
            doing("start the first leader", view -> SceneAct.on(ActKind.START, leader(view))),
            doing(
                "let its follower back",
                view -> SceneAct.over(ActKind.HEAL, around(CommonSteps.other(view, one), view))),
            CommonSteps.findAnother("third"),
            SceneStep.named("use the third leader")
                .with(Traffic.reads(view -> view.group("third"), 3, 20))
                .with(Traffic.changes(view -> view.group("third"), 2, 40))
                .lasting(300),
            doing("kill the third leader", view -> SceneAct.on(ActKind.KILL, view.group("third"))),
            doing(
                    "start the second leader",
                    view -> SceneAct.on(ActKind.START, view.group("second")))
                .with(Traffic.reads(CommonSteps::all, 6, 40))
                .lasting(1_000),
            healAndRead()),
        view -> !view.group("third").isEmpty(),
        "fewer than three leaders were elected");
  }

  private static SceneStep toOneFollower(int follower) {
    return doing(
            "let the leader reach one follower only",
            view ->
                SceneAct.over(
                    ActKind.CUT,
                    LinksAround.outOf(
                        leader(view),
                        CommonSteps.without(view, CommonSteps.other(view, follower)))))
        .with(Traffic.changes(CommonSteps::leader, 3, 10).atMost(3))
        .lasting(250);
  }

  private static SceneStep toOneFollower(String group, int follower) {
    return doing(
            "let the " + group + " leader reach one follower only",
            view ->
                SceneAct.over(
                    ActKind.CUT,
                    LinksAround.outOf(
                        view.group(group),
                        CommonSteps.without(view, CommonSteps.other(view, follower)))))
        .with(Traffic.changes(view -> view.group(group), 3, 10).atMost(3))
        .lasting(250);
  }
}
