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

/** What a parameter of a test asks for. */
enum TestParameter {
  /** {@link ClusterRun}: a run that has ended. */
  RUN,
  /** {@link History}: its operations, as checkers take them. */
  HISTORY,
  /** {@code List<Op>}: what was done, in a run or so far by hand. */
  OPS,
  /** {@link ByHand}: everything that a test by hand needs. */
  HAND,
  /** {@link Cluster}. */
  CLUSTER,
  /** {@link ByHand.Hand}: a client; the first of the first node, the next of the next. */
  CLIENT;

  /** Empty if it is not for this extension to answer. */
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

  /** Whether a test does its operations by hand. */
  static boolean byHand(Method test) {
    return asks(test, HAND, CLUSTER, CLIENT);
  }

  /** Whether a test wants to see what came of a run. */
  static boolean aRun(Method test) {
    return !byHand(test) && asks(test, RUN, HISTORY, OPS);
  }

  private static boolean asks(Method test, TestParameter... any) {
    return Arrays.stream(test.getParameters())
        .flatMap(parameter -> of(parameter).stream())
        .anyMatch(List.of(any)::contains);
  }

  /** How many parameters before this one ask for a client. */
  static int clientsBefore(Method test, int index) {
    return (int)
        Arrays.stream(test.getParameters(), 0, index)
            .filter(parameter -> of(parameter).equals(Optional.of(CLIENT)))
            .count();
  }
}
