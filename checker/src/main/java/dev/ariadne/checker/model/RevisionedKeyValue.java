package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Output;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The model of one key with a revision, a number that grows with every change. It has the
 * operations of {@link KeyValue}, and {@code cas-revision} with {@code [revision new]}, which
 * changes the value if the key has that revision. A completion may have {@code :revision}: the
 * revision that a {@code get} saw, or that another operation made. An absent key ({@code nil} or
 * {@code :absent}) has revision 0, whether it never existed or was deleted.
 *
 * <p>A revision that no completion has named is unknown until a later operation sees it. A {@code
 * cas} or {@code cas-revision} whose comparison failed ({@code :error :cas-mismatch}) says that the
 * key had another value, or another revision, at some moment between its invocation and its
 * completion.
 *
 * @param initial the value before the first write
 */
public record RevisionedKeyValue(Object initial) implements Model<Object> {

  /**
   * A value, with the facts that are known about its revision.
   *
   * @param revision the revision, at least 1; -1 if it is not known
   * @param above a lower bound, at least 0: the revision is greater, or equal if it is known
   * @param not revisions that the value does not have; empty if the revision is known
   */
  public record Versioned(Object value, long revision, long above, SortedSet<Long> not) {

    static Versioned known(Object value, long revision) {
      return new Versioned(value, revision, revision, new TreeSet<>());
    }

    /** The next value, with an unknown revision. */
    Versioned next(Object value) {
      return new Versioned(value, -1, above, new TreeSet<>());
    }

    boolean mayBe(long number) {
      if (number == 0) {
        return KeyValue.absent(value);
      }
      return revision >= 0 ? revision == number : number > above && !not.contains(number);
    }

    /** The same value, which certainly has another revision. */
    Versioned isNot(long number) {
      if (revision >= 0 || number <= above || number == 0) {
        return this;
      }
      TreeSet<Long> more = new TreeSet<>(not);
      more.add(number);
      return new Versioned(value, revision, above, more);
    }

    @Override
    public String toString() {
      return EdnPrinter.print(value) + " at revision " + (revision < 0 ? "unknown" : revision);
    }
  }

  private static final KeyValue VALUES = new KeyValue(null);

  @Override
  public Object initial() {
    return new Versioned(initial, -1, 0, new TreeSet<>());
  }

  @Override
  public Step<Object> step(Object state, Input input, Output output) {
    Versioned now = (Versioned) state;
    return switch (input.f()) {
      case "get" -> seen(now, output);
      case "put" -> made(now, input.value(), output);
      case "append" -> made(now, KeyValue.appended(now.value(), input.value()), output);
      case "delete" -> made(now, initial, output);
      case "cas" -> compared(now, pair(input), output);
      case "cas-revision" -> comparedRevision(now, pair(input), output);
      default -> throw unknown(input);
    };
  }

  private static Step<Object> seen(Versioned now, Output output) {
    if (!(output instanceof Output.Ok ok)) {
      return Step.to(now);
    }
    if (!Objects.equals(ok.value(), now.value())) {
      return Step.refused(
          () ->
              String.format(
                  "get returned %s, but the value was %s",
                  EdnPrinter.print(ok.value()), EdnPrinter.print(now.value())));
    }
    return ok.revision() == null ? Step.to(now) : pinned(now, (Long) ok.revision(), "get returned");
  }

  private static Step<Object> pinned(Versioned now, long revision, String who) {
    if (!now.mayBe(revision)) {
      return Step.refused(
          "%s revision %d, but the revision was %s",
          who,
          revision,
          now.revision() >= 0 ? now.revision() : "another one, at least " + now.above());
    }
    return revision == 0 ? Step.to(now) : Step.to(Versioned.known(now.value(), revision));
  }

  private static Step<Object> made(Versioned now, Object value, Output output) {
    if (output instanceof Output.Ok ok && ok.revision() != null) {
      long revision = (Long) ok.revision();
      return revision > now.above()
          ? Step.to(Versioned.known(value, revision))
          : Step.refused(
              "the change made revision %d, but revision %d was there before",
              revision, now.above());
    }
    return Step.to(now.next(value));
  }

  private static Step<Object> compared(Versioned now, List<?> pair, Output output) {
    boolean same = Objects.equals(pair.get(0), now.value());
    if (output instanceof Output.Failed) {
      return same
          ? Step.refused(
              () ->
                  String.format(
                      "cas expected %s and failed, but the value was %s",
                      EdnPrinter.print(pair.get(0)), EdnPrinter.print(pair.get(0))))
          : Step.to(now);
    }
    return same
        ? made(now, pair.get(1), output)
        : Step.refused(
            () ->
                String.format(
                    "cas expected %s, but the value was %s",
                    EdnPrinter.print(pair.get(0)), EdnPrinter.print(now.value())));
  }

  private static Step<Object> comparedRevision(Versioned now, List<?> pair, Output output) {
    long expected = (Long) pair.get(0);
    if (output instanceof Output.Failed) {
      return now.revision() == expected || expected == 0 && KeyValue.absent(now.value())
          ? Step.refused(
              "cas-revision expected %d and failed, but the revision was %d", expected, expected)
          : Step.to(now.isNot(expected));
    }
    return switch (pinned(now, expected, "cas-revision expected")) {
      case Step.Refused<Object> refused -> refused;
      case Step.To<Object> to -> made((Versioned) to.state(), pair.get(1), output);
    };
  }

  @Override
  public boolean observesFailure(Input input, Output.Failed output) {
    return input.f().startsWith("cas") && Output.CAS_MISMATCH.equals(output.error());
  }

  /** A get with a revision may be the first to name it; then it is more than an observer. */
  @Override
  public Access<Object> access(Input input, Output output) {
    Object revision = output instanceof Output.Ok ok ? ok.revision() : null;
    if (revision != null && !(revision instanceof Long)) {
      throw new IllegalArgumentException(
          "expected an integer for :revision, found " + EdnPrinter.print(revision));
    }
    if (input.f().equals("cas-revision")) {
      if (!(pair(input).get(0) instanceof Long)) {
        throw new IllegalArgumentException(
            "expected [revision new] as the value of :cas-revision, found "
                + EdnPrinter.print(input.value()));
      }
      return new Access.Other<>();
    }
    if (List.of("get", "put", "append", "delete", "cas").contains(input.f())) {
      return VALUES.access(input, output) instanceof Access.Nothing<Object> nothing
          ? nothing
          : revision == null && input.f().equals("get")
              ? new Access.Observes<>()
              : new Access.Other<>();
    }
    throw unknown(input);
  }

  private static List<?> pair(Input input) {
    if (input.value() instanceof List<?> pair && pair.size() == 2) {
      return pair;
    }
    throw new IllegalArgumentException(
        "expected a pair as the value of :"
            + input.f()
            + ", found "
            + EdnPrinter.print(input.value()));
  }

  private static IllegalArgumentException unknown(Input input) {
    return new IllegalArgumentException(
        "expected :get, :put, :append, :delete, :cas or :cas-revision, found :" + input.f());
  }
}
