package dev.ariadne.checker.read;

/** The format of a history file. */
public enum Format {
  /**
   * Jepsen's operation maps in EDN, one after another or in one vector or list. {@code :index} and
   * {@code :time} are optional. Keyed values are {@code [key value]}.
   */
  EDN("edn"),
  /**
   * Jepsen's log, with any logger and layout: {@code INFO jepsen.util - 0 :invoke :read nil}; or
   * the log as JSON. Lines without an operation are skipped. A failed {@code :cas} without another
   * reason is a failed comparison.
   */
  JEPSEN_LOG("jepsen-log"),
  /** Jepsen's {@code history.txt}: {@code 0 :invoke :read nil}, with optional line numbers. */
  HISTORY_TXT("history-txt"),
  /** Porcupine's key-value text: one map a line, with a separate {@code :key}. */
  PORCUPINE("porcupine");

  private final String label;

  Format(String label) {
    this.label = label;
  }

  /** The name of the format on the command line. */
  public String label() {
    return label;
  }

  /** Returns whether the format is a log, in which a read of {@code nil} saw {@code nil}. */
  public boolean isLog() {
    return this == JEPSEN_LOG;
  }

  /**
   * Returns the format of a label.
   *
   * @throws IllegalArgumentException if there is no such format; the message names all formats
   */
  public static Format of(String label) {
    for (Format format : values()) {
      if (format.label.equals(label)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "expected the format edn, jepsen-log, history-txt or porcupine, found " + label);
  }
}
