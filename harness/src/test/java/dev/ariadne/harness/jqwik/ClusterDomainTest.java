package dev.ariadne.harness.jqwik;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.Checker;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.model.Register;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

final class ClusterDomainTest {

  @Property(tries = 15)
  @Domain(ClusterDomain.class)
  void theServerKeepsItsPromisesInEveryScript(@ForAll Script script) {
    script.perform().mustHold();
  }

  @Property(tries = 5)
  @Domain(ClusterDomain.class)
  void aScriptIsTheSameAgain(@ForAll Script script) {
    assertThat(script.perform()).isEqualTo(script.perform());
  }

  @Property(tries = 200)
  @Domain(ClusterDomain.class)
  void historiesAreWellFormed(@ForAll RegisterHistory history) throws HistoryException {
    Checker.checkKeys(
        new Register(null, false, Register.NilReads.ARE_VALUES),
        History.of(history.ops()),
        Budget.standard());
  }

  /** As jqwik runs it: falsified, shrunk, and shown. */
  @Example
  void staleReadsShrinkToAHandfulOfDeeds() {
    StaleReadsProperty.FALSIFIED.clear();
    String shown = shown(StaleReadsProperty.class);
    assertThat(StaleReadsProperty.FALSIFIED).isNotEmpty();
    Script smallest = StaleReadsProperty.FALSIFIED.getLast();
    assertThat(smallest.faults()).hasSizeLessThanOrEqualTo(1);
    assertThat(smallest.deeds()).hasSizeLessThanOrEqualTo(5);
    assertThat(smallest.nodes()).isLessThanOrEqualTo(3);
    assertThat(shown).contains("Shrunk Sample", " faults, ", "client ", "reads key");
  }

  private static String shown(Class<?> properties) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    StringBuilder failure = new StringBuilder();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(DiscoverySelectors.selectClass(properties))
                  .build(),
              new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                  result.getThrowable().ifPresent(failure::append);
                }
              });
    } finally {
      System.setOut(before);
    }
    return failure + "\n" + bytes.toString(StandardCharsets.UTF_8);
  }
}
