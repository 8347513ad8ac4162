package dev.ariadne.harness.jqwik;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.SampleReportingFormat;

/** Prints a script for jqwik, one line for each step. */
public final class ScriptFormat implements SampleReportingFormat {

  @Override
  public boolean appliesTo(Object value) {
    return value instanceof Script;
  }

  @Override
  public Optional<String> label(Object value) {
    Script script = (Script) value;
    return Optional.of(
        "%d faults, %d operations, %s: "
            .formatted(script.faults().size(), script.deeds().size(), script.cluster()));
  }

  @Override
  public Object report(Object value) {
    List<Object> lines = new ArrayList<>();
    ((Script) value).lines().forEach(line -> lines.add(SampleReportingFormat.plainLabel(line)));
    return lines;
  }
}
