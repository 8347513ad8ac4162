package dev.ariadne.checker;

import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Histories that stay hard: in theory exponential, and some of them in practice. */
final class HardHistories {

  private HardHistories() {}

  /**
   * Few values that repeat, many clients, half reads, a fifth compare-and-set, and one read near
   * the end that answers what was there long ago. A search that is to say no has to try all orders
   * that fit; it is spared that where the value had certainly been replaced, which unknown writes
   * of it forbid to say.
   *
   * @param unknownPerMille so many operations have their effect, but nobody is told
   */
  static List<Operation> repeatedValues(
      long seed, int count, int clients, int values, int unknownPerMille) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Operation> operations = new ArrayList<>();
    List<Long> past = new ArrayList<>(List.of(0L));
    Input[] input = new Input[clients];
    int[] call = new int[clients];
    Output[] effect = new Output[clients];
    long state = 0;
    int time = 0;
    int invoked = 0;
    boolean stale = true;
    while (operations.size() < count) {
      int c = random.nextInt(clients);
      if (input[c] == null) {
        if (invoked == count) {
          continue;
        }
        invoked++;
        input[c] = input(random, values);
        call[c] = time++;
        effect[c] = null;
      } else if (effect[c] == null) {
        effect[c] = new Output.Ok(state);
        if (input[c].value() instanceof List<?> pair) {
          boolean same = pair.get(0).equals(state);
          effect[c] = same ? new Output.Ok(pair) : new Output.Failed(Output.CAS_MISMATCH);
          state = same ? (Long) pair.get(1) : state;
        } else if (input[c].value() != null) {
          state = (Long) input[c].value();
          effect[c] = new Output.Ok(state);
        }
        past.add(state);
      } else {
        Output output = effect[c];
        if (stale && invoked > count * 9 / 10 && input[c].f().equals("read")) {
          stale = false;
          output = new Output.Ok(past.get(Math.max(0, past.size() - 6 * clients)));
        }
        boolean lost = unknownPerMille > 0 && random.nextInt(1000) < unknownPerMille;
        operations.add(
            lost
                ? operation(input[c], new Output.Unknown(), call[c], Operation.NEVER)
                : operation(input[c], output, call[c], time++));
        input[c] = null;
      }
    }
    return numbered(operations);
  }

  private static Input input(SplittableRandom random, int values) {
    int what = random.nextInt(10);
    return what < 5
        ? new Input("read", null)
        : what < 7
            ? new Input(
                "cas", List.of((long) random.nextInt(values), (long) random.nextInt(values)))
            : new Input("write", (long) random.nextInt(values));
  }

  /**
   * Unknown compare-and-sets between six values at random, all invoked first; then one client reads
   * a third as many random values: from each to the next it takes a path of those not yet used.
   */
  static List<Operation> disjointPaths(long seed, int unknown) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < unknown; i++) {
      Input cas = new Input("cas", List.of((long) random.nextInt(6), (long) random.nextInt(6)));
      operations.add(operation(cas, new Output.Unknown(), i, Operation.NEVER));
    }
    for (int i = 0; i < unknown / 3; i++) {
      int at = unknown + 2 * i;
      Output seen = new Output.Ok((long) random.nextInt(6));
      operations.add(operation(new Input("read", null), seen, at, at + 1));
    }
    return numbered(operations);
  }

  /** Appends to one list, all but a few of which nobody sees before the end. */
  static List<Operation> appendedLists(long seed, int count, int clients, int readPercent) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Operation> operations = new ArrayList<>();
    List<Object> state = new ArrayList<>();
    Input[] input = new Input[clients];
    int[] call = new int[clients];
    Output[] effect = new Output[clients];
    int time = 0;
    int invoked = 0;
    while (operations.size() < count) {
      int c = random.nextInt(clients);
      if (input[c] == null) {
        if (invoked < count) {
          invoked++;
          boolean read = random.nextInt(100) < readPercent;
          input[c] = read ? new Input("get", null) : new Input("append", (long) invoked);
          call[c] = time++;
          effect[c] = null;
        }
      } else if (effect[c] == null) {
        if (input[c].value() != null) {
          state.add(input[c].value());
        }
        effect[c] = new Output.Ok(input[c].value() == null ? List.copyOf(state) : input[c].value());
      } else {
        operations.add(operation(input[c], effect[c], call[c], time++));
        input[c] = null;
      }
    }
    return numbered(operations);
  }

  private static Operation operation(Input input, Output output, int call, int ret) {
    Operation.Place place = new Operation.Place(-1, 0, call);
    return new Operation(0, call, input, output, call, ret, place, place);
  }

  private static List<Operation> numbered(List<Operation> operations) {
    operations.sort(Comparator.comparingInt(Operation::call));
    List<Operation> numbered = new ArrayList<>(operations.size());
    for (Operation o : operations) {
      numbered.add(
          new Operation(
              numbered.size(),
              o.process(),
              o.input(),
              o.output(),
              o.call(),
              o.ret(),
              o.invoked(),
              o.completed()));
    }
    return numbered;
  }
}
