package dev.ariadne.harness.cli;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.CheckFiles;
import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.edn.SafeText;
import dev.ariadne.checker.model.Models;
import dev.ariadne.checker.read.Format;
import dev.ariadne.harness.cli.knossos.KnossosCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code ariadne check} that say how to read and check histories. */
final class CheckOptions {

  private static final Pattern AMOUNT = Pattern.compile("([1-9]\\d{0,14})([kKmMgG]?)");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = CheckFastPath.MODEL,
      paramLabel = "NAME",
      description = {
        "The model: register, cas-register, kv, kv-revisions, set, counter, mutex or fifo-queue.",
        "[detected from the store or the content]"
      })
  private String model;

  @Option(
      names = "--initial",
      paramLabel = "EDN",
      description = "The value before the first write, such as 0, nil or :absent. [detected]")
  private String initial;

  @Option(
      names = "--keyed",
      negatable = true,
      description =
          "Values are [key value], and each key is checked by itself; or they are not. [detected]")
  private Boolean keyed;

  @Option(
      names = CheckFastPath.FORMAT,
      paramLabel = "NAME",
      description = "The file format: edn, jepsen-log, history-txt or porcupine. [detected]")
  private String format;

  @Option(
      names = "--budget",
      paramLabel = "STEPS[,BYTES]",
      description = {
        "The most that the verdict on one file may cost. Beyond it the verdict is unknown. Both",
        "are counted, not measured, so the verdict is always the same. [50M,512M]"
      })
  private String budget;

  @Option(
      names = "--explanation-budget",
      paramLabel = "STEPS",
      description = {
        "The most that the explanation for one file may cost, apart from its verdict. Beyond it",
        "the evidence may not be minimal, and the output says so. [1M]"
      })
  private String explanationBudget;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      description = {
        "The most time for the whole command, with reading and explanations. A file that is not",
        "decided by then is unknown. [none]"
      })
  private Double seconds;

  /** Returns true if no option says how to read or check histories. */
  boolean sayNothing() {
    return model == null
        && initial == null
        && format == null
        && keyed == null
        && budget == null
        && explanationBudget == null;
  }

  /**
   * The options for the check of each file.
   *
   * @param timeIsOver returns true if the command has to end
   */
  CheckFiles.Options options(BooleanSupplier timeIsOver) {
    if (model != null && !Models.NAMES.contains(model)) {
      throw bad(
          CheckFastPath.MODEL, "expected " + String.join(", ", Models.NAMES) + "; found " + model);
    }
    return new CheckFiles.Options(
        Optional.ofNullable(model),
        Optional.ofNullable(initial).map(this::initialValue),
        Optional.ofNullable(keyed),
        Optional.ofNullable(format).map(this::formatOf),
        budget().cancelledBy(timeIsOver),
        System::nanoTime);
  }

  /** The time limit for the whole command. */
  Optional<Duration> timeLimit() {
    if (seconds == null) {
      return Optional.empty();
    }
    if (!(seconds > 0 && seconds <= 1e9)) {
      throw bad("--time-limit", "expected seconds, found " + seconds);
    }
    return Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
  }

  /**
   * The options that Knossos supports.
   *
   * @throws ParameterException if other options were given
   */
  CheckFiles.Options forKnossos() {
    String vain =
        keyed != null
            ? "--keyed"
            : budget != null
                ? "--budget"
                : explanationBudget != null ? "--explanation-budget" : null;
    if (vain != null) {
      throw bad(
          "--engine knossos",
          "Knossos finds keys by itself and counts no steps; it takes no " + vain);
    }
    CheckFiles.Options said = options(() -> false);
    if (said.model().filter(name -> !KnossosCheck.MODELS.contains(name)).isPresent()) {
      throw bad(
          "--engine knossos",
          "Knossos checks registers only; expected --model "
              + String.join(" or ", KnossosCheck.MODELS)
              + ", found "
              + model
              + "; check without --engine knossos");
    }
    return said;
  }

  /** The budget in steps and bytes. It is never cancelled. */
  Budget budget() {
    Budget spent = budget == null ? Budget.standard() : budgetOf(budget);
    return explanationBudget == null
        ? spent
        : spent.explaining(amount("--explanation-budget", explanationBudget, 1000));
  }

  private Budget budgetOf(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length > 2) {
      throw bad("--budget", "expected STEPS or STEPS,BYTES, found '" + text + "'");
    }
    long bytes = parts.length == 2 ? amount("--budget", parts[1], 1 << 10) : Budget.DEFAULT_BYTES;
    return Budget.of(amount("--budget", parts[0], 1000), bytes);
  }

  private long amount(String option, String text, long thousand) {
    Matcher matcher = AMOUNT.matcher(text.strip());
    if (!matcher.matches()) {
      throw bad(option, "expected a number such as 100k, 50M or 2G, found '" + text + "'");
    }
    long unit =
        switch (matcher.group(2)) {
          case "k", "K" -> thousand;
          case "m", "M" -> thousand * thousand;
          case "g", "G" -> thousand * thousand * thousand;
          default -> 1;
        };
    long number = Long.parseLong(matcher.group(1));
    return number > Long.MAX_VALUE / unit ? Long.MAX_VALUE : number * unit;
  }

  private Models.Initial initialValue(String text) {
    try {
      return new Models.Initial(EdnReader.read(text));
    } catch (EdnException e) {
      throw bad("--initial", "expected one EDN value, found '" + text + "'");
    }
  }

  private Format formatOf(String label) {
    try {
      return Format.of(label);
    } catch (IllegalArgumentException e) {
      throw bad(CheckFastPath.FORMAT, e.getMessage());
    }
  }

  private ParameterException bad(String option, String problem) {
    return new ParameterException(spec.commandLine(), option + ": " + SafeText.quoted(problem));
  }
}
