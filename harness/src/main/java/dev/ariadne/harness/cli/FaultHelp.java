package dev.ariadne.harness.cli;

import dev.ariadne.harness.nemesis.FaultKind;
import dev.ariadne.harness.nemesis.FaultKinds;
import dev.ariadne.harness.nemesis.NodeSelector;
import dev.ariadne.harness.scene.SceneKinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    Map<String, List<String>> byAims = new LinkedHashMap<>();
    for (FaultKind kind : FaultKinds.all()) {
      String where = kind.simulatedOnly() ? " (only with --sim)" : "";
      text.append("  %-21s%s%s%n".formatted(kind.name(), kind.help(), where));
      if (!kind.aims().isEmpty()) {
        String aims =
            kind.aims().stream().map(NodeSelector::word).collect(Collectors.joining(", "));
        byAims.computeIfAbsent(aims, a -> new ArrayList<>()).add(kind.name());
      }
    }
    text.append("%nTargets, behind a colon, as in kill:leader or partition:one:%n".formatted());
    byAims.forEach(
        (aims, kinds) -> {
          text.append("  %s:%n".formatted(aims));
          text.append("      %s%n".formatted(String.join(", ", kinds)));
        });
    text.append("%nScenes, for --scenes:%n".formatted());
    for (String scene : SceneKinds.names()) {
      text.append("  %-21s%s%n".formatted(scene, SceneKinds.story(scene)));
    }
    return text.toString();
  }
}
