package dev.ariadne.harness.jqwik;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.SampleReportingFormat;

/** How jqwik shows a script: as a person would tell it. */
public final class ScriptFormat implements SampleReportingFormat {

  @Override
  public boolean appliesTo(Object value) {
    return value instanceof Script;
  }

  @Override
  public Optional<String> label(Object value) {
    Script script = (Script) value;
    return Optional.of(
        "%d nodes, %d faults, %d operations, world %d: "
            .formatted(
                script.nodes(), script.faults().size(), script.deeds().size(), script.world()));
  }

  @Override
  public Object report(Object value) {
    Map<Object, Object> lines = new LinkedHashMap<>();
    for (String line : ((Script) value).lines()) {
      int gap = line.indexOf("ms") + 2;
      lines.merge(
          SampleReportingFormat.plainLabel(line.substring(0, gap)),
          SampleReportingFormat.plainLabel(line.substring(gap).strip()),
          (one, other) -> SampleReportingFormat.plainLabel(one + "; " + other));
    }
    return lines.isEmpty() ? List.of() : lines;
  }
}
