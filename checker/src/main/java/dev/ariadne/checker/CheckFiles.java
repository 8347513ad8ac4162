package dev.ariadne.checker;

import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.model.KeyValue;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Models;
import dev.ariadne.checker.model.Register.NilReads;
import dev.ariadne.checker.read.Format;
import dev.ariadne.checker.read.Guess;
import dev.ariadne.checker.read.HistoryReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Checks stored histories: all that a command line needs but its words. */
public final class CheckFiles {

  private CheckFiles() {}

  /**
   * What is said of the files; what is not said is guessed from their content.
   *
   * @param model one of {@link Models#NAMES}
   * @param initial the value before the first write, an EDN datum; not said: {@code :absent} where
   *     some value in the history is {@code :absent}, else as {@link Models#named}
   * @param format how they are written
   * @param budget for each file
   * @param nanoTime a clock for {@link FileVerdict.Checked#nanos}, which decides nothing
   */
  public record Options(
      Optional<String> model,
      Optional<Models.Initial> initial,
      Optional<Format> format,
      Budget budget,
      LongSupplier nanoTime) {}

  /** Checks the files one after another. */
  public static List<FileVerdict> check(List<Path> files, Options options) {
    List<FileVerdict> verdicts = new ArrayList<>(files.size());
    for (Path file : files) {
      verdicts.add(check(file, options));
    }
    return verdicts;
  }

  /**
   * Checks one file.
   *
   * @throws IllegalArgumentException if the options name no such model
   */
  public static FileVerdict check(Path file, Options options) {
    try {
      String text = HistoryReader.text(file);
      String source = file.toString();
      Format format =
          options.format().isPresent() ? options.format().get() : Guess.format(source, text);
      History history = HistoryReader.read(source, text, format);
      String name = options.model().isPresent() ? options.model().get() : Guess.model(history);
      Model<?> model = model(name, format, history, options.initial());
      long from = options.nanoTime().getAsLong();
      List<KeyVerdict> keys = Checker.checkKeys(model, history, options.budget());
      Verdict verdict = Checker.join(keys);
      return new FileVerdict.Checked(
          file,
          format,
          name,
          history.operations().size(),
          keys,
          keys.stream().mapToLong(KeyVerdict::steps).sum(),
          options.nanoTime().getAsLong() - from,
          verdict);
    } catch (HistoryException e) {
      return new FileVerdict.Unreadable(file, e.getMessage());
    }
  }

  private static Model<?> model(
      String name, Format format, History history, Optional<Models.Initial> initial)
      throws HistoryException {
    boolean keyed = name.startsWith("kv") || Guess.keyed(history);
    NilReads nilReads = format == Format.JEPSEN_LOG ? NilReads.ARE_VALUES : NilReads.LEARN_NOTHING;
    Optional<Models.Initial> before =
        initial.isEmpty() && history.mentions(KeyValue.ABSENT)
            ? Optional.of(new Models.Initial(KeyValue.ABSENT))
            : initial;
    return Models.named(name, before, keyed, nilReads);
  }
}
