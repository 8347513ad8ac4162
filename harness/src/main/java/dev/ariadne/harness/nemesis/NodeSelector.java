package dev.ariadne.harness.nemesis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The sets of nodes that a fault can strike. */
public enum NodeSelector {
  ONE,
  /** The most nodes that a majority can do without; one in clusters of one or two. */
  MINORITY,
  /** More than half of the nodes. */
  MAJORITY,
  /** The leader when the fault comes; some node if no leader is known. */
  LEADER,
  ALL;

  /** The targets of a fault that is aimed at none. */
  static final List<NodeSelector> USUAL = List.of(ONE, MINORITY, LEADER, ALL);

  /** The name on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The target with this name. */
  static Optional<NodeSelector> named(String word) {
    return Arrays.stream(values()).filter(target -> target.word().equals(word)).findFirst();
  }
}
