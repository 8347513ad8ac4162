package dev.ariadne.harness.scene;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.history.Edn;
import java.util.List;
import java.util.Optional;

/**
 * What became of a scene in a run.
 *
 * @param scene its name
 * @param times how often it was begun and came to its end
 * @param tookPlace how often it took place
 * @param why what did not happen the last time that it did not take place, for a person
 * @param skipped why it cannot take place on this cluster, for a person
 */
public record SceneCounts(
    String scene, long times, long tookPlace, Optional<String> why, Optional<String> skipped) {

  /** What became of these scenes, in their order. */
  public static List<SceneCounts> of(List<String> scenes, List<Op> history) {
    return scenes.stream().map(scene -> of(scene, history)).toList();
  }

  private static SceneCounts of(String scene, List<Op> history) {
    long times = 0;
    long tookPlace = 0;
    Optional<String> why = Optional.empty();
    Optional<String> skipped = Optional.empty();
    boolean noted = false;
    for (Op op : history) {
      if (!(op.process() instanceof Op.Process.Named) || op.f().equals("settle")) {
        continue;
      }
      noted = !noted;
      if (noted || !Scenes.isOf(op) || !scene.equals(Edn.get(op.value(), "scene"))) {
        continue;
      }
      Optional<String> told =
          Edn.get(op.value(), "why") instanceof String text ? Optional.of(text) : Optional.empty();
      switch (Edn.name(op.value(), "act", "")) {
        case "end" -> {
          times++;
          tookPlace += Boolean.TRUE.equals(Edn.get(op.value(), "took-place")) ? 1 : 0;
          why = told.isPresent() ? told : why;
        }
        case "skip" -> skipped = told;
        default -> {
          // A step of it.
        }
      }
    }
    return new SceneCounts(scene, times, tookPlace, why, skipped);
  }

  /** In words. */
  public String line() {
    if (skipped.isPresent()) {
      return "scene " + scene + " skipped: " + skipped.get();
    }
    if (times == 0) {
      return "scene " + scene + " was not begun: the run was too short for all scenes";
    }
    String missing = why.map(text -> "; the last time that it did not, " + text).orElse("");
    return "scene " + scene + " took place " + tookPlace + " of " + times + " times" + missing;
  }
}
