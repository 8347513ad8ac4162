package dev.ariadne.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ariadne.harness.run.TargetRegistry;
import java.lang.reflect.AnnotatedElement;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The help of every command that a user can reach, those of the targets found here included. */
final class HelpTest {

  /** So that the list of commands has one line for each. */
  private static final int SHORT_CHARS_MAX = 90;

  static Stream<CommandSpec> commands() {
    TargetRegistry targets = TargetRegistry.found(ZonedDateTime::now);
    List<CommandSpec> found = new ArrayList<>();
    collect(Main.commandLine(targets.live(), targets.simulated()).getCommandSpec(), found);
    return found.stream();
  }

  private static void collect(CommandSpec command, List<CommandSpec> found) {
    found.add(command);
    for (CommandLine sub : command.subcommands().values()) {
      collect(sub.getCommandSpec(), found);
    }
  }

  /** The parser of command lines formats these texts: a lone % makes it warn before the help. */
  @ParameterizedTest
  @MethodSource("commands")
  void everyTextCanBeFormatted(CommandSpec command) {
    List<String> texts = texts(command);
    assertThat(texts).isNotEmpty();
    for (String text : texts) {
      assertThatCode(() -> String.format(text))
          .as("%s: %s", command.qualifiedName(), text)
          .doesNotThrowAnyException();
    }
  }

  /** The list of commands shows the first line of each command's description. */
  @ParameterizedTest
  @MethodSource("commands")
  void theFirstLineIsAWholeSentence(CommandSpec command) {
    assertThat(command.usageMessage().description()[0])
        .as(command.qualifiedName())
        .endsWith(".")
        .hasSizeLessThan(SHORT_CHARS_MAX);
  }

  /** As they are written: what the parser returns has been formatted. */
  private static List<String> texts(CommandSpec command) {
    List<String> texts = new ArrayList<>();
    Command about = command.userObject().getClass().getAnnotation(Command.class);
    Stream.of(about.header(), about.description(), about.footer())
        .flatMap(Stream::of)
        .forEach(texts::add);
    for (ArgSpec arg : command.args()) {
      AnnotatedElement field = (AnnotatedElement) arg.userObject();
      texts.addAll(
          List.of(
              arg.isOption()
                  ? field.getAnnotation(Option.class).description()
                  : field.getAnnotation(Parameters.class).description()));
    }
    return texts;
  }
}
