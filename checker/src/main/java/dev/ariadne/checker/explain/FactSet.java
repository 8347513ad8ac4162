package dev.ariadne.checker.explain;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Shortcut;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The known facts about some operations. Facts can be removed one by one. A fact is a number;
 * operations are numbered by their place in the list.
 *
 * <p>A failed operation has two facts of its own: the outcome that its failure observed, and that
 * it did not happen (denied). Without the first it says nothing about the state. Without the second
 * it may have happened.
 */
final class FactSet {

  private final int operations;
  private final BitSet said;

  private FactSet(int operations, BitSet said) {
    this.operations = operations;
    this.said = said;
  }

  /** All times and failures, and the outcomes of the given operations only. */
  static FactSet of(List<Operation> operations, Collection<Operation> known) {
    Set<Integer> numbers = new TreeSet<>();
    known.forEach(operation -> numbers.add(operation.number()));
    int n = operations.size();
    BitSet said = new BitSet(4 * n);
    for (int i = 0; i < n; i++) {
      Operation operation = operations.get(i);
      boolean outcome =
          numbers.contains(operation.number()) && !(operation.output() instanceof Output.Unknown);
      said.set(i, outcome);
      said.set(n + i);
      said.set(2 * n + i, outcome);
      said.set(3 * n + i, operation.output() instanceof Output.Failed);
    }
    return new FactSet(n, said);
  }

  /** Only the needed facts. */
  static FactSet needed(List<Operation> operations, List<Shortcut.Needed> needed) {
    Map<Integer, Shortcut.Needed> byNumber = new HashMap<>(); // Looked up, never iterated.
    needed.forEach(one -> byNumber.put(one.operation().number(), one));
    int n = operations.size();
    BitSet said = new BitSet(4 * n);
    for (int i = 0; i < n; i++) {
      Operation operation = operations.get(i);
      Shortcut.Needed one = byNumber.get(operation.number());
      if (one != null) {
        said.set(i, one.outcome());
        said.set(n + i, one.began());
        said.set(2 * n + i, one.outcome() && one.ended());
        boolean failed = operation.output() instanceof Output.Failed;
        said.set(3 * n + i, one.denied() || failed && one.outcome());
      }
    }
    return new FactSet(n, said);
  }

  /**
   * Whether it is known that the operation happened with its answer, or what its failure says about
   * the state.
   */
  boolean outcome(int i) {
    return said.get(i);
  }

  /** Whether it is known that the operation did not happen before its call. */
  boolean began(int i) {
    return said.get(operations + i);
  }

  /**
   * Whether it is known that the operation did not happen after its return; relevant only with its
   * outcome.
   */
  boolean ended(int i) {
    return said.get(2 * operations + i);
  }

  /** Whether it is known that the operation failed, so that it did not happen. */
  boolean denied(int i) {
    return said.get(3 * operations + i);
  }

  /** Whether any fact about the operation is known. */
  boolean any(int i) {
    return outcome(i) || denied(i) || began(i);
  }

  /** The outcomes that are known. */
  int[] outcomes() {
    return said.stream().takeWhile(fact -> fact < operations).toArray();
  }

  /** The times that are known and relevant, those of context operations first. */
  int[] times() {
    // One that is denied never happens, whatever its times.
    IntStream context =
        IntStream.range(0, operations)
            .filter(i -> !outcome(i) && !denied(i) && began(i))
            .map(this::begin);
    IntStream begins =
        IntStream.range(0, operations).filter(i -> outcome(i) && began(i)).map(this::begin);
    IntStream ends =
        IntStream.range(0, operations).filter(i -> outcome(i) && ended(i)).map(this::end);
    return IntStream.concat(IntStream.concat(context, begins), ends).toArray();
  }

  /** The failures of operations whose outcome is not known. */
  int[] denials() {
    return IntStream.range(0, operations)
        .filter(i -> denied(i) && !outcome(i))
        .map(i -> 3 * operations + i)
        .toArray();
  }

  private int begin(int i) {
    return operations + i;
  }

  private int end(int i) {
    return 2 * operations + i;
  }

  /** The same without those from {@code from} to before {@code to} of the array. */
  FactSet without(int[] facts, int from, int to) {
    BitSet fewer = (BitSet) said.clone();
    for (int f = from; f < to; f++) {
      fewer.clear(facts[f]);
    }
    return new FactSet(operations, fewer);
  }

  /** The same without the outcome of one operation. */
  FactSet withoutOutcome(int i) {
    return without(new int[] {i}, 0, 1);
  }
}
