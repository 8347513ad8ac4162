package dev.ariadne.checker.explain;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Finds simple violations of operations on plain values: a read of a value that nobody had written,
 * and a read of a value that had been overwritten before the read began.
 */
final class ReadAnomalies {

  private final Model<Object> model;
  private final List<Operation> operations = new ArrayList<>();
  private final List<Operation> failed = new ArrayList<>();
  private final List<Access<Object>> accesses = new ArrayList<>();
  private boolean plain = true;

  /**
   * The operations that may have written a value, and those that certainly saw it. Looked up, never
   * iterated.
   */
  private final Map<Object, List<Integer>> writers = new HashMap<>();

  private final Map<Object, List<Integer>> readers = new HashMap<>();

  /** Indexes the operations of a prefix that fails. */
  ReadAnomalies(Model<Object> model, List<Operation> prefix) {
    this.model = model;
    for (Operation operation : prefix) {
      if (operation.output() instanceof Output.Failed failure
          && !model.observesFailure(operation.input(), failure)) {
        failed.add(operation);
        continue;
      }
      operations.add(operation);
      accesses.add(model.access(operation.input(), operation.output()));
    }
    for (Access<Object> access : accesses) {
      plain &=
          switch (access) {
            case Access.Nothing<Object> a -> true;
            case Access.Reads<Object> a -> true;
            case Access.Excludes<Object> a -> true;
            case Access.Writes<Object> a -> true;
            case Access.Swaps<Object> a -> true;
            case Access.Observes<Object> a -> true;
            case Access.Appends<Object> a -> false;
            case Access.Updates<Object> a -> false;
            case Access.Other<Object> a -> false;
          };
    }
    for (int i = 0; i < operations.size(); i++) {
      if (writes(i)) {
        writers.computeIfAbsent(written(i), v -> new ArrayList<>()).add(i);
      }
      if (expects(i) && operations.get(i).ret() != Operation.NEVER) {
        readers.computeIfAbsent(expected(i), v -> new ArrayList<>()).add(i);
      }
    }
  }

  /**
   * A read, or compare-and-set, of a value that nobody wrote.
   *
   * @param failed an operation that would have written the value, but failed
   */
  record UnwrittenRead(Operation reader, Object value, Optional<Operation> failed) {}

  /**
   * A read, or compare-and-set, of a value that was overwritten before it began.
   *
   * @param missed the last write that certainly happened in between
   * @param missedBy the operation that shows that the missed write happened before the reader
   *     began: the write itself, or one that saw its value
   * @param later the operation that shows that the missed value came after the reader's value: the
   *     write itself, or one that saw its value
   * @param replaced the operation after whose end {@code later} began; empty if the reader's value
   *     is the initial one
   * @param evidence all operations that the argument uses
   */
  record StaleRead(
      Operation reader,
      Object value,
      Operation missed,
      Operation missedBy,
      Operation later,
      Optional<Operation> replaced,
      List<Operation> evidence) {

    /** The same with other forms of its operations. */
    StaleRead with(UnaryOperator<Operation> form) {
      return new StaleRead(
          form.apply(reader),
          value,
          form.apply(missed),
          form.apply(missedBy),
          form.apply(later),
          replaced.map(form),
          evidence.stream().map(form).toList());
    }
  }

  /** The position by which an operation certainly happened, and the operation that proves it. */
  private record Certain(int by, Operation who) {}

  Optional<UnwrittenRead> unwrittenRead(Operation reader) {
    int at = indexOf(reader);
    if (!plain || at < 0 || !expects(at)) {
      return Optional.empty();
    }
    Object value = expected(at);
    return Objects.equals(value, model.initial()) || !writers(value).isEmpty()
        ? Optional.empty()
        : Optional.of(new UnwrittenRead(reader, value, failedWriter(value)));
  }

  private Optional<Operation> failedWriter(Object value) {
    // The effect that it would have had is its effect with an unknown outcome.
    return failed.stream()
        .filter(
            operation ->
                switch (model.access(operation.input(), new Output.Unknown())) {
                  case Access.Writes<Object> w -> same(w.value(), value);
                  case Access.Swaps<Object> s -> same(s.to(), value);
                  case Access.Nothing<Object> a -> false;
                  case Access.Reads<Object> a -> false;
                  case Access.Excludes<Object> a -> false;
                  case Access.Observes<Object> a -> false;
                  case Access.Appends<Object> a -> false;
                  case Access.Updates<Object> a -> false;
                  case Access.Other<Object> a -> false;
                })
        .findFirst();
  }

  Optional<StaleRead> staleRead(Operation reader) {
    int at = indexOf(reader);
    if (!plain || at < 0 || !expects(at)) {
      return Optional.empty();
    }
    Object value = expected(at);
    List<Operation> evidence = new ArrayList<>();
    Certain replaced = new Certain(-1, null);
    for (int writer : writers(value)) {
      if (writer == at) {
        continue;
      }
      Optional<Certain> certain = certain(writer, at);
      if (certain.isEmpty()) {
        return Optional.empty();
      }
      if (certain.get().by() > replaced.by()) {
        replaced = certain.get();
      }
      evidence.add(operations.get(writer));
      evidence.add(certain.get().who());
    }
    Operation missed = null;
    Operation later = null;
    Certain missedBy = new Certain(-1, null);
    for (int i = 0; i < operations.size(); i++) {
      if (!writes(i) || same(written(i), value)) {
        continue;
      }
      // The write's own times make the simplest argument; otherwise those of the operations that
      // saw it.
      Operation candidate = operations.get(i);
      Operation after = candidate.call() > replaced.by() ? candidate : latest(i, at);
      Optional<Certain> certain =
          candidate.ret() < reader.call()
              ? Optional.of(new Certain(candidate.ret(), candidate))
              : certain(i, at);
      if (certain.isPresent()
          && certain.get().by() < reader.call()
          && certain.get().by() > missedBy.by()
          && after.call() > replaced.by()) {
        missed = candidate;
        later = after;
        missedBy = certain.get();
      }
    }
    if (missed == null) {
      return Optional.empty();
    }
    evidence.addAll(List.of(missed, missedBy.who(), later, reader));
    return Optional.of(
        new StaleRead(
            reader,
            value,
            missed,
            missedBy.who(),
            later,
            Optional.ofNullable(replaced.who()),
            evidence));
  }

  /**
   * A stale read that follows from the facts: the culprit if possible, else the read that began
   * last.
   */
  static Optional<StaleRead> among(
      Model<Object> model, List<Operation> began, FactSet facts, Operation culprit) {
    ReadAnomalies weaker = new ReadAnomalies(model, WeakenedHistory.only(facts, began));
    List<Operation> readers = new ArrayList<>(List.of(culprit));
    for (int i = began.size() - 1; i >= 0; i--) {
      if (facts.outcome(i)) {
        readers.add(began.get(i));
      }
    }
    for (Operation reader : readers) {
      Optional<StaleRead> staleRead = weaker.find(reader.number()).flatMap(weaker::staleRead);
      if (staleRead.isPresent()) {
        return staleRead;
      }
    }
    return Optional.empty();
  }

  private int indexOf(Operation operation) {
    for (int i = 0; i < operations.size(); i++) {
      if (operations.get(i).number() == operation.number()) {
        return i;
      }
    }
    return -1;
  }

  private Optional<Operation> find(int number) {
    return operations.stream().filter(operation -> operation.number() == number).findFirst();
  }

  /**
   * The position by which a write had happened: its own return, or that of an operation that saw
   * its value, if no other operation writes it.
   */
  private Optional<Certain> certain(int writer, int except) {
    Operation operation = operations.get(writer);
    Certain certain =
        operation.ret() == Operation.NEVER ? null : new Certain(operation.ret(), operation);
    for (int reader : readers(writer, except)) {
      Operation saw = operations.get(reader);
      if (certain == null || saw.ret() < certain.by()) {
        certain = new Certain(saw.ret(), saw);
      }
    }
    return Optional.ofNullable(certain);
  }

  /**
   * The operation that began last of a write and, if no other operation writes its value, those
   * that saw it.
   */
  private Operation latest(int writer, int except) {
    Operation latest = operations.get(writer);
    for (int reader : readers(writer, except)) {
      if (operations.get(reader).call() > latest.call()) {
        latest = operations.get(reader);
      }
    }
    return latest;
  }

  /** The operations that certainly saw this write's value and not another write's. */
  private List<Integer> readers(int writer, int except) {
    Object value = written(writer);
    if (same(value, model.initial()) || writers(value).size() > 1) {
      return List.of();
    }
    return readers.getOrDefault(value, List.of()).stream()
        .filter(reader -> reader != except && reader != writer)
        .toList();
  }

  private List<Integer> writers(Object value) {
    return writers.getOrDefault(value, List.of());
  }

  private boolean expects(int i) {
    return accesses.get(i) instanceof Access.Reads || accesses.get(i) instanceof Access.Swaps;
  }

  private Object expected(int i) {
    return accesses.get(i) instanceof Access.Reads<Object> r
        ? r.value()
        : ((Access.Swaps<Object>) accesses.get(i)).from();
  }

  private boolean writes(int i) {
    return accesses.get(i) instanceof Access.Writes
        || accesses.get(i) instanceof Access.Swaps<Object> s && !same(s.from(), s.to());
  }

  private Object written(int i) {
    return accesses.get(i) instanceof Access.Writes<Object> w
        ? w.value()
        : ((Access.Swaps<Object>) accesses.get(i)).to();
  }

  private static boolean same(Object left, Object right) {
    return Objects.equals(left, right);
  }
}
