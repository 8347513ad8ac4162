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
 * And one that was removed ends, once it has heard of that, with status 0.
 */
final class NodesCheck implements Check {

  @Override
  public String name() {
    return "nodes";
  }

  @Override
  public Result check(Evidence evidence) {
    TreeSet<String> damaged = damaged(evidence);
    TreeSet<String> told = new TreeSet<>();
    long left = 0;
    List<String> wrong = new ArrayList<>();
    List<String> noticed = new ArrayList<>();
    for (Capability.Journal.Entry event : evidence.events()) {
      if (event.kind().equals("removed")) {
        told.add(event.node());
      } else if (event.kind().equals("process-started")) {
        told.remove(event.node());
      } else if (event.kind().equals("exited-by-itself")) {
        String last = event.fields().getOrDefault("last", "");
        if (damaged.contains(event.node()) && last.contains("damaged")) {
          noticed.add(event.node() + " noticed its damage and refused: " + last);
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
    if (unexpected > 0) {
      wrong.add(unexpected + " nodes ended as removed that nobody had removed");
    }
    return result(evidence, wrong, ended, noticed, open).withData(data);
  }

  private Result result(
      Evidence evidence, List<String> wrong, long ended, List<String> noticed, long open) {
    if (!wrong.isEmpty()) {
      String text =
          ended == wrong.size()
              ? "Nodes ended by themselves: " + ended + "."
              : "Damaged nodes served, or nodes ended as if they had been removed.";
      return Result.of(name(), Verdict.INVALID, text).withDetails(wrong);
    }
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
    return noticed.isEmpty()
        ? Result.of(name(), Verdict.VALID, "No node ended by itself.")
        : Result.of(
                name(),
                Verdict.VALID,
                "No node ended by itself but those that noticed damage, as they have to: "
                    + noticed.size()
                    + ", of which "
                    + Effects.sum(evidence, "replaced")
                    + " were replaced.")
            .withDetails(noticed);
  }

  private static TreeSet<String> damaged(Evidence evidence) {
    TreeSet<String> damaged = new TreeSet<>();
    for (Op op : evidence.history()) {
      if (op.process() instanceof Op.Process.Named
          && Edn.get(op.value(), "did") != null
          && Edn.get(op.value(), "damage") != null) {
        damaged.addAll(Edn.strings(op.value(), "nodes"));
      }
    }
    return damaged;
  }
}
