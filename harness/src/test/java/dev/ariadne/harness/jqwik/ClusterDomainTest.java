package dev.ariadne.harness.jqwik;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.Checker;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.model.Register;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.platform.engine.discovery.DiscoverySelectors;

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
    Jqwik.Said said = Jqwik.run(DiscoverySelectors.selectClass(StaleReadsProperty.class));
    assertThat(said.failure()).as(said.shown()).isInstanceOf(BrokenPromise.class);
    Script smallest = ((BrokenPromise) said.failure()).script();
    assertThat(smallest.faults()).hasSizeLessThanOrEqualTo(1);
    assertThat(smallest.deeds()).hasSizeLessThanOrEqualTo(5);
    assertThat(smallest.nodes()).isLessThanOrEqualTo(3);
    assertThat(said.shown()).contains("Shrunk Sample", " faults, ", "client ", "writes 1 to key");
  }
}
