package dev.ariadne.checker.model;

import java.util.List;
import java.util.Optional;

/** The ready-made models by name. */
public final class Models {

  /** What {@link #named} knows. */
  public static final List<String> NAMES = List.of("register", "cas-register", "kv");

  private Models() {}

  /**
   * The model of that name.
   *
   * @param name one of {@link #NAMES}
   * @param initial the value before the first write; a register's is {@code nil} and a key's in
   *     {@code kv} is {@code ""} if nobody says otherwise
   * @param keyed whether values of a register are {@code [key value]}; those of {@code kv} always
   *     are
   * @param nilReads what a register's read of {@code nil} means
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Model<Object> named(
      String name, Optional<Object> initial, boolean keyed, Register.NilReads nilReads) {
    return switch (name) {
      case "register" -> register(new Register(initial.orElse(null), false, nilReads), keyed);
      case "cas-register" -> register(new Register(initial.orElse(null), true, nilReads), keyed);
      case "kv" -> new KeyValue(initial.orElse("")).keyed();
      default ->
          throw new IllegalArgumentException(
              "expected a model of " + String.join(", ", NAMES) + "; found " + name);
    };
  }

  private static Model<Object> register(Register register, boolean keyed) {
    return keyed ? register.keyed() : register;
  }
}
