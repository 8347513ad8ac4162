package dev.ariadne.server.raft;

/** The raft algorithm of one server. */
public final class Node {
  /** See {@link Ready}. */
  public void persisted(long save) {}

  /** See {@link Ready}. */
  public void applied(long index) {}
}
