package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The model of one key of a key-value store: {@code get}, {@code put}, {@code append}, {@code
 * delete}, and {@code cas} with {@code [old new]}. The model of a whole store is {@code new
 * KeyValue("").keyed()}; its operations have values {@code [key value]}.
 *
 * <p>An append to a string concatenates; an append to a list adds one element. An absent value
 * ({@code nil} or {@code :absent}) is replaced by the appended one. Any other value becomes a list
 * of the old value and the appended one. A delete sets the initial value. A get that returned
 * {@code nil} saw {@code nil}.
 *
 * @param initial the value before the first write
 */
public record KeyValue(Object initial) implements Model<Object> {

  /** The value of an absent key, for histories in which {@code nil} has another meaning. */
  public static final Keyword ABSENT = new Keyword("absent");

  @Override
  public Step<Object> step(Object state, Input input, Output output) {
    if (input.f().equals("append")) {
      return Step.to(appended(state, input.value()));
    }
    return SingleValueSteps.step(access(input, output), state, input.f());
  }

  @Override
  public boolean observesFailure(Input input, Output.Failed output) {
    return input.f().equals("cas") && Output.CAS_MISMATCH.equals(output.error());
  }

  @Override
  public Access<Object> access(Input input, Output output) {
    return switch (input.f()) {
      case "get" ->
          output instanceof Output.Ok ok ? new Access.Reads<>(ok.value()) : new Access.Nothing<>();
      case "put" -> SingleValueSteps.write(input, output);
      case "append" -> {
        SingleValueSteps.write(input, output);
        yield new Access.Appends<>(input.value());
      }
      case "delete" -> new Access.Writes<>(initial);
      case "cas" -> SingleValueSteps.cas(input, output);
      default ->
          throw new IllegalArgumentException(
              "expected :get, :put, :append, :delete or :cas, found :" + input.f());
    };
  }

  @Override
  public boolean reaches(Object from, Object to) {
    if (absent(from)) {
      return true;
    }
    if (from instanceof String s) {
      return !(to instanceof String t) || t.startsWith(s);
    }
    if (from instanceof List<?> l) {
      return to instanceof List<?> t && t.size() >= l.size() && t.subList(0, l.size()).equals(l);
    }
    return true;
  }

  static Object appended(Object state, Object element) {
    if (absent(state)) {
      return element;
    }
    if (state instanceof List<?> list) {
      List<Object> longer = new ArrayList<>(list);
      longer.add(element);
      return longer;
    }
    if (state instanceof String string && element instanceof String end) {
      return string + end;
    }
    return Arrays.asList(state, element);
  }

  static boolean absent(Object state) {
    return state == null || ABSENT.equals(state);
  }
}
