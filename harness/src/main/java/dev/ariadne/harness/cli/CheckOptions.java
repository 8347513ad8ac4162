package dev.ariadne.harness.cli;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.CheckFiles;
import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.model.Models;
import dev.ariadne.checker.read.Format;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How {@code ariadne check} is to understand and check histories. */
final class CheckOptions {

  private static final Pattern AMOUNT = Pattern.compile("([1-9]\\d{0,14})([kMG]?)");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = {
        "register, cas-register, kv, kv-revisions, set, counter, mutex or fifo-queue.",
        "[guessed from the store or the content]"
      })
  private String model;

  @Option(
      names = "--initial",
      paramLabel = "EDN",
      description = "The value before the first write, such as 0, nil or :absent. [guessed]")
  private String initial;

  @Option(
      names = "--keyed",
      negatable = true,
      description = "Values are [key value], each key by itself; or they are not. [guessed]")
  private Boolean keyed;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "edn, jepsen-log or porcupine. [guessed]")
  private String format;

  @Option(
      names = "--budget",
      paramLabel = "STEPS[,BYTES]",
      description = {
        "What a file's verdict may cost, counted, not measured, so that it is always the same;",
        "beyond it the verdict is unknown. [50M,512M]"
      })
  private String budget;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      description = "When a file's check is given up as unknown, whatever its budget. [none]")
  private Double seconds;

  /** Whether histories are to be taken as they are. */
  boolean sayNothing() {
    return model == null
        && initial == null
        && format == null
        && keyed == null
        && budget == null
        && seconds == null;
  }

  /** For one file: its time runs from now. */
  CheckFiles.Options options() {
    if (model != null && !Models.NAMES.contains(model)) {
      throw bad("--model", "expected " + String.join(", ", Models.NAMES) + "; found " + model);
    }
    return new CheckFiles.Options(
        Optional.ofNullable(model),
        Optional.ofNullable(initial).map(this::initialValue),
        Optional.ofNullable(keyed),
        Optional.ofNullable(format).map(this::formatOf),
        budgetFromNow(),
        System::nanoTime);
  }

  /** For one file. */
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
   * What Knossos can be told.
   *
   * @throws ParameterException if more is said than that
   */
  CheckFiles.Options forKnossos() {
    if (model != null || keyed != null || budget != null) {
      throw bad(
          "--engine knossos",
          "it judges registers, finds keys by itself and counts no steps; "
              + (model != null ? "--model" : keyed != null ? "--keyed" : "--budget")
              + " says nothing to it");
    }
    return options();
  }

  private Budget budgetFromNow() {
    Budget spent = budget == null ? Budget.standard() : budgetOf(budget);
    long begun = System.nanoTime();
    return timeLimit()
        .map(limit -> spent.cancelledBy(() -> System.nanoTime() - begun > limit.toNanos()))
        .orElse(spent);
  }

  private Budget budgetOf(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length > 2) {
      throw bad("--budget", "expected STEPS or STEPS,BYTES, found '" + text + "'");
    }
    long bytes = parts.length == 2 ? amount(parts[1], 1 << 10) : Budget.DEFAULT_BYTES;
    return Budget.of(amount(parts[0], 1000), bytes);
  }

  private long amount(String text, long thousand) {
    Matcher matcher = AMOUNT.matcher(text.strip());
    if (!matcher.matches()) {
      throw bad("--budget", "expected a number such as 50M, found '" + text + "'");
    }
    long unit =
        switch (matcher.group(2)) {
          case "k" -> thousand;
          case "M" -> thousand * thousand;
          case "G" -> thousand * thousand * thousand;
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
      throw bad("--format", e.getMessage());
    }
  }

  private ParameterException bad(String option, String problem) {
    return new ParameterException(spec.commandLine(), option + ": " + problem);
  }
}
