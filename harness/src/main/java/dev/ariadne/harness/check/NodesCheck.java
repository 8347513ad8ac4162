package dev.ariadne.harness.check;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * No node ends by itself: whatever is done to it, it goes on or is ended by somebody else. But a
 * node whose synced data was damaged has to end, and to say so: that it serves is the violation.
 * And one that was removed ends, once it has heard of that, with status 0; one whose disk is full
 * may end, and says so.
 *
 * <p>Nor does a node send what no sound node sends: those that receive it go on, but say so.
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
            "%s refused a frame that no sound node sends, from %s: %s, %s"
                .formatted(
                    event.node(),
                    event.fields().getOrDefault("from", "?"),
                    event.fields().getOrDefault("reason", "?"),
                    event.fields().getOrDefault("what", "?")));
      } else if (event.kind().equals("exited-by-itself")) {
        String last = event.fields().getOrDefault("last", "");
        if (damaged.contains(event.node()) && last.contains("damaged")) {
          noticed.add(event.node() + " noticed its damage and refused: " + last);
        } else if (filled.contains(event.node()) && last.contains("No space left on device")) {
          full++;
        } else if (told.contains(event.node()) && "0".equals(event.fields().get("code"))) {
          left++;
        } else {
          wrong.add(
              event.node()
                  + " ended by itself, exit status "
                  + event.fields().getOrDefault("code", "?")
                  + ": "
                  + last);
        }
      }
    }
    long ended = wrong.size();
    wrong.addAll(unsound);
    long served = Effects.sum(evidence, "damage-served");
    if (served > 0) {
      wrong.add(served + " damaged nodes started and served");
    }
    long open =
        Effects.sum(evidence, "nodes-damaged") - Effects.sum(evidence, "damage-noticed") - served;
    Map<Object, Object> data = Edn.map();
    Edn.put(data, "ended-by-themselves", ended);
    Edn.put(data, "damage-noticed", (long) noticed.size());
    Edn.put(data, "damaged-replaced", Effects.sum(evidence, "replaced"));
    Edn.put(data, "removed-ended", left);
    long unexpected = left - Effects.sum(evidence, "removed");
    if (unexpected > 0 && evidence.ended() && evidence.healed() >= 0) {
      wrong.add(unexpected + " nodes ended as removed that nobody had removed");
    }
    if (!wrong.isEmpty()) {
      String text =
          ended == wrong.size()
              ? "Nodes ended by themselves: " + ended + "."
              : served > 0
                  ? "Damaged nodes served."
                  : unsound.isEmpty()
                      ? "Nodes ended as if they had been removed."
                      : "Nodes refused frames of others, which no sound node sends.";
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
              "Damaged nodes that neither served nor refused: " + open + ".")
          .withDetails(noticed);
    }
    if (!evidence.ended()) {
      return Result.of(
          name(), Verdict.UNKNOWN, "The run was cut short before the nodes' events were kept.");
    }
    List<String> rightly = new ArrayList<>();
    if (!noticed.isEmpty()) {
      rightly.add(
          "those that noticed damage: "
              + noticed.size()
              + " (replaced: "
              + Effects.sum(evidence, "replaced")
              + ")");
    }
    if (left > 0) {
      rightly.add("those that were removed: " + left);
    }
    if (full > 0) {
      rightly.add("those whose disk was full: " + full);
    }
    String but = rightly.isEmpty() ? "" : " but " + String.join(" and ", rightly);
    return Result.of(name(), Verdict.VALID, "No node ended by itself" + but + ".")
        .withDetails(noticed);
  }

  /** The nodes of operations that say this of what they did. */
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
