package dev.ariadne.harness.check;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.nemesis.EffectCriterion;
import dev.ariadne.harness.scene.SceneCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every requested kind of fault had an effect; otherwise the run is vacuous. */
final class FaultsCheck implements Check {

  @Override
  public String name() {
    return "faults";
  }

  @Override
  public Result check(Evidence evidence) {
    List<FaultEffects> all = FaultEffects.of(evidence);
    List<SceneCounts> scenes =
        SceneCounts.of(evidence.scenario().faults().scenes(), evidence.history());
    if (all.isEmpty() && scenes.isEmpty()) {
      return Result.of(name(), Verdict.VALID, "No faults were asked for.");
    }
    List<String> lines = new ArrayList<>();
    List<String> toothless = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    Map<Object, Object> data = Edn.map();
    for (FaultEffects effects : all) {
      String counters =
          effects.counters().entrySet().stream()
              .map(entry -> entry.getValue() + " " + entry.getKey())
              .collect(Collectors.joining(", "));
      String kind = effects.kind();
      if (effects.skipped()) {
        skipped.add(kind);
        lines.add(kind + " skipped: " + why(evidence));
      } else {
        String did = counters.isEmpty() ? "nothing was done" : counters;
        lines.add(kind + " " + effects.bitInWords() + ": " + did);
        switch (effects.bite()) {
          case BIT -> {}
          case NEVER -> toothless.add(kind);
          case UNSEEN -> unseen.add(kind);
        }
      }
      Map<Object, Object> entry = Edn.map();
      Edn.put(entry, "bit", effects.bit());
      if (effects.bite() == EffectCriterion.Bite.UNSEEN) {
        Edn.put(entry, "unseen", true);
      }
      effects.counters().forEach((name, count) -> Edn.put(entry, name, count));
      Edn.put(data, kind, entry);
    }
    scenes.forEach(scene -> lines.add(scene.line()));
    if (!scenes.isEmpty()) {
      Edn.put(data, "scenes", counts(scenes));
    }
    ErrorCounts thrown = thrown(evidence);
    if (thrown.total() > 0) {
      lines.add(thrown.total() + " operations of the nemesis failed; " + thrown.mostFrequent());
    }
    Result result = all.isEmpty() ? ofScenesAlone(scenes) : result(all, toothless, unseen, skipped);
    return result.withDetails(lines).withData(data);
  }

  private Result ofScenesAlone(List<SceneCounts> scenes) {
    long tookPlace = scenes.stream().mapToLong(SceneCounts::tookPlace).sum();
    return tookPlace > 0
        ? Result.of(name(), Verdict.VALID, "Scenes took place: " + tookPlace + ".")
        : Result.of(name(), Verdict.VACUOUS, "No scene took place, and there were no faults.");
  }

  private static Map<Object, Object> counts(List<SceneCounts> scenes) {
    Map<Object, Object> counts = Edn.map();
    for (SceneCounts scene : scenes) {
      Map<Object, Object> entry = Edn.map();
      Edn.put(entry, "times", scene.times());
      Edn.put(entry, "took-place", scene.tookPlace());
      Edn.put(counts, scene.scene(), entry);
    }
    return counts;
  }

  private Result result(
      List<FaultEffects> all, List<String> toothless, List<String> unseen, List<String> skipped) {
    if (!toothless.isEmpty()) {
      return Result.of(
          name(),
          Verdict.VACUOUS,
          "These faults had no effect: " + String.join(", ", toothless) + ".");
    }
    if (skipped.size() == all.size()) {
      return Result.of(
          name(),
          Verdict.VACUOUS,
          "No fault was done. Not possible here: " + String.join(", ", skipped) + ".");
    }
    String but =
        skipped.isEmpty()
            ? ""
            : ", except those that are not possible here: " + String.join(", ", skipped);
    if (unseen.isEmpty()) {
      return Result.of(name(), Verdict.VALID, "Every kind of fault had an effect" + but + ".");
    }
    return Result.notChecked(
        name(),
        "whether these faults had an effect: "
            + String.join(", ", unseen)
            + but
            + ". This target does not count the bytes or requests that they held, or the repairs.");
  }

  /** Counts the operations of the nemesis that failed because the target threw an exception. */
  private static ErrorCounts thrown(Evidence evidence) {
    ErrorCounts thrown = new ErrorCounts();
    for (Op op : evidence.history()) {
      if (op.process() instanceof Op.Process.Named && op.extra().containsKey("error")) {
        thrown.add(op);
      }
    }
    return thrown;
  }

  /** The reason why a kind was skipped, from its operations. */
  private static String why(Evidence evidence) {
    return evidence.history().stream()
        .map(op -> Edn.get(op.value(), "skipped"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst()
        .orElse("");
  }
}
