package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model of many keys, each of which has the given model. Values are pairs {@code [key value]}, as
 * Jepsen's {@code independent} prints its tuples. The answer of an unknown or failed operation may
 * be anything.
 *
 * @param <S> the states of one key
 */
public record Keyed<S>(Model<S> one) implements Model<S> {

  @Override
  public S initial() {
    return one.initial();
  }

  @Override
  public Optional<Object> key(Input input) {
    return Optional.ofNullable(pair(input.value(), input.f()).get(0));
  }

  @Override
  public Step<S> step(S state, Input input, Output output) {
    return one.step(state, inner(input), inner(input, output));
  }

  @Override
  public boolean observesFailure(Input input, Output.Failed output) {
    return one.observesFailure(inner(input), output);
  }

  @Override
  public Access<S> access(Input input, Output output) {
    return one.access(inner(input), inner(input, output));
  }

  @Override
  public boolean reaches(S from, S to) {
    return one.reaches(from, to);
  }

  @Override
  public Optional<Shortcut> shortcut(List<Operation> operations) {
    // Looked up, never iterated.
    Map<Integer, Operation> outer = new HashMap<>();
    List<Operation> inner = new ArrayList<>(operations.size());
    for (Operation o : operations) {
      outer.put(o.number(), o);
      inner.add(
          new Operation(
              o.number(),
              o.process(),
              inner(o.input()),
              inner(o.input(), o.output()),
              o.call(),
              o.ret(),
              o.invoked(),
              o.completed()));
    }
    return one.shortcut(inner).map(found -> found.with(o -> outer.get(o.number())));
  }

  @Override
  public String describe(Input input, Output output) {
    return one.describe(inner(input), inner(input, output));
  }

  private static Input inner(Input input) {
    return new Input(input.f(), pair(input.value(), input.f()).get(1));
  }

  private static Output inner(Input input, Output output) {
    if (!(output instanceof Output.Ok ok)) {
      return output;
    }
    List<?> pair = pair(ok.value(), input.f());
    Object key = pair(input.value(), input.f()).get(0);
    if (!key.equals(pair.get(0))) {
      throw new IllegalArgumentException(
          "expected an answer for the key "
              + EdnPrinter.print(key)
              + ", found "
              + EdnPrinter.print(ok.value()));
    }
    return new Output.Ok(pair.get(1), ok.revision());
  }

  private static List<?> pair(Object value, String f) {
    if (value instanceof List<?> pair && pair.size() == 2 && pair.get(0) != null) {
      return pair;
    }
    throw new IllegalArgumentException(
        "expected [key value] as the value of :" + f + ", found " + EdnPrinter.print(value));
  }
}
