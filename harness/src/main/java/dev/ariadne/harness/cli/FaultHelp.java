package dev.ariadne.harness.cli;

import dev.ariadne.harness.nemesis.FaultKind;
import dev.ariadne.harness.nemesis.FaultKinds;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The section of a command's help that lists the kinds of faults, with those of the user. */
final class FaultHelp {
  private static final String SECTION = "faultKinds";

  private FaultHelp() {}

  /** Adds the section after the list of options. */
  static void addTo(CommandLine command) {
    command.getHelpSectionMap().put(SECTION, help -> text());
    List<String> sections = new ArrayList<>(command.getHelpSectionKeys());
    sections.add(sections.indexOf(UsageMessageSpec.SECTION_KEY_OPTION_LIST) + 1, SECTION);
    command.setHelpSectionKeys(sections);
  }

  private static String text() {
    StringBuilder text = new StringBuilder("%nKinds of faults, for --nemesis:%n".formatted());
    for (FaultKind kind : FaultKinds.all()) {
      String where = kind.simulatedOnly() ? " (only with --sim)" : "";
      text.append("  %-21s%s%s%n".formatted(kind.name(), kind.help(), where));
    }
    return text.toString();
  }
}
