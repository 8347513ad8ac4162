package dev.ariadne.harness.ariadne.zoo;

/** A patch cannot be used. The message is for people and names the file and the hunk. */
final class PatchException extends Exception {
  private static final long serialVersionUID = 1;

  PatchException(String message) {
    super(message);
  }
}
