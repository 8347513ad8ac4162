package dev.ariadne.harness.check;

import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every kind of fault that was asked for has bitten; otherwise the run is vacuous. */
final class FaultsCheck implements Check {

  @Override
  public String name() {
    return "faults";
  }

  @Override
  public Result check(Evidence evidence) {
    List<Effects> all = Effects.of(evidence);
    if (all.isEmpty()) {
      return Result.of(name(), Verdict.VALID, "No faults were asked for.");
    }
    List<String> lines = new ArrayList<>();
    List<String> toothless = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    Map<Object, Object> data = Edn.map();
    for (Effects effects : all) {
      String counters =
          effects.counters().entrySet().stream()
              .map(entry -> entry.getValue() + " " + entry.getKey())
              .collect(Collectors.joining(", "));
      if (effects.skipped()) {
        skipped.add(effects.kind());
      }
      lines.add(
          effects.skipped()
              ? effects.kind() + " skipped: " + why(evidence)
              : effects.kind()
                  + (effects.bit() ? " bit: " : " never bit: ")
                  + (counters.isEmpty() ? "nothing was done" : counters));
      if (!effects.bit()) {
        toothless.add(effects.kind());
      }
      Map<Object, Object> entry = Edn.map();
      Edn.put(entry, "bit", effects.bit());
      effects.counters().forEach((name, count) -> Edn.put(entry, name, count));
      Edn.put(data, effects.kind(), entry);
    }
    return toothless.isEmpty()
        ? new Result(
            name(),
            Verdict.VALID,
            "Every kind of fault has bitten"
                + (skipped.isEmpty()
                    ? "."
                    : ", but these cannot be had here: " + String.join(", ", skipped) + "."),
            lines,
            data,
            List.of())
        : new Result(
            name(),
            Verdict.VACUOUS,
            "These faults never bit: " + String.join(", ", toothless) + ".",
            lines,
            data,
            List.of());
  }

  /** Why a kind was skipped: its operations say so. */
  private static String why(Evidence evidence) {
    return evidence.history().stream()
        .map(op -> Edn.get(op.value(), "skipped"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst()
        .orElse("");
  }
}
