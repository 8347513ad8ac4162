package dev.ariadne.harness.junit;

import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Cluster;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of parameters of a test method. */
enum TestParameter {
  /** {@link ClusterRun}: a run that has ended. */
  RUN,
  /** {@link History}: the operations of a run, in the form for checkers. */
  HISTORY,
  /** {@code List<Op>}: the operations of a run, or those so far in a test by hand. */
  OPS,
  /** {@link ByHand}: a cluster for a test by hand. */
  HAND,
  /** {@link Cluster}: the cluster of a test by hand. */
  CLUSTER,
  /**
   * {@link ByHand.Hand}: a client. The first parameter is a client of the first node, the next one
   * of the next node.
   */
  CLIENT;

  /** The kind of a parameter; empty if this extension does not provide it. */
  static Optional<TestParameter> of(Parameter parameter) {
    Class<?> type = parameter.getType();
    if (type == ClusterRun.class) {
      return Optional.of(RUN);
    }
    if (type == History.class) {
      return Optional.of(HISTORY);
    }
    if (type == ByHand.class) {
      return Optional.of(HAND);
    }
    if (type == Cluster.class) {
      return Optional.of(CLUSTER);
    }
    if (type == ByHand.Hand.class) {
      return Optional.of(CLIENT);
    }
    boolean ops =
        type == List.class
            && parameter.getParameterizedType() instanceof ParameterizedType list
            && list.getActualTypeArguments()[0] == Op.class;
    return ops ? Optional.of(OPS) : Optional.empty();
  }

  /** Returns true if a test does its operations by hand. */
  static boolean byHand(Method test) {
    return asks(test, HAND, CLUSTER, CLIENT);
  }

  /** Returns true if a test has a run as a parameter. */
  static boolean aRun(Method test) {
    return !byHand(test) && asks(test, RUN, HISTORY, OPS);
  }

  private static boolean asks(Method test, TestParameter... any) {
    return Arrays.stream(test.getParameters())
        .flatMap(parameter -> of(parameter).stream())
        .anyMatch(List.of(any)::contains);
  }

  /** The number of client parameters before this one. */
  static int clientsBefore(Method test, int index) {
    return (int)
        Arrays.stream(test.getParameters(), 0, index)
            .filter(parameter -> of(parameter).equals(Optional.of(CLIENT)))
            .count();
  }
}
