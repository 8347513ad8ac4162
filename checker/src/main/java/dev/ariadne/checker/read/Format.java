package dev.ariadne.checker.read;

/** How a history is written down. */
public enum Format {
  /**
   * Jepsen's operation maps in EDN, one after another or in one vector or list; with or without
   * {@code :index} and {@code :time}; keyed values are {@code [key value]}.
   */
  EDN("edn"),
  /**
   * Lines of Jepsen's log: {@code INFO jepsen.util - 0 :invoke :read nil}. Lines that are no
   * operation are passed over. A failed {@code :cas} without another reason is a failed comparison.
   */
  JEPSEN_LOG("jepsen-log"),
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
        "expected the format edn, jepsen-log or porcupine, found " + label);
  }
}
