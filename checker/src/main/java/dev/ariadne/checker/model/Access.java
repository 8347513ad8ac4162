package dev.ariadne.checker.model;

/**
 * The effect of an operation on any state, known without a trial on each state. It must agree with
 * {@link Model#step}. The reductions of the engine depend on it.
 *
 * @param <S> the model's states
 */
public sealed interface Access<S> {

  /** The kind of the effect. It is faster to compare than the type. */
  enum Kind {
    NOTHING,
    READ,
    EXCLUDE,
    OBSERVE,
    WRITE,
    SWAP,
    APPEND,
    UPDATE,
    OTHER;

    /** Whether an effect of this kind may change the state. */
    public boolean changes() {
      return switch (this) {
        case NOTHING, READ, EXCLUDE, OBSERVE -> false;
        case WRITE, SWAP, APPEND, UPDATE, OTHER -> true;
      };
    }
  }

  /** The kind of this effect. */
  Kind kind();

  /** The operation can happen in any state and changes none. It says nothing about the state. */
  record Nothing<S>() implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.NOTHING;
    }
  }

  /** The operation can happen in this state only, and does not change it. */
  record Reads<S>(S value) implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.READ;
    }
  }

  /** The operation can happen in all states except this one, and changes none. */
  record Excludes<S>(S value) implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.EXCLUDE;
    }
  }

  /** The operation changes no state. Only the model knows in which states it can happen. */
  record Observes<S>() implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.OBSERVE;
    }
  }

  /** The operation can happen in any state and leads to this one. */
  record Writes<S>(S value) implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.WRITE;
    }
  }

  /** The operation can happen in state {@code from} only and leads to {@code to}. */
  record Swaps<S>(S from, S to) implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.SWAP;
    }
  }

  /**
   * The operation can happen in any state and appends to a sequence: a string to a string, or one
   * element to a list. For other states nothing is said.
   */
  record Appends<S>(S element) implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.APPEND;
    }
  }

  /** The operation can happen in any state. Its result depends on the state. */
  record Updates<S>() implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.UPDATE;
    }
  }

  /** Only the model knows the effect. */
  record Other<S>() implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.OTHER;
    }
  }
}
