package dev.ariadne.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Histories that other checkers publish, with verdicts that are known. */
class RecordedHistoriesTest {

  private static final String ABSENT =
      "no recorded histories: expected a folder shared/histories beside the checkout or one of"
          + " the folders above it, or -Dariadne.histories=FOLDER";

  @TestFactory
  Stream<DynamicTest> everyRecordedHistoryGetsItsKnownVerdict() throws IOException {
    Optional<Path> folder = RecordedHistories.folder();
    if (folder.isEmpty()) {
      // A test of its own, so that it is counted as skipped, with the reason.
      return Stream.of(DynamicTest.dynamicTest("the folder", () -> Assumptions.abort(ABSENT)));
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (RecordedHistories.Known known : RecordedHistories.known(folder.get())) {
      tests.add(DynamicTest.dynamicTest(known.name(), () -> verify(known)));
    }
    assertThat(tests).hasSizeGreaterThan(100);
    return tests.stream();
  }

  private static void verify(RecordedHistories.Known known) {
    FileVerdict verdict = CheckFiles.check(known.file(), known.options());
    assertThat(verdict).isInstanceOf(FileVerdict.Checked.class);
    FileVerdict.Checked checked = (FileVerdict.Checked) verdict;
    if (known.linearizable()) {
      assertThat(checked.verdict()).isInstanceOf(Verdict.Linearizable.class);
    } else {
      assertThat(checked.verdict()).isInstanceOf(Verdict.NotLinearizable.class);
    }
    assertThat(Files.exists(known.file())).isTrue();
  }
}
