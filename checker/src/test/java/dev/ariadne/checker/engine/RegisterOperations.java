package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.ArrayList;
import java.util.List;

/** Operations on a register one after another, those of unknown outcome open from then on. */
final class RegisterOperations {

  private final List<Operation> operations = new ArrayList<>();

  static RegisterOperations ops() {
    return new RegisterOperations();
  }

  static Operation operation(int number, String f, Object value, int call, int ret, Output output) {
    Operation.Place place = new Operation.Place(call, 0, call);
    return new Operation(number, number, new Input(f, value), output, call, ret, place, place);
  }

  RegisterOperations write(long value) {
    return add("write", value, new Output.Ok(value));
  }

  RegisterOperations read(long value) {
    return add("read", null, new Output.Ok(value));
  }

  RegisterOperations casFailed(long from, long to) {
    return add("cas", List.of(from, to), new Output.Failed(Output.CAS_MISMATCH));
  }

  RegisterOperations unknownWrite(long value) {
    return add("write", value, new Output.Unknown());
  }

  RegisterOperations unknownCas(long from, long to) {
    return add("cas", List.of(from, to), new Output.Unknown());
  }

  private RegisterOperations add(String f, Object value, Output output) {
    int call = 2 * operations.size();
    int ret = output instanceof Output.Unknown ? Operation.NEVER : call + 1;
    operations.add(operation(operations.size(), f, value, call, ret, output));
    return this;
  }

  List<Operation> list() {
    return List.copyOf(operations);
  }
}
