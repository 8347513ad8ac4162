package dev.ariadne.harness.ariadne.zoo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The results as a Markdown table, which a terminal can show too. */
final class ZooTable {

  private static final int TITLE_MAX = 78;

  private ZooTable() {}

  static String of(List<HuntResult> findings) {
    StringBuilder out = new StringBuilder();
    out.append("| bug | what the wrong code does | seeds | seconds | first noticed by ")
        .append("| without oracles: seeds | by |\n");
    out.append("|---|---|---|---|---|---|---|\n");
    findings.forEach(finding -> out.append(row(finding)).append('\n'));
    return out.toString();
  }

  static String row(HuntResult finding) {
    String title = shortened(finding.patch().title());
    if (finding.unusable().isPresent()) {
      String why = finding.unusable().get().lines().findFirst().orElse("");
      return "| %s | %s | – | – | not tried: %s | – | – |"
          .formatted(finding.patch().id(), title, cell(why));
    }
    if (finding.failure().isPresent()) {
      return "| %s | %s | – | – | the harness failed: %s | – | – |"
          .formatted(finding.patch().id(), title, cell(finding.failure().get().toString()));
    }
    return "| %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            finding.patch().id(),
            title,
            seeds(finding.whole()),
            finding.whole().map(ZooTable::seconds).orElse("–"),
            by(finding.whole()),
            seeds(finding.clients()),
            by(finding.clients()));
  }

  private static String seeds(Optional<BugHunt.Outcome> outcome) {
    return outcome.map(o -> Long.toString(o.seeds())).orElse("–");
  }

  private static String seconds(BugHunt.Outcome outcome) {
    return String.format(Locale.ROOT, "%.1f", outcome.cpuNanos() / 1e9);
  }

  private static String by(Optional<BugHunt.Outcome> outcome) {
    return outcome.map(o -> o.isCaught() ? cell(o.complaint().by()) : "**nobody**").orElse("–");
  }

  private static String shortened(String title) {
    String cell = cell(title);
    return cell.length() <= TITLE_MAX ? cell : cell.substring(0, TITLE_MAX - 1) + "…";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }
}
