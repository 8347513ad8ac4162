package dev.ariadne.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MarkdownSummaryTest {
  private static final String OTHERS = "n1 said \u001b[2J|a\n| b | `c` <script> & *d* ~~e~~ \\";

  private static Checks.Outcome outcome() {
    return new Checks.Outcome(
        Verdict.INVALID,
        List.of(
            new Result("nodes", Verdict.INVALID, OTHERS, List.of(OTHERS), Map.of(), List.of())));
  }

  @Test
  void textOfOthersIsNeitherMarkupNorAnotherLine() {
    MarkdownSummary summary = new MarkdownSummary("title", seed -> "./ariadne test --x '`a``b`'");
    summary.add(7, outcome());
    assertThat(summary.markdown().lines())
        .contains(
            "| nodes | **invalid** | n1 said \\\\u001b\\[2J\\|a\\\\n\\| b \\| \\`c\\`"
                + " &lt;script> &amp; \\*d\\* \\~\\~e\\~\\~ \\\\ |",
            "    n1 said \\u001b[2J|a\\n| b | `c` <script> & *d* ~~e~~ \\",
            "Run again: ``` ./ariadne test --x '`a``b`' ```");
  }

  @Test
  void theTerminalGetsItOnALineOfItsOwn() {
    assertThat(VerdictText.of(outcome()))
        .contains("  INVALID  nodes              n1 said \\u001b[2J|a\\n| b |")
        .doesNotContain("\u001b");
  }
}
