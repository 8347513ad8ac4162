package dev.ariadne.server.codec;

/** Bytes are not what they should be. */
public final class MalformedException extends Exception {

  private static final long serialVersionUID = 1;

  public MalformedException(String message) {
    super(message);
  }
}
