package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.model.Access.Kind;
import dev.ariadne.checker.model.Model;
import java.util.Arrays;
import java.util.List;

/**
 * The operations that count, as columns, in the given order: all operations that happened, and
 * those of unknown outcome that may have changed the state.
 */
final class OperationTable {

  private static final Kind[] KINDS = Kind.values();

  /** No value. */
  static final int NONE = -1;

  /** Room for values to begin with: most histories have few, and it doubles for the others. */
  private static final int VALUES_EXPECTED = 64;

  /** The number of the initial value, once there are numbers. */
  static final int INITIAL = 0;

  final Model<Object> model;

  /** How many. */
  final int size;

  private final Operation[] operations;
  private final Access<Object>[] accesses;
  private final byte[] kinds;

  /**
   * True for an operation that certainly happened, or observed the state, before its return. False
   * for one that may never happen.
   */
  final boolean[] required;

  final int[] call;

  /** {@link Operation#NEVER} where it is not required. */
  final int[] ret;

  /** Every operation reads, writes or swaps plain values. */
  final boolean plain;

  /** Some operation changes the state in a way that depends on it, and nothing worse. */
  final boolean updates;

  /** Some operation can only be tried, so that no two states are known to be alike. */
  final boolean opaque;

  private InternedValues values;
  private int[] expected;
  private int[] written;

  @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type.
  OperationTable(Model<Object> model, List<Operation> all) {
    this.model = model;
    int most = all.size();
    operations = new Operation[most];
    accesses = new Access[most];
    kinds = new byte[most];
    required = new boolean[most];
    call = new int[most];
    ret = new int[most];
    int count = 0;
    int seen = 0;
    for (int i = 0; i < most; i++) {
      Operation operation = all.get(i);
      Output output = operation.output();
      boolean happened = model.happened(operation);
      if (!happened && !(output instanceof Output.Unknown)) {
        continue;
      }
      Access<Object> access = model.access(operation.input(), output);
      Kind kind = access.kind();
      if (happened || kind.changes()) {
        operations[count] = operation;
        accesses[count] = access;
        kinds[count] = (byte) kind.ordinal();
        required[count] = happened;
        call[count] = operation.call();
        ret[count] = happened ? operation.ret() : Operation.NEVER;
        seen |= 1 << kind.ordinal();
        count++;
      }
    }
    size = count;
    updates = has(seen, Kind.UPDATE) || has(seen, Kind.APPEND);
    opaque = has(seen, Kind.OBSERVE) || has(seen, Kind.OTHER);
    plain = !updates && !opaque;
  }

  private static boolean has(int seen, Kind kind) {
    return (seen >> kind.ordinal() & 1) != 0;
  }

  Operation operation(int o) {
    return operations[o];
  }

  Access<Object> access(int o) {
    return accesses[o];
  }

  Kind kind(int o) {
    return KINDS[kinds[o]];
  }

  /** The values that operations name, the initial one first. */
  InternedValues values() {
    if (values == null) {
      number();
    }
    return values;
  }

  /**
   * The number of the value that an operation reads, expects or excludes; {@link #NONE} for others.
   */
  int expected(int o) {
    return expected[o];
  }

  /** The number of the value that an operation writes; {@link #NONE} for others. */
  int written(int o) {
    return written[o];
  }

  /** True for an operation that can happen only while one value is the state. */
  boolean expectsValue(int o) {
    return kind(o) == Kind.READ || kind(o) == Kind.SWAP;
  }

  /** True for an operation that changes the state to another value. */
  boolean writesValue(int o) {
    return written[o] != NONE && written[o] != expected[o];
  }

  /** The value right after an operation, if it is known; else {@link #NONE}. */
  int valueAfter(int o) {
    return written[o] != NONE ? written[o] : kind(o) == Kind.READ ? expected[o] : NONE;
  }

  /** True for an operation that can happen without a change of this value. */
  boolean fits(int o, int value) {
    return switch (kind(o)) {
      case NOTHING -> true;
      case READ -> expected[o] == value;
      case EXCLUDE -> expected[o] != value;
      case WRITE -> written[o] == value;
      case SWAP -> expected[o] == value && written[o] == value;
      case OBSERVE, APPEND, UPDATE, OTHER -> throw new AssertionError("not plain");
    };
  }

  private void number() {
    values = new InternedValues(Math.min(size + 1, VALUES_EXPECTED));
    values.add(model.initial());
    expected = new int[size];
    written = new int[size];
    Arrays.fill(expected, NONE);
    Arrays.fill(written, NONE);
    for (int o = 0; o < size; o++) {
      if (accesses[o] instanceof Access.Reads<Object> r) {
        expected[o] = values.add(r.value());
      } else if (accesses[o] instanceof Access.Excludes<Object> e) {
        expected[o] = values.add(e.value());
      } else if (accesses[o] instanceof Access.Writes<Object> w) {
        written[o] = values.add(w.value());
      } else if (accesses[o] instanceof Access.Swaps<Object> s) {
        expected[o] = values.add(s.from());
        written[o] = values.add(s.to());
      }
    }
  }
}
