package dev.ariadne.checker.model;

/**
 * What an operation does to a state, known without trying it on every state. It has to agree with
 * {@link Model#step}; the reduction rules of the engine live on it.
 *
 * @param <S> the model's states
 */
public sealed interface Access<S> {

  /** Which of them it is: quicker to ask than its type. */
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

    /** Whether it may change the state. */
    public boolean changes() {
      return switch (this) {
        case NOTHING, READ, EXCLUDE, OBSERVE -> false;
        case WRITE, SWAP, APPEND, UPDATE, OTHER -> true;
      };
    }
  }

  /** Which one. */
  Kind kind();

  /** Can happen in any state and changes none: says nothing. */
  record Nothing<S>() implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.NOTHING;
    }
  }

  /** Can happen in this state alone, and does not change it. */
  record Reads<S>(S value) implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.READ;
    }
  }

  /** Can happen in all states but this one, and changes none. */
  record Excludes<S>(S value) implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.EXCLUDE;
    }
  }

  /** Changes no state; in which ones it can happen only the model can say. */
  record Observes<S>() implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.OBSERVE;
    }
  }

  /** Can happen in any state and leads to this one. */
  record Writes<S>(S value) implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.WRITE;
    }
  }

  /** Can happen in state {@code from} alone and leads to {@code to}. */
  record Swaps<S>(S from, S to) implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.SWAP;
    }
  }

  /**
   * Can happen in any state and puts an element behind a sequence: a string behind a string, or one
   * element behind a list. Says nothing of states that are neither.
   */
  record Appends<S>(S element) implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.APPEND;
    }
  }

  /** Can happen in any state; what it leads to depends on the state. */
  record Updates<S>() implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.UPDATE;
    }
  }

  /** Only the model can say anything. */
  record Other<S>() implements Access<S> {
    @Override
    public Kind kind() {
      return Kind.OTHER;
    }
  }
}
