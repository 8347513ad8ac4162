package dev.ariadne.checker.model;

import java.util.List;
import java.util.Optional;

/** The ready-made models by name. */
public final class Models {

  /** What {@link #named} knows. */
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
   * What was there before the first write, said by somebody.
   *
   * @param value an EDN datum, {@code nil} too
   */
  public record Initial(Object value) {}

  /**
   * The model of that name.
   *
   * @param name one of {@link #NAMES}
   * @param initial the value before the first write, which a set, a mutex and a queue have not: if
   *     nobody says otherwise {@code nil} of a register, {@code ""} of a key in {@code kv}, {@code
   *     nil} in {@code kv-revisions}, 0 of a counter
   * @param keyed whether values are {@code [key value]}
   * @param nilReads what a register's read of {@code nil} means
   * @throws IllegalArgumentException if there is none of that name
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
