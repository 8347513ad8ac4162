package dev.ariadne.harness.scene;

import static dev.ariadne.harness.scene.CommonSteps.acknowledged;
import static dev.ariadne.harness.scene.CommonSteps.all;
import static dev.ariadne.harness.scene.CommonSteps.around;
import static dev.ariadne.harness.scene.CommonSteps.doing;
import static dev.ariadne.harness.scene.CommonSteps.findLeader;
import static dev.ariadne.harness.scene.CommonSteps.healAndRead;
import static dev.ariadne.harness.scene.CommonSteps.leader;
import static dev.ariadne.harness.scene.CommonSteps.other;
import static dev.ariadne.harness.scene.CommonSteps.read;
import static dev.ariadne.harness.scene.CommonSteps.useTheLeader;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.harness.link.Link;
import dev.ariadne.harness.link.LinksAround;
import dev.ariadne.harness.scene.SceneKind.Steps;
import dev.ariadne.harness.scene.SceneKind.Variation;
import java.util.ArrayList;
import java.util.List;

/** Scenes about what nodes remember over a crash. */
final class CrashScenes {

  private CrashScenes() {}

  private static SceneStep writeEverywhere() {
    return SceneStep.named("write everywhere")
        .with(Traffic.changes(CommonSteps::all, 6, 10))
        .until(
            view -> view.count(op -> op.isChange() && op.ok()) >= 6,
            "too few changes were acknowledged");
  }

  private static SceneStep readAgain(String name, ActKind act) {
    return doing(name, view -> SceneAct.on(act, all(view)))
        .with(Traffic.reads(CommonSteps::all, 6, 60))
        .with(Traffic.changes(CommonSteps::all, 2, 100).after(500))
        .until(
            view ->
                view.any(view.now().and(op -> op.ok() && op.isChange()))
                    && view.any(view.now().and(op -> op.ok() && !op.isChange())),
            "the cluster did not answer after the crash")
        .within(6_000);
  }

  static final SceneKind CRASH_OF_ALL =
      new SceneKind(
          "crash-of-all",
          "all nodes die under writes at the same moment, and come back",
          List.of(Capability.Kill.class),
          1,
          false,
          variation ->
              new Steps(
                  List.of(
                      findLeader(),
                      writeEverywhere(),
                      doing("kill all", view -> SceneAct.on(ActKind.KILL, all(view))),
                      readAgain("start all", ActKind.START),
                      healAndRead()),
                  view -> view.any(read(3, all(view))),
                  "no node answered a read after the crash"));

  static final SceneKind POWER_CUT_OF_ALL =
      new SceneKind(
          "power-cut-of-all",
          "all machines lose their power under writes, and come back",
          List.of(Capability.Kill.class, Hardware.Power.class),
          1,
          false,
          variation ->
              new Steps(
                  List.of(
                      findLeader(),
                      writeEverywhere(),
                      doing("cut the power", view -> SceneAct.on(ActKind.CUT_POWER, all(view))),
                      readAgain("start all", ActKind.START),
                      healAndRead()),
                  view -> view.any(read(3, all(view))),
                  "no node answered a read after the crash"));

  static final SceneKind TORN_LOG =
      new SceneKind(
          "torn-log",
          "nodes die in the middle of a write, come back, write on, and die again",
          List.of(Capability.Kill.class, Capability.TornLog.class),
          1,
          false,
          CrashScenes::tornLog);

  private static Steps tornLog(Variation variation) {
    int tear = variation.pick("tear", 400);
    return new Steps(
        List.of(
            findLeader(),
            writeEverywhere(),
            doing("tear all logs", view -> SceneAct.on(ActKind.TEAR, all(view)).by(tear)),
            readAgain("start all", ActKind.START),
            SceneStep.named("write on").with(Traffic.changes(CommonSteps::all, 4, 20)).lasting(200),
            doing("kill all again", view -> SceneAct.on(ActKind.KILL, all(view))),
            readAgain("start all again", ActKind.START),
            healAndRead()),
        view -> view.any(acknowledged(3, all(view))) && view.any(read(6, all(view))),
        "no node answered a read after the second crash");
  }

  private static final String WINNER = "winner";
  private static final String VOTERS = "voters";

  static final SceneKind FORGOTTEN_VOTE =
      new SceneKind(
          "forgotten-vote",
          "voters restart right after an election, and a rival of the winner asks them again",
          List.of(
              Capability.Kill.class,
              Capability.Links.class,
              Capability.SlowLinks.class,
              Capability.Roles.class),
          3,
          false,
          CrashScenes::forgottenVote);

  /**
   * The old leader is cut off, and of the others only one can be elected: the voters do not reach
   * each other. What that one sends is slow, so there is time to kill the voters after they have
   * voted and before they hear of the new leader. The old leader, which has not heard of the new
   * term, asks them for their votes in the same term.
   */
  private static Steps forgottenVote(Variation variation) {
    int chosen = variation.pick("winner", 4);
    int slow = variation.one("slow", 500, 350, 700);
    return new Steps(
        List.of(
            findLeader()
                .groups(
                    view -> {
                      var parts = CommonSteps.parts(view);
                      if (!parts.isEmpty()) {
                        SceneView known = view.grouped(parts);
                        List<String> winner = other(known, chosen);
                        List<String> voters = new ArrayList<>(CommonSteps.others(known));
                        voters.removeAll(winner);
                        parts.put(WINNER, winner);
                        parts.put(VOTERS, List.copyOf(voters));
                      }
                      return parts;
                    }),
            useTheLeader(),
            doing(
                "slow what the next leader sends",
                view ->
                    SceneAct.over(ActKind.SLOW, LinksAround.outOf(view.group(WINNER), all(view)))
                        .by(slow)),
            doing(
                "cut the leader off, and the voters from each other",
                view -> SceneAct.over(ActKind.CUT, apart(view))),
            CommonSteps.findAnother("elected"),
            doing("kill the voters", view -> SceneAct.on(ActKind.KILL, view.group(VOTERS)))
                .until(
                    view -> view.group("elected").equals(view.group(WINNER)),
                    "another node was elected than the one that could be")
                .within(0),
            doing(
                "cut the winner off",
                view -> SceneAct.over(ActKind.CUT, around(view.group(WINNER), view))),
            doing(
                "let the old leader reach the voters",
                view -> SceneAct.over(ActKind.HEAL, CommonSteps.between(rest(view)))),
            doing("start the voters", view -> SceneAct.on(ActKind.START, view.group(VOTERS)))
                .with(Traffic.changes(CommonSteps::leader, 6, 150))
                .with(Traffic.changes(view -> view.group(VOTERS), 6, 200).after(500))
                .until(
                    view -> view.any(view.now().and(op -> op.ok() && op.isChange())),
                    "the voters and the old leader elected nobody")
                .within(8_000),
            doing("heal", view -> SceneAct.of(ActKind.UNDO))
                .with(Traffic.reads(CommonSteps::all, 6, 40))
                .with(Traffic.changes(CommonSteps::all, 3, 80))
                .lasting(1_500),
            healAndRead()),
        view -> view.any(acknowledged(8, rest(view))),
        "the voters and the old leader elected nobody");
  }

  /** All nodes but the winner. */
  private static List<String> rest(SceneView view) {
    return CommonSteps.without(view, view.group(WINNER));
  }

  private static List<Link> apart(SceneView view) {
    List<Link> links = new ArrayList<>(around(leader(view), view));
    links.addAll(CommonSteps.between(view.group(VOTERS)));
    return links;
  }
}
