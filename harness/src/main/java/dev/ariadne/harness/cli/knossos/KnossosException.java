package dev.ariadne.harness.cli.knossos;

/** Knossos is missing or did not understand the request. The message is for people. */
final class KnossosException extends Exception {
  private static final long serialVersionUID = 1;

  KnossosException(String message) {
    super(message);
  }

  KnossosException(String message, Throwable cause) {
    super(message, cause);
  }
}
