package dev.ariadne.harness.ariadne.zoo;

/** A patch that cannot be used; the message is for a person, and names the file and the hunk. */
final class PatchException extends Exception {
  private static final long serialVersionUID = 1;

  PatchException(String message) {
    super(message);
  }
}
