package dev.ariadne.harness.jqwik;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Comparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * One step of a script.
 *
 * @param atMillis the time after the start of the script
 * @param text the step in words
 * @param op the step for the interpreter: the {@code f} of an operation, or {@code begin} and
 *     {@code end} with the number of the fault
 */
record ScriptStep(long atMillis, String text, Op op) {
  static final String BEGIN = "begin";
  static final String END = "end";

  static final Op.Process NEMESIS = new Op.Process.Named("nemesis");

  private static final long MILLI = 1_000_000;

  /** All steps of a script, in order of time. */
  static List<ScriptStep> of(Script script) {
    List<ScriptStep> all = new ArrayList<>();
    for (int number = 0; number < script.faults().size(); number++) {
      ScriptFault fault = script.faults().get(number);
      String name = script.node(fault.node());
      all.add(fault(fault.atMillis(), fault.begins(name), BEGIN, number));
      all.add(fault(fault.atMillis() + fault.forMillis(), fault.ends(name), END, number));
    }
    long at = 0;
    int number = 0;
    // For each key, the last number that the script writes to it.
    TreeMap<Integer, Long> last = new TreeMap<>();
    for (ClientOp deed : script.deeds()) {
      at += deed.gapMillis();
      long value = value(number++, deed.key());
      all.add(deed(script, deed, at, value, last.getOrDefault(deed.key(), 0L)));
      if (deed.kind() != ClientOp.Kind.READ) {
        last.put(deed.key(), value);
      }
    }
    all.sort(Comparator.comparingLong(ScriptStep::atMillis));
    return all;
  }

  /**
   * The number that an operation writes. The key decides if a compare-and-set compares by value or
   * by revision. If the operations before decided this, a script would change its meaning while it
   * shrinks.
   */
  private static long value(int number, int key) {
    return (key % 2 == 0 ? Comparison.VALUE : Comparison.REVISION).value(number);
  }

  private static ScriptStep fault(long at, String text, String f, long number) {
    return new ScriptStep(at, text, op(at, Op.Type.INFO, NEMESIS, f, number));
  }

  private static ScriptStep deed(Script script, ClientOp deed, long at, long value, long before) {
    Object argument =
        switch (deed.kind()) {
          case READ -> null;
          case WRITE -> value;
          case CAS -> List.of(before, value);
        };
    String f = deed.kind().name().toLowerCase(Locale.ROOT);
    List<Object> pair = Arrays.asList((long) deed.key(), argument);
    return new ScriptStep(
        at,
        does(script, deed.client(), f, pair),
        op(at, Op.Type.INVOKE, new Op.Process.Client(deed.client() - 1), f, pair));
  }

  /** The operation of a client in words. */
  static String does(Script script, int client, String f, Object keyAndArgument) {
    List<?> pair = (List<?>) keyAndArgument;
    String where = "key %d at %s".formatted((Long) pair.get(0), script.node(client));
    return "client %d ".formatted(client)
        + switch (ClientOp.Kind.valueOf(f.toUpperCase(Locale.ROOT))) {
          case READ -> "reads " + where;
          case WRITE -> "writes " + pair.get(1) + " to " + where;
          case CAS -> {
            List<?> values = (List<?>) pair.get(1);
            yield "sets " + where + " from " + values.get(0) + " to " + values.get(1);
          }
        };
  }

  private static Op op(long at, Op.Type type, Op.Process process, String f, Object value) {
    return new Op(-1, at * MILLI, type, process, f, value, new TreeMap<>());
  }

  String line() {
    return line(atMillis, text);
  }

  static String line(long atMillis, String text) {
    return String.format(Locale.ROOT, "%6d ms  %s", atMillis, text);
  }
}
