package dev.ariadne.harness.jepsen;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.java.api.Clojure;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * The tests of the Jepsen suite that need no Jepsen, written in Clojure, in {@code jepsen/test}.
 */
@Timeout(180)
final class ClojureTest {

  @TestFactory
  Stream<DynamicTest> clojure() {
    Clojure.var("clojure.core", "require").invoke(Clojure.read("ariadne.runner"));
    List<?> tests = (List<?>) Clojure.var("ariadne.runner", "tests").invoke();
    assertThat(tests).isNotEmpty();
    return tests.stream().map(test -> dynamic((List<?>) test));
  }

  private static DynamicTest dynamic(List<?> test) {
    return DynamicTest.dynamicTest(
        (String) test.get(0),
        () ->
            assertThat(Clojure.var("ariadne.runner", "failures").invoke(test.get(1)))
                .as("what clojure.test said")
                .isNull());
  }
}
