package dev.ariadne.harness.check;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * No node ends by itself, whatever faults occur. There are three exceptions. A node whose synced
 * data was damaged has to end and to say so; it is a violation if it serves. A removed node ends
 * with status 0 once it has learned of its removal. A node with a full disk may end, and says so.
 *
 * <p>A node also sends no frame that no correct server sends; receivers of such a frame continue,
 * but report it.
 *
 * <p>The check claims only what was observed. Either the target reports the ends of its nodes
 * ({@link Capability.Journal}), or the harness looks from time to time whether they run ({@link
 * Capability.Kill}). Otherwise the check is not made.
 */
final class NodesCheck implements Check {

  @Override
  public String name() {
    return "nodes";
  }

  @Override
  public Result check(Evidence evidence) {
    TreeSet<String> damaged = struck(evidence, "damage");
    TreeSet<String> told = new TreeSet<>();
    TreeSet<String> filled = struck(evidence, "leave-bytes");
    long left = 0;
    long full = 0;
    List<String> wrong = new ArrayList<>();
    List<String> noticed = new ArrayList<>();
    List<String> unsound = new ArrayList<>();
    for (Capability.Journal.Entry event : evidence.events()) {
      if (event.kind().equals("removed")) {
        told.add(event.node());
      } else if (event.kind().equals("process-started")) {
        told.remove(event.node());
      } else if (event.kind().equals("protocol-violation")) {
        unsound.add(
            "%s refused a frame from node %s, because no correct node sends it: %s, %s"
                .formatted(
                    event.node(),
                    event.fields().getOrDefault("from", "?"),
                    event.fields().getOrDefault("reason", "?"),
                    event.fields().getOrDefault("what", "?")));
      } else if (event.kind().equals("exited-by-itself")) {
        String last = event.fields().getOrDefault("last", "");
        if (damaged.contains(event.node()) && last.contains("damaged")) {
          noticed.add(event.node() + " noticed its damage and refused to start: " + last);
        } else if (filled.contains(event.node()) && last.contains("No space left on device")) {
          full++;
        } else if (told.contains(event.node()) && "0".equals(event.fields().get("code"))) {
          left++;
        } else {
          wrong.add(
              event.node()
                  + " ended by itself with exit status "
                  + event.fields().getOrDefault("code", "?")
                  + ": "
                  + last);
        }
      }
    }
    wrong.addAll(foundDown(evidence));
    long ended = wrong.size();
    wrong.addAll(unsound);
    long served = FaultEffects.sum(evidence, "damage-served");
    if (served > 0) {
      wrong.add(served + " damaged nodes started and served");
    }
    long open =
        FaultEffects.sum(evidence, "nodes-damaged")
            - FaultEffects.sum(evidence, "damage-noticed")
            - served;
    Map<Object, Object> data = Edn.map();
    Edn.put(data, "ended-by-themselves", ended);
    Edn.put(data, "damage-noticed", (long) noticed.size());
    Edn.put(data, "damaged-replaced", FaultEffects.sum(evidence, "replaced"));
    Edn.put(data, "removed-ended", left);
    long unexpected = left - FaultEffects.sum(evidence, "removed");
    if (unexpected > 0 && evidence.ended() && evidence.healed() >= 0) {
      wrong.add(
          unexpected + " nodes ended as if they had been removed, but they had not been removed");
    }
    if (!wrong.isEmpty()) {
      String text =
          ended == wrong.size()
              ? "Nodes ended by themselves: " + ended + "."
              : served > 0
                  ? "Damaged nodes served."
                  : unsound.isEmpty()
                      ? "Nodes ended as if they had been removed, but they had not been removed."
                      : "Nodes sent frames that no correct node sends.";
      return Result.of(name(), Verdict.INVALID, text).withDetails(wrong).withData(data);
    }
    return soundSoFar(evidence, noticed, open, left, full).withData(data);
  }

  private Result soundSoFar(
      Evidence evidence, List<String> noticed, long open, long left, long full) {
    if (open > 0) {
      return Result.of(
              name(),
              Verdict.UNKNOWN,
              "Damaged nodes that neither served nor refused to start: " + open + ".")
          .withDetails(noticed);
    }
    if (!evidence.ended()) {
      return Result.of(
          name(), Verdict.UNKNOWN, "The run was cut short before the nodes' events were kept.");
    }
    List<String> rightly = new ArrayList<>();
    if (!noticed.isEmpty()) {
      rightly.add(
          "nodes that noticed damage: "
              + noticed.size()
              + " (replaced: "
              + FaultEffects.sum(evidence, "replaced")
              + ")");
    }
    if (left > 0) {
      rightly.add("nodes that were removed: " + left);
    }
    if (full > 0) {
      rightly.add("nodes whose disk was full: " + full);
    }
    String but = rightly.isEmpty() ? "" : ", except " + String.join(" and ", rightly);
    return asFarAsSeen(evidence, but).withDetails(noticed);
  }

  /**
   * The result without findings: it means something only for nodes whose end would have been
   * reported.
   */
  private Result asFarAsSeen(Evidence evidence, String but) {
    if (evidence.run().reports().contains(Capability.Journal.EXITED)) {
      return Result.of(name(), Verdict.VALID, "No node ended by itself" + but + ".");
    }
    long looks =
        evidence.history().stream().filter(op -> Edn.get(op.value(), "looked") != null).count();
    if (looks > 0) {
      return Result.of(
          name(),
          Verdict.VALID,
          "No node was down that should have run"
              + but
              + ". The harness looked "
              + looks
              + " times. It does not see an end between two looks if the node was started again.");
    }
    TreeSet<String> silent = new TreeSet<>();
    for (int number = 1; number <= evidence.scenario().cluster().nodes(); number++) {
      silent.add("n" + number);
    }
    evidence.events().forEach(event -> silent.remove(event.node()));
    if (silent.isEmpty()) {
      return Result.of(
          name(), Verdict.VALID, "No node reported that it ended by itself" + but + ".");
    }
    return Result.notChecked(
        name(),
        evidence.events().isEmpty()
            ? "this target cannot tell whether a node ended by itself (it has neither the"
                + " capability Journal nor Kill)."
            : "the target reported nothing about "
                + String.join(", ", silent)
                + ", so it is unknown whether they ended (see Journal.kinds).");
  }

  /** Nodes that were found not running, and the reason why they should have run. */
  private static List<String> foundDown(Evidence evidence) {
    TreeSet<String> mayEnd = struck(evidence, "leave-bytes");
    mayEnd.addAll(struck(evidence, "damage"));
    List<String> found = new ArrayList<>();
    for (Op op : evidence.history()) {
      for (String node : Edn.strings(op.value(), "found-down")) {
        if (!mayEnd.contains(node)) {
          found.add(
              String.format(
                  Locale.ROOT,
                  "%s had ended by itself when the harness looked at %.1f s (before %s)",
                  node,
                  op.time() / 1e9,
                  op.f()));
        }
      }
    }
    return found;
  }

  /** The nodes of operations that report this effect. */
  private static TreeSet<String> struck(Evidence evidence, String what) {
    TreeSet<String> damaged = new TreeSet<>();
    for (Op op : evidence.history()) {
      if (op.process() instanceof Op.Process.Named
          && Edn.get(op.value(), "did") != null
          && Edn.get(op.value(), what) != null) {
        damaged.addAll(Edn.strings(op.value(), "nodes"));
      }
    }
    return damaged;
  }
}
