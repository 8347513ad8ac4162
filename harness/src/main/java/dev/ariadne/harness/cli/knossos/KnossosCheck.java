package dev.ariadne.harness.cli.knossos;

import dev.ariadne.checker.edn.EdnOrder;
import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.edn.SafeText;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.KeyValue;
import dev.ariadne.checker.read.Format;
import dev.ariadne.checker.read.HistoryDetector;
import dev.ariadne.checker.read.HistoryReader;
import dev.ariadne.harness.store.RunDirectory;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Knossos' verdicts on stored histories of registers. Formats, keys and the value before the first
 * write are detected as for the harness's own engine. There are two differences: Knossos learns
 * nothing from a failed compare-and-set, and it counts no steps, so it has a time limit.
 */
public final class KnossosCheck {

  /** The models that Knossos can check. */
  public static final List<String> MODELS = List.of("register", "cas-register");

  private static final Duration LIMIT_EACH_KEY = Duration.ofMinutes(5);
  private static final int BAD_USAGE = 254;
  private static final int VALID = 0;
  private static final int INVALID = 1;
  private static final int UNKNOWN = 2;

  /** Stands for a nil that is a value. For Knossos a read of nil agrees with any value. */
  private static final Keyword NIL = new Keyword("nil");

  private final Optional<Object> initial;
  private final Optional<Format> format;
  private final Optional<Duration> limit;
  private final PrintWriter out;
  private final PrintWriter err;
  private final long begun = System.nanoTime();

  /**
   * Makes a check; it does not judge anything yet.
   *
   * @param initial the value before the first write; if empty, {@code :absent} if the history
   *     contains it, otherwise nil
   * @param format the format of the files; if empty, it is detected
   * @param limit the time limit for everything from now on; then the rest is unknown. If empty,
   *     five minutes for each key
   */
  public KnossosCheck(
      Optional<Object> initial,
      Optional<Format> format,
      Optional<Duration> limit,
      PrintWriter out,
      PrintWriter err) {
    this.initial = initial;
    this.format = format;
    this.limit = limit;
    this.out = out;
    this.err = err;
  }

  /**
   * Judges the files, or the histories in the directories.
   *
   * @param classPath the class path of Knossos from the environment
   * @return the exit status: the first of 254, 1, 2 and 0 that a file has
   */
  public int check(List<Path> files, Optional<String> classPath) {
    try (Knossos knossos = Knossos.open(classPath)) {
      boolean invalid = false;
      boolean unknown = false;
      for (Path file : files) {
        int status =
            check(knossos, Files.isDirectory(file) ? new RunDirectory(file).history() : file);
        if (status == BAD_USAGE) {
          return BAD_USAGE;
        }
        invalid |= status == INVALID;
        unknown |= status == UNKNOWN;
      }
      return invalid ? INVALID : unknown ? UNKNOWN : VALID;
    } catch (KnossosException | HistoryException e) {
      err.println("--engine knossos: " + SafeText.quoted(String.valueOf(e.getMessage())));
      return BAD_USAGE;
    } finally {
      out.flush();
    }
  }

  private int check(Knossos knossos, Path file) throws HistoryException, KnossosException {
    Registers registers = registers(file);
    long from = System.nanoTime();
    Map<Optional<Object>, KnossosVerdict> opinions = judge(knossos, registers);
    double millis = (System.nanoTime() - from) / 1e6;
    int status = status(opinions.values());
    out.printf(
        Locale.ROOT,
        "%s: %s (Knossos; %d operations, %d %s, %.1f ms)%n",
        SafeText.quoted(file.toString()),
        List.of("VALID", "INVALID", "UNKNOWN").get(status),
        registers.operations(),
        opinions.size(),
        opinions.size() == 1 ? "part" : "keys",
        millis);
    opinions.forEach(this::tell);
    return status;
  }

  private void tell(Optional<Object> key, KnossosVerdict opinion) {
    String of = key.map(k -> "key " + SafeText.quoted(EdnPrinter.print(k)) + ": ").orElse("");
    switch (opinion) {
      case KnossosVerdict.Valid valid -> {}
      case KnossosVerdict.Invalid(String op) ->
          out.println("  " + of + "no order explains " + SafeText.quoted(op));
      case KnossosVerdict.Unknown(String why) ->
          out.println("  " + of + "not decided: " + SafeText.quoted(why));
    }
  }

  private static int status(Iterable<KnossosVerdict> opinions) {
    int status = VALID;
    for (KnossosVerdict opinion : opinions) {
      switch (opinion) {
        case KnossosVerdict.Valid valid -> {}
        case KnossosVerdict.Invalid invalid -> {
          return INVALID;
        }
        case KnossosVerdict.Unknown unknown -> status = UNKNOWN;
      }
    }
    return status;
  }

  /** Knossos' verdict on each register, in the order of the keys. */
  private Map<Optional<Object>, KnossosVerdict> judge(Knossos knossos, Registers registers)
      throws KnossosException {
    Map<Optional<Object>, KnossosVerdict> opinions = new LinkedHashMap<>();
    for (var part : registers.parts().entrySet()) {
      Optional<Object> key = registers.keyed() ? Optional.of(part.getKey()) : Optional.empty();
      Duration left =
          limit.map(all -> all.minusNanos(System.nanoTime() - begun)).orElse(LIMIT_EACH_KEY);
      opinions.put(
          key,
          left.isPositive()
              ? knossos.judge(registers.initial(), part.getValue(), left)
              : new KnossosVerdict.Unknown("its time was over before it began"));
    }
    return opinions;
  }

  /**
   * A history, split by key.
   *
   * @param parts the operations by key, with values without the key; under 0 if there are no keys
   */
  record Registers(
      Object initial, boolean keyed, int operations, Map<Object, List<Operation>> parts) {}

  /**
   * Reads a history.
   *
   * @throws HistoryException if it cannot be read, or is not a history of registers
   */
  Registers registers(Path file) throws HistoryException {
    String text = HistoryReader.text(file);
    String source = file.toString();
    Format written = format.isPresent() ? format.get() : HistoryDetector.format(source, text);
    History history = HistoryReader.read(source, text, written);
    TreeSet<String> others = new TreeSet<>();
    history.operations().forEach(operation -> others.add(":" + operation.input().f()));
    List.of(":read", ":write", ":cas").forEach(others::remove);
    if (!others.isEmpty()) {
      throw new HistoryException(
          source,
          0,
          "Knossos is asked about registers only (:read, :write and :cas), and here is "
              + String.join(", ", others)
              + "; check it without --engine knossos");
    }
    boolean keyed = HistoryDetector.keyed(history);
    boolean nilIsValue = written.isLog();
    Map<Object, List<Operation>> parts = new TreeMap<>(EdnOrder.BY_KIND);
    for (Operation operation : history.operations()) {
      Object key = keyed ? ((List<?>) operation.input().value()).get(0) : 0L;
      parts.computeIfAbsent(key, k -> new ArrayList<>()).add(plain(operation, keyed, nilIsValue));
    }
    Object before = initial.orElse(history.mentions(KeyValue.ABSENT) ? KeyValue.ABSENT : null);
    return new Registers(
        nilIsValue ? named(before) : before, keyed, history.operations().size(), parts);
  }

  /** An operation for Knossos: without its key, and with nil replaced if nil is a value. */
  private static Operation plain(Operation operation, boolean keyed, boolean nilIsValue) {
    boolean reads = operation.input().f().equals("read");
    Object asked = value(operation.input().value(), keyed);
    Output output =
        operation.output() instanceof Output.Ok ok
            ? new Output.Ok(named(value(ok.value(), keyed), nilIsValue))
            : operation.output();
    return new Operation(
        operation.number(),
        operation.process(),
        new Input(operation.input().f(), reads ? asked : named(asked, nilIsValue)),
        output,
        operation.call(),
        operation.ret(),
        operation.invoked(),
        operation.completed());
  }

  private static Object value(Object value, boolean keyed) {
    return keyed && value instanceof List<?> pair && pair.size() == 2 ? pair.get(1) : value;
  }

  private static Object named(Object value, boolean nilIsValue) {
    return nilIsValue ? named(value) : value;
  }

  private static Object named(Object value) {
    if (value instanceof List<?> items) {
      List<Object> named = new ArrayList<>();
      items.forEach(item -> named.add(item == null ? NIL : item));
      return named;
    }
    return value == null ? NIL : value;
  }
}
