package dev.ariadne.harness.nemesis;

/** The sets of nodes that a fault can strike. */
public enum NodeSelector {
  ONE,
  /** The most nodes that a majority can do without; one in clusters of one or two. */
  MINORITY,
  /** The leader when the fault comes; some node if nobody is known to lead. */
  LEADER,
  ALL
}
