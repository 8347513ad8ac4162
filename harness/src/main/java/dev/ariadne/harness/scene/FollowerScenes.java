package dev.ariadne.harness.scene;

import static dev.ariadne.harness.scene.CommonSteps.LEADER;
import static dev.ariadne.harness.scene.CommonSteps.acknowledged;
import static dev.ariadne.harness.scene.CommonSteps.all;
import static dev.ariadne.harness.scene.CommonSteps.around;
import static dev.ariadne.harness.scene.CommonSteps.begun;
import static dev.ariadne.harness.scene.CommonSteps.changesUntilElected;
import static dev.ariadne.harness.scene.CommonSteps.doing;
import static dev.ariadne.harness.scene.CommonSteps.findLeader;
import static dev.ariadne.harness.scene.CommonSteps.healAndRead;
import static dev.ariadne.harness.scene.CommonSteps.leader;
import static dev.ariadne.harness.scene.CommonSteps.other;
import static dev.ariadne.harness.scene.CommonSteps.read;
import static dev.ariadne.harness.scene.CommonSteps.useTheLeader;
import static dev.ariadne.harness.scene.CommonSteps.without;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.link.Link;
import dev.ariadne.harness.link.LinksAround;
import dev.ariadne.harness.scene.SceneKind.Steps;
import dev.ariadne.harness.scene.SceneKind.Variation;
import java.util.List;

/** Scenes about a follower that is behind, and about requests that go through it. */
final class FollowerScenes {

  private FollowerScenes() {}

  static final SceneKind LAGGING_FOLLOWER_READ =
      new SceneKind(
          "lagging-follower-read",
          "clients read at a follower that is behind",
          List.of(Capability.SlowLinks.class),
          3,
          false,
          FollowerScenes::laggingFollowerRead);

  private static Steps laggingFollowerRead(Variation variation) {
    int chosen = variation.pick("follower", 4);
    int late = variation.one("late", 800, 200, 2_000);
    return new Steps(
        List.of(
            findLeader(),
            useTheLeader(),
            doing(
                    "slow the links to a follower",
                    view ->
                        SceneAct.over(
                                ActKind.SLOW, LinksAround.into(other(view, chosen), all(view)))
                            .by(late))
                .with(Traffic.changes(CommonSteps::leader, 2, 30))
                .with(Traffic.reads(view -> other(view, chosen), 5, 30).after(100))
                .lasting(800),
            healAndRead()),
        view ->
            view.any(
                acknowledged(2, leader(view))
                    .and(
                        change ->
                            view.any(
                                begun(2, other(view, chosen))
                                    .and(op -> op.begun() > change.ended())))),
        "no client read at the follower after a change");
  }

  static final SceneKind LATE_WRITE =
      new SceneKind(
          "late-write",
          "a write waits at a cut link while others are acknowledged, and arrives late",
          List.of(Capability.Links.class),
          3,
          false,
          FollowerScenes::lateWrite);

  private static Steps lateWrite(Variation variation) {
    int chosen = variation.pick("follower", 4);
    boolean newLeader = variation.pick("new-leader", 2) == 1;
    return new Steps(
        List.of(
            findLeader(),
            useTheLeader(),
            doing(
                    "cut the link from a follower to the leader",
                    view ->
                        SceneAct.over(
                            ActKind.CUT,
                            List.of(
                                new Link(other(view, chosen).getFirst(), leader(view).getFirst()))))
                .with(Traffic.changes(view -> other(view, chosen), 3, 10).atMost(3))
                .lasting(100),
            newLeader
                ? doing(
                        "cut the leader off",
                        view -> SceneAct.over(ActKind.CUT, around(leader(view), view)))
                    .with(changesUntilElected())
                    .until(
                        view -> view.any(view.now().and(view.changesAt(CommonSteps.OTHERS))),
                        "no other node acknowledged a change")
                : SceneStep.named("write elsewhere")
                    .with(Traffic.changes(CommonSteps::leader, 2, 30))
                    .with(Traffic.reads(CommonSteps::leader, 2, 30))
                    .until(
                        view -> view.count(view.now().and(view.changesAt(LEADER))) >= 3,
                        "the leader acknowledged no change"),
            doing("let the write arrive", view -> SceneAct.of(ActKind.UNDO))
                .with(Traffic.reads(CommonSteps::all, 4, 20))
                .with(Traffic.changes(CommonSteps::all, 1, 60).after(500))
                .until(view -> view.ops().stream().noneMatch(op -> op.step() == 2 && op.open()))
                .lasting(400)
                .within(2_500),
            healAndRead()),
        view -> view.any(begun(2, other(view, chosen)).and(SceneOp::isChange)),
        "no change was sent to the follower");
  }

  static final SceneKind LATE_SNAPSHOT =
      new SceneKind(
          "late-snapshot",
          "a follower that is far behind dies while it catches up, and is read afterwards",
          List.of(Capability.Links.class, Capability.Kill.class),
          3,
          false,
          FollowerScenes::lateSnapshot);

  private static Steps lateSnapshot(Variation variation) {
    int chosen = variation.pick("follower", 4);
    int soon = variation.one("soon", 100, 10, 40, 300);
    boolean reset = variation.pick("reset", 2) == 1;
    return new Steps(
        List.of(
            findLeader(),
            useTheLeader(),
            doing(
                    "cut a follower off",
                    view -> SceneAct.over(ActKind.CUT, around(other(view, chosen), view)))
                .with(Traffic.changes(view -> without(view, other(view, chosen)), 3, 40))
                .lasting(1_500),
            doing(
                    "let it back",
                    view ->
                        reset
                            ? SceneAct.over(ActKind.HEAL, around(other(view, chosen), view)).reset()
                            : SceneAct.over(ActKind.HEAL, around(other(view, chosen), view)))
                .with(Traffic.changes(CommonSteps::leader, 2, 20))
                .lasting(soon),
            doing("kill it", view -> SceneAct.on(ActKind.KILL, other(view, chosen)))
                .with(Traffic.changes(CommonSteps::leader, 2, 40))
                .lasting(200),
            doing("start it", view -> SceneAct.on(ActKind.START, other(view, chosen)))
                .with(Traffic.reads(view -> other(view, chosen), 3, 30))
                .with(Traffic.changes(CommonSteps::leader, 1, 60))
                .until(view -> view.count(view.now().and(r -> isRead(view, r, chosen))) >= 4)
                .within(8_000),
            healAndRead()),
        view ->
            view.any(acknowledged(2, without(view, other(view, chosen))))
                && view.any(read(5, other(view, chosen))),
        "the follower answered no read after its restart");
  }

  private static boolean isRead(SceneView view, SceneOp op, int chosen) {
    return op.ok() && !op.isChange() && other(view, chosen).contains(op.node());
  }

  static final SceneKind RETRIED_CHANGE =
      new SceneKind(
          "retried-change",
          "the answer to a change is lost, its node dies, and the client sends it again",
          List.of(Capability.ClientLinks.class, Capability.RequestIds.class, Capability.Kill.class),
          3,
          true,
          FollowerScenes::retriedChange);

  private static Steps retriedChange(Variation variation) {
    boolean atLeader = variation.pick("leader", 3) == 2;
    int chosen = variation.pick("follower", 4);
    boolean crash = variation.pick("crash", 3) != 2;
    return new Steps(
        List.of(
            findLeader()
                .groups(
                    view -> {
                      var parts = CommonSteps.parts(view);
                      if (!parts.isEmpty()) {
                        SceneView known = view.grouped(parts);
                        List<String> asked = atLeader ? leader(known) : other(known, chosen);
                        parts.put("asked", asked);
                        parts.put("rest", without(known, asked));
                      }
                      return parts;
                    }),
            doing(
                    "lose the answers of a node",
                    view -> SceneAct.on(ActKind.CUT_ANSWERS, view.group("asked")))
                .with(Traffic.changeOnce(view -> view.group("asked")))
                .with(Traffic.reads(view -> view.group("rest"), 3, 20).after(20))
                .until(
                    view -> view.any(view.readsAt("rest").and(CommonSteps::found)),
                    "no read saw the change"),
            crash
                ? doing("kill the node", view -> SceneAct.on(ActKind.KILL, view.group("asked")))
                : doing(
                    "reset its clients",
                    view -> SceneAct.on(ActKind.HEAL_CLIENTS, view.group("asked")).reset()),
            SceneStep.named("send it again")
                .with(Traffic.reads(view -> view.group("rest"), 2, 30))
                .until(
                    view -> view.ops().stream().noneMatch(op -> op.isChange() && op.open()),
                    "the client got no answer to the change")
                .within(9_000),
            healAndRead()),
        view ->
            view.any(
                change ->
                    change.isChange()
                        && !change.open()
                        && view.any(
                            op ->
                                op.ok()
                                    && !op.isChange()
                                    && CommonSteps.found(op)
                                    && op.ended() < change.ended())),
        "the change was answered before a read saw it");
  }
}
