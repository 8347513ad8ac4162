package dev.ariadne.checker.model;

import java.util.List;
import java.util.Optional;

/** The ready-made models by name. */
public final class Models {

  /** The names that {@link #named} knows. */
  public static final List<String> NAMES =
      List.of(
          "register",
          "cas-register",
          "kv",
          "kv-revisions",
          "set",
          "counter",
          "mutex",
          "fifo-queue");

  private Models() {}

  /**
   * The value before the first write, given by the user.
   *
   * @param value an EDN datum, which may be {@code nil}
   */
  public record Initial(Object value) {}

  /**
   * Returns the model of a name.
   *
   * @param name one of {@link #NAMES}
   * @param initial the value before the first write; a set, a mutex and a queue have none. The
   *     default is {@code nil} for a register, {@code ""} for {@code kv}, {@code nil} for {@code
   *     kv-revisions} and 0 for a counter
   * @param keyed whether values are {@code [key value]}
   * @param nilReads the meaning of a register's read that returned {@code nil}
   * @throws IllegalArgumentException if there is no model of that name
   */
  public static Model<Object> named(
      String name, Optional<Initial> initial, boolean keyed, Register.NilReads nilReads) {
    Model<Object> model =
        switch (name) {
          case "register" ->
              new Register(initial.orElse(new Initial(null)).value(), false, nilReads);
          case "cas-register" ->
              new Register(initial.orElse(new Initial(null)).value(), true, nilReads);
          case "kv" -> new KeyValue(initial.orElse(new Initial("")).value());
          case "kv-revisions" -> new RevisionedKeyValue(initial.orElse(new Initial(null)).value());
          case "set" -> new SetModel(true);
          case "counter" -> new Counter(initial.orElse(new Initial(0L)).value());
          case "mutex" -> new Mutex();
          case "fifo-queue" -> new FifoQueue();
          default ->
              throw new IllegalArgumentException(
                  "expected one of the models " + String.join(", ", NAMES) + "; found " + name);
        };
    return keyed ? model.keyed() : model;
  }
}
