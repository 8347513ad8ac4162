package dev.ariadne.harness.nemesis;

/** Which nodes a fault strikes. */
public enum NodeSelector {
  ONE,
  /** As many as a majority can do without; one in clusters of one or two. */
  MINORITY,
  /** The leader when the fault comes; some node if nobody is known to lead. */
  LEADER,
  ALL
}
