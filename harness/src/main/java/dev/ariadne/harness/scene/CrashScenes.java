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
import java.util.function.Function;

/** Scenes about what nodes remember over a crash. */
final class CrashScenes {

  /** What scenes about elections need. */
  private static final List<Class<? extends Capability>> ELECTION_NEEDS =
      List.of(
          Capability.Kill.class,
          Capability.Links.class,
          Capability.SlowLinks.class,
          Capability.Roles.class);

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
        .within(10_000);
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
  private static final String RIVAL = "rival";
  private static final String VOTERS = "voters";
  private static final String ELECTED = "elected";

  static final SceneKind FORGOTTEN_VOTE =
      new SceneKind(
          "forgotten-vote",
          "voters restart right after an election, and the old leader asks them for their votes",
          ELECTION_NEEDS,
          3,
          false,
          CrashScenes::forgottenVote);

  static final SceneKind RIVAL_CANDIDATE =
      new SceneKind(
          "rival-candidate",
          "voters restart right after an election; then a rival hears that it may ask for votes",
          ELECTION_NEEDS,
          5,
          false,
          CrashScenes::rivalCandidate);

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
            findParts(chosen, List.of()),
            useTheLeader(),
            slowWinner(slow),
            doing(
                "cut the leader off, and the voters from each other",
                view -> SceneAct.over(ActKind.CUT, apart(view, leader(view)))),
            CommonSteps.findAnother(ELECTED),
            killVoters(),
            cutWinner(slow),
            doing(
                "let the old leader reach the voters",
                view ->
                    SceneAct.over(ActKind.HEAL, CommonSteps.between(without(view, WINNER)))
                        .reset()),
            startVoters(CommonSteps::leader),
            bothLead(),
            healAndRead()),
        view -> view.any(acknowledged(8, without(view, WINNER))),
        "the voters and the old leader elected nobody");
  }

  /**
   * Two rivals ask whether they may stand for election. The winner hears the answers and is
   * elected; those to its rival are held. The voters are killed after they have voted and before
   * they hear of the new leader, and start again. Now the rival hears that it may, and asks them
   * for their votes in the same term.
   */
  private static Steps rivalCandidate(Variation variation) {
    int chosen = variation.pick("winner", 4);
    int slow = variation.one("slow", 500, 350, 700);
    return new Steps(
        List.of(
            findParts(chosen, List.of(RIVAL)),
            useTheLeader(),
            slowWinner(slow),
            doing(
                "hold the answers to the rival",
                view -> {
                  List<String> both = new ArrayList<>(view.group(WINNER));
                  both.addAll(view.group(RIVAL));
                  List<Link> links = apart(view, leader(view));
                  links.addAll(CommonSteps.between(both));
                  for (String voter : view.group(VOTERS)) {
                    links.add(new Link(voter, view.group(RIVAL).getFirst()));
                  }
                  return SceneAct.over(ActKind.CUT, links);
                }),
            CommonSteps.findAnother(ELECTED),
            killVoters(),
            cutWinner(slow),
            doing("start the voters", view -> SceneAct.on(ActKind.START, view.group(VOTERS)))
                .lasting(variation.one("start", 100, 1_500)),
            doing(
                    "let the answers arrive",
                    view -> {
                      List<String> nodes = new ArrayList<>(view.group(VOTERS));
                      nodes.addAll(view.group(RIVAL));
                      return SceneAct.over(ActKind.HEAL, CommonSteps.between(nodes));
                    })
                .with(Traffic.changes(view -> view.group(RIVAL), 6, 150))
                .with(Traffic.changes(view -> view.group(VOTERS), 6, 200).after(500))
                .until(
                    view -> view.any(view.now().and(op -> op.ok() && op.isChange())),
                    "the voters and the rival elected nobody")
                .within(8_000),
            bothLead(),
            healAndRead()),
        view -> view.any(acknowledged(8, without(view, WINNER))),
        "the voters and the rival elected nobody");
  }

  /** Finds the leader, and who is to win the next election against whom; the rest votes. */
  private static SceneStep findParts(int chosen, List<String> rivals) {
    return findLeader()
        .groups(
            view -> {
              var parts = CommonSteps.parts(view);
              if (!parts.isEmpty()) {
                SceneView known = view.grouped(parts);
                List<String> voters = new ArrayList<>(CommonSteps.others(known));
                List<String> winner = other(known, chosen);
                voters.removeAll(winner);
                parts.put(WINNER, winner);
                for (String rival : rivals) {
                  List<String> next = other(known, chosen + 1);
                  voters.removeAll(next);
                  parts.put(rival, next);
                }
                parts.put(VOTERS, List.copyOf(voters));
              }
              return parts;
            });
  }

  private static SceneStep slowWinner(int slow) {
    return doing(
        "slow what the next leader sends",
        view ->
            SceneAct.over(ActKind.SLOW, LinksAround.outOf(view.group(WINNER), all(view))).by(slow));
  }

  private static SceneStep killVoters() {
    return doing("kill the voters", view -> SceneAct.on(ActKind.KILL, view.group(VOTERS)))
        .until(
            view -> view.group(ELECTED).equals(view.group(WINNER)),
            "another node was elected than the one that could be")
        .within(0);
  }

  /** Nothing of it is in flight any more when the voters start. */
  private static SceneStep cutWinner(int slow) {
    return doing(
            "cut the winner off",
            view -> SceneAct.over(ActKind.CUT, around(view.group(WINNER), view)))
        .lasting(slow + 100);
  }

  private static SceneStep startVoters(Function<SceneView, List<String>> with) {
    return doing("start the voters", view -> SceneAct.on(ActKind.START, view.group(VOTERS)))
        .with(Traffic.changes(with, 6, 150))
        .with(Traffic.changes(view -> view.group(VOTERS), 6, 200).after(500))
        .until(
            view -> view.any(view.now().and(op -> op.ok() && op.isChange())),
            "the voters and the old leader elected nobody")
        .within(8_000);
  }

  /** If there are two leaders of one term now, they meet. */
  private static SceneStep bothLead() {
    return doing("heal", view -> SceneAct.of(ActKind.UNDO))
        .with(Traffic.reads(CommonSteps::all, 6, 40))
        .with(Traffic.changes(CommonSteps::all, 3, 80))
        .lasting(1_500);
  }

  /** All nodes without this part. */
  private static List<String> without(SceneView view, String group) {
    return CommonSteps.without(view, view.group(group));
  }

  /** The links around the leader, and those between the voters. */
  private static List<Link> apart(SceneView view, List<String> leader) {
    List<Link> links = new ArrayList<>(around(leader, view));
    links.addAll(CommonSteps.between(view.group(VOTERS)));
    return links;
  }
}
