package dev.ariadne.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Files after public reports, with the exit status that each has to get. */
class SharedCasesTest {

  private static final String ABSENT =
      "no cases: expected a folder shared/cases beside the checkout or one of the folders above it";

  private static final Map<String, Integer> STATUS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("01-set-lost-element/l16.edn", 1),
              Map.entry("01-set-lost-element/l100.edn", 1),
              Map.entry("02-log-of-jepsen-0.3.12/jepsen.log", 1),
              Map.entry("03-log-error-in-words/log-err-exc.log", 0),
              Map.entry("03-log-error-in-words/log-err-ssq.log", 0),
              Map.entry("03-log-error-in-words/log-err-words.log", 0),
              Map.entry("04-history-txt/history.txt", 0),
              Map.entry("04-history-txt/history-bad.txt", 1),
              Map.entry("04-history-txt/txt-numbered.txt", 0),
              Map.entry("06-ratio-and-namespaced-map/nsmap2.edn", 0),
              Map.entry("06-ratio-and-namespaced-map/odd.edn", 0),
              Map.entry("06-ratio-and-namespaced-map/odd2.edn", 0),
              Map.entry("06-ratio-and-namespaced-map/ratio.edn", 0),
              Map.entry("07-json-log/jepsen.json.log", 0),
              Map.entry("08-counter-off-by-two/counter-20.edn", 1),
              Map.entry("19-queue-drain/drain.edn", 0)));

  @TestFactory
  Stream<DynamicTest> everyCaseGetsItsStatus() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared").resolve("cases");
      if (Files.isDirectory(folder)) {
        return STATUS.entrySet().stream()
            .map(
                one ->
                    DynamicTest.dynamicTest(
                        one.getKey(), () -> status(folder.resolve(one.getKey()), one.getValue())));
      }
    }
    return Stream.of(DynamicTest.dynamicTest("the folder", () -> Assumptions.abort(ABSENT)));
  }

  private static void status(Path file, int expected) {
    FileVerdict verdict =
        CheckFiles.check(file, CheckFiles.Options.detected(Budget.standard(), () -> 0));
    assertThat(FileVerdict.exitStatus(List.of(verdict))).as(verdict.toString()).isEqualTo(expected);
  }
}
