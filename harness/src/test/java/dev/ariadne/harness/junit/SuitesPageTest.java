package dev.ariadne.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about suites shows a project with the versions that this build has. */
final class SuitesPageTest {
  private static final Pattern ARTIFACT =
      Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

  private static Map<String, String> versions(Path file) throws IOException {
    String text = Files.readString(file);
    Matcher jqwik = Pattern.compile("<jqwik.version>([^<]+)<").matcher(text);
    String all = jqwik.find() ? text.replace("${jqwik.version}", jqwik.group(1)) : text;
    Map<String, String> found = new TreeMap<>();
    for (Matcher artifact = ARTIFACT.matcher(all); artifact.find(); ) {
      found.put(artifact.group(1), artifact.group(2));
    }
    return found;
  }

  @Test
  void itsVersionsAreThoseOfThisBuild() throws IOException {
    Map<String, String> build = versions(Path.of("../pom.xml"));
    build.put("junit-jupiter", build.get("junit-bom"));
    String own = build.get("ariadne");
    build.put("ariadne-harness", own);
    build.put("ariadne-server", own);
    Map<String, String> page = versions(Path.of("../docs/suites.md"));
    page.remove("promises");
    assertThat(page).hasSize(6);
    assertThat(build).containsAllEntriesOf(page);
  }
}
