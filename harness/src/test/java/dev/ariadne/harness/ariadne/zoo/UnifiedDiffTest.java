package dev.ariadne.harness.ariadne.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {

  private static final String FILE = "dev/ariadne/server/raft/Words.java";
  private static final String WORDS = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";

  @Test
  void aHunkReplacesWhatItNames() throws Exception {
    assertThat(patched(WORDS, "@@ -2,3 +2,3 @@", " two", "-three", "+THREE", " four"))
        .isEqualTo("one\ntwo\nTHREE\nfour\nfive\nsix\nseven\n");
  }

  @Test
  void aHunkIsFoundWhereItsLinesHaveMovedTo() throws Exception {
    String moved = "new\n".repeat(40) + WORDS;
    assertThat(patched(moved, "@@ -2,3 +2,3 @@", " two", "-three", "+THREE", " four"))
        .isEqualTo("new\n".repeat(40) + "one\ntwo\nTHREE\nfour\nfive\nsix\nseven\n");
  }

  @Test
  void ofTwoPlacesTheNearerOneIsTaken() throws Exception {
    String twice = "a\nb\n" + "x\n".repeat(10) + "a\nb\n";
    assertThat(patched(twice, "@@ -11,2 +11,2 @@", " a", "-b", "+c"))
        .isEqualTo("a\nb\n" + "x\n".repeat(10) + "a\nc\n");
  }

  @Test
  void laterHunksMoveWithTheEarlierOnes() throws Exception {
    String[] hunks = {"@@ -1,1 +1,2 @@", " one", "+and", "@@ -6,2 +7,1 @@", "-six", " seven"};
    assertThat(patched(WORDS, hunks)).isEqualTo("one\nand\ntwo\nthree\nfour\nfive\nseven\n");
    assertThat(patched("zero\n" + WORDS, hunks))
        .isEqualTo("zero\none\nand\ntwo\nthree\nfour\nfive\nseven\n");
  }

  @Test
  void linesWithoutContextGoBehindTheLineNamed() throws Exception {
    assertThat(patched(WORDS, "@@ -2,0 +3,1 @@", "+between"))
        .isEqualTo("one\ntwo\nbetween\nthree\nfour\nfive\nsix\nseven\n");
  }

  @Test
  void anyOtherContextIsRefusedByNameOfFileAndHunk() {
    assertThatThrownBy(() -> patched(WORDS, "@@ -2,3 +2,3 @@", " two", "-three", "+3", " fourth"))
        .isInstanceOf(PatchException.class)
        .hasMessageContaining(FILE)
        .hasMessageContaining("@@ -2,3 +2,3 @@");
  }

  @Test
  void aHunkThatEndsEarlyIsRefused() {
    assertThatThrownBy(() -> patched(WORDS, "@@ -2,3 +2,3 @@", " two", "-three"))
        .isInstanceOf(PatchException.class)
        .hasMessageContaining("shorter than it says");
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws PatchException {
    UnifiedDiff diff = diff("@@ -1,1 +1,1 @@", "-one", "+1");
    assertThatThrownBy(() -> diff.apply(Map.of()))
        .isInstanceOf(PatchException.class)
        .hasMessageContaining(FILE);
  }

  @Test
  void textWithoutADiffIsRefused() {
    assertThatThrownBy(() -> UnifiedDiff.parse("this would be wrong\n"))
        .isInstanceOf(PatchException.class);
  }

  @Test
  void filesComeAndGo() throws Exception {
    String text =
        """
        --- /dev/null
        +++ b/server/src/main/java/dev/ariadne/server/raft/Fresh.java
        @@ -0,0 +1,2 @@
        +a
        +b
        --- a/server/src/main/java/dev/ariadne/server/raft/Words.java
        +++ /dev/null
        @@ -1,1 +0,0 @@
        -one
        """;
    var changed = UnifiedDiff.parse(text).apply(Map.of(FILE, "one\n"));
    assertThat(changed).containsEntry("dev/ariadne/server/raft/Fresh.java", "a\nb\n");
    assertThat(changed).containsKey(FILE);
    assertThat(changed.get(FILE)).isNull();
  }

  private static String patched(String before, String... hunkLines) throws PatchException {
    return diff(hunkLines).apply(Map.of(FILE, before)).get(FILE);
  }

  private static UnifiedDiff diff(String... hunkLines) throws PatchException {
    return UnifiedDiff.parse(
        "What it is about.\n\n--- a/server/src/main/java/%s\n+++ b/server/src/main/java/%s\n%s\n"
            .formatted(FILE, FILE, String.join("\n", hunkLines)));
  }
}
