package dev.ariadne.checker;

import dev.ariadne.checker.history.Drains;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.model.KeyValue;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Models;
import dev.ariadne.checker.model.Register.NilReads;
import dev.ariadne.checker.read.Format;
import dev.ariadne.checker.read.HistoryDetector;
import dev.ariadne.checker.read.HistoryReader;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Checks history files. It does everything that the command {@code check} does, except for
 * printing.
 */
public final class CheckFiles {

  private CheckFiles() {}

  /**
   * The options for reading and checking files. An option that is empty is detected from the
   * content of each file.
   *
   * @param model the model's name, one of {@link Models#NAMES}
   * @param initial the value before the first write; if empty, {@code :absent} if a value in the
   *     history is {@code :absent}, else the default of {@link Models#named}
   * @param keyed whether values are {@code [key value]}
   * @param format the format of the files
   * @param budget the budget for each file
   * @param nanoTime a clock for the times in {@link FileVerdict.Checked}; verdicts do not depend on
   *     it
   */
  public record Options(
      Optional<String> model,
      Optional<Models.Initial> initial,
      Optional<Boolean> keyed,
      Optional<Format> format,
      Budget budget,
      LongSupplier nanoTime) {

    /** Options that are all detected. */
    public static Options detected(Budget budget, LongSupplier nanoTime) {
      return new Options(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), budget, nanoTime);
    }
  }

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
   * @throws IllegalArgumentException if there is no model of the given name
   */
  public static FileVerdict check(Path file, Options options) {
    return check(file.toString(), options, () -> HistoryReader.read(file, options.format()));
  }

  /**
   * Checks the history in a stream, which is read to its end.
   *
   * @param name the stream's name in errors
   * @throws IllegalArgumentException if there is no model of the given name
   */
  public static FileVerdict check(String name, InputStream in, Options options) {
    return check(name, options, () -> HistoryReader.read(name, in, options.format()));
  }

  private interface Reading {
    HistoryReader.Read read() throws HistoryException;
  }

  private static FileVerdict check(String file, Options options, Reading reading) {
    try {
      long begun = options.nanoTime().getAsLong();
      HistoryReader.Read read = reading.read();
      String name =
          options.model().isPresent()
              ? options.model().get()
              : HistoryDetector.model(read.history());
      boolean keyed = keyed(name, read.history(), options);
      boolean queue = name.equals("fifo-queue");
      History history = queue ? Drains.expand(read.history(), keyed) : read.history();
      Model<?> model = model(name, keyed, read.format(), history, options);
      long wasRead = options.nanoTime().getAsLong();
      List<KeyVerdict> keys = Checker.checkKeys(model, history, options.budget());
      Verdict verdict = Checker.join(keys);
      return new FileVerdict.Checked(
          file,
          read.format(),
          name,
          read.bytes(),
          read.history().operations().size(),
          keys,
          KeyVerdict.steps(keys),
          wasRead - begun,
          options.nanoTime().getAsLong() - wasRead,
          verdict);
    } catch (HistoryException e) {
      return new FileVerdict.Unreadable(file, e.getMessage());
    }
  }

  private static boolean keyed(String name, History history, Options options)
      throws HistoryException {
    return options.keyed().isPresent()
        ? options.keyed().get()
        : name.startsWith("kv") || HistoryDetector.keyed(history);
  }

  private static Model<?> model(
      String name, boolean keyed, Format format, History history, Options options) {
    NilReads nilReads = format.isLog() ? NilReads.ARE_VALUES : NilReads.LEARN_NOTHING;
    Optional<Models.Initial> before =
        options.initial().isEmpty() && history.mentions(KeyValue.ABSENT)
            ? Optional.of(new Models.Initial(KeyValue.ABSENT))
            : options.initial();
    return Models.named(name, before, keyed, nilReads);
  }
}
