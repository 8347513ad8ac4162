package dev.ariadne.harness.jqwik;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.ariadne.zoo.PlantedBug;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/**
 * Each of {@link PlantedBugProperties} is falsified, and shrinks to a script of which nothing can
 * be left out. Three of them always; all with {@code -Dariadne.planted=all}, and with {@code
 * -Dariadne.planted=write} their outputs are put into {@code docs/shrunk.md}.
 */
final class PlantedBugsShrinkTest {
  private static final List<String> ALWAYS =
      List.of(
          "anEntryGivesWayToThatOfALaterTerm",
          "readsAreCurrentOnEveryNode",
          "aServerComesBackFromAPowerCut");

  private static final String ASKED = System.getProperty("ariadne.planted", "");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/ariadne/harness/jqwik/PlantedBugProperties.java");
  private static final Path PAGE = Path.of("../docs/shrunk.md");
  private static final String MARK = "<!-- outputs -->\n";

  private static final int FAULTS_MAX = 2;
  private static final int DEEDS_MAX = 3;

  /** One after the other, in the order of the source. */
  private static List<Method> all() throws IOException {
    String source = Files.readString(SOURCE);
    return Arrays.stream(PlantedBugProperties.class.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .sorted(Comparator.comparingInt(method -> source.indexOf(" " + method.getName() + "(")))
        .toList();
  }

  static Stream<Method> chosen() throws IOException {
    return all().stream().filter(method -> !ASKED.isEmpty() || ALWAYS.contains(method.getName()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chosen")
  void isFalsifiedAndNothingCanBeLeftOut(Method property) throws Exception {
    ScriptFailure smallest = falsified(property);
    Script script = smallest.script();
    assertThat(script.faults()).as(smallest.story()).hasSizeLessThanOrEqualTo(FAULTS_MAX);
    assertThat(script.deeds()).as(smallest.story()).hasSizeLessThanOrEqualTo(DEEDS_MAX);
    for (int index = 0; index < script.faults().size(); index++) {
      assertHolds(property, with(script, without(script.faults(), index), script.deeds()));
    }
    for (int index = 0; index < script.deeds().size(); index++) {
      assertHolds(property, with(script, script.faults(), without(script.deeds(), index)));
    }
  }

  private static void assertHolds(Method property, Script script) throws Exception {
    assertThat(broken(property, script)).as(() -> "not needed: " + script).isNull();
  }

  /** What the property says to a script; null if it holds. */
  private static ScriptFailure broken(Method property, Script script) throws Exception {
    try {
      property.invoke(new PlantedBugProperties(), script);
      return null;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ScriptFailure broken) {
        return broken;
      }
      throw e;
    }
  }

  private static Script with(Script script, List<ScriptFault> faults, List<ClientOp> deeds) {
    return new Script(faults, deeds, script.nodes(), script.snapshotEvery(), script.world());
  }

  private static <T> List<T> without(List<T> all, int index) {
    List<T> left = new ArrayList<>(all);
    left.remove(index);
    return left;
  }

  /** As jqwik runs it. */
  private static ScriptFailure falsified(Method property) {
    Jqwik.Said said =
        Jqwik.run(DiscoverySelectors.selectMethod(PlantedBugProperties.class, property));
    assertThat(said.failure()).as(said.shown()).isInstanceOf(ScriptFailure.class);
    return (ScriptFailure) said.failure();
  }

  @Test
  void thePageHasThemAll() throws IOException {
    if (ASKED.equals("write")) {
      String page = Files.readString(PAGE);
      String source = Files.readString(SOURCE);
      StringBuilder text = new StringBuilder(page.substring(0, page.indexOf(MARK))).append(MARK);
      for (Method property : all()) {
        text.append(section(property, source));
      }
      Files.writeString(PAGE, text);
    }
    assertThat(Files.readString(PAGE)).contains(all().stream().map(Method::getName).toList());
  }

  private static String section(Method property, String source) {
    Matcher found =
        Pattern.compile(
                "  @Property[^\\n]*\\n  void " + property.getName() + "\\(.*?\\n  }\\n",
                Pattern.DOTALL)
            .matcher(source);
    assertThat(found.find()).isTrue();
    Matcher id = Pattern.compile("named\\(\"(\\w+)\"\\)").matcher(found.group());
    assertThat(id.find()).isTrue();
    PlantedBug bug = PlantedBug.named(id.group(1));
    return "\n## %s: %s\n\n```java\n%s```\n\n```\n%s\n```\n"
        .formatted(
            bug.id(),
            bug.title(),
            found.group().stripIndent(),
            falsified(property).story().lines().limit(20).reduce((a, b) -> a + "\n" + b).get());
  }
}
