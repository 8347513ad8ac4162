package dev.ariadne.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every source file looks as google-java-format lays it out. It runs as a test, so that it runs on
 * the selected JDK whatever Java runs Maven. To lay the sources out: {@code mvn -q test -pl harness
 * -am -Dtest=FormatTest -Dsurefire.failIfNoSpecifiedTests=false -Dariadne.format=write}
 */
class FormatTest {

  private static final boolean WRITE = "write".equals(System.getProperty("ariadne.format"));

  @Test
  void everySourceIsLaidOutByTheFormatter() throws IOException, FormatterException {
    Formatter formatter = new Formatter();
    List<Path> sources = sources();
    assertThat(sources).as("sources of all three modules").hasSizeGreaterThan(50);
    List<Path> untidy = new ArrayList<>();
    for (Path source : sources) {
      String text = Files.readString(source);
      String tidy = formatter.formatSourceAndFixImports(text);
      if (!tidy.equals(text)) {
        if (WRITE) {
          Files.writeString(source, tidy);
        } else {
          untidy.add(source);
        }
      }
    }
    assertThat(untidy).as("run this test with -Dariadne.format=write").isEmpty();
  }

  private static List<Path> sources() throws IOException {
    Path root = Path.of("..").toRealPath();
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("checker", "server", "harness")) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src"))) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }
}
