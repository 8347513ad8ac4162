package dev.ariadne.checker.read;

/** How a history is written down. */
public enum Format {
  /**
   * Jepsen's operation maps in EDN, one after another or in one vector or list; with or without
   * {@code :index} and {@code :time}; keyed values are {@code [key value]}.
   */
  EDN("edn"),
  /**
   * Lines of Jepsen's log, whichever its logger and its layout: {@code INFO jepsen.util - 0 :invoke
   * :read nil}; or the log as JSON. Lines that are no operation are passed over. A failed {@code
   * :cas} without another reason is a failed comparison.
   */
  JEPSEN_LOG("jepsen-log"),
  /** Jepsen's {@code history.txt}: {@code 0 :invoke :read nil}, perhaps behind line numbers. */
  HISTORY_TXT("history-txt"),
  /** Porcupine's key-value text: maps with a {@code :key} of their own, one a line. */
  PORCUPINE("porcupine");

  private final String label;

  Format(String label) {
    this.label = label;
  }

  /** As on a command line. */
  public String label() {
    return label;
  }

  /** Whether it is a log, in which a read of nil has read nil. */
  public boolean isLog() {
    return this == JEPSEN_LOG;
  }

  /**
   * The format of that label.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
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
