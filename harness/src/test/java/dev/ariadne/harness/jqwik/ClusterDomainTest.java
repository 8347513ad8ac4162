package dev.ariadne.harness.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.Checker;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.model.Register;
import java.util.List;
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

  @Example
  void aScriptThatMakesNoSenseIsRefused() {
    refused(
        () -> new Script(List.of(), List.of(), 0, 100, 1),
        "Script: nodes: expected from 1 to 31, found 0");
    refused(
        () -> new Script(List.of(), List.of(), 3, 0, 1), "Script: snapshotEvery: expected from 1");
    refused(() -> new ClientOp(ClientOp.Kind.READ, 0, 0, 0), "ClientOp: client: expected from 1");
    refused(() -> new ClientOp(ClientOp.Kind.READ, 1, -1, 0), "ClientOp: key: expected from 0");
    refused(
        () -> new ClientOp(ClientOp.Kind.READ, 1, 0, -1), "ClientOp: gapMillis: expected from 0");
    refused(
        () -> new ScriptFault(ScriptFault.Kind.KILLED, -1, 0, 1),
        "ScriptFault: node: expected from 0");
    refused(
        () -> new ScriptFault(ScriptFault.Kind.KILLED, 1, -1, 1),
        "ScriptFault: atMillis: expected from 0");
    refused(
        () -> new ScriptFault(ScriptFault.Kind.KILLED, 1, 0, 0),
        "ScriptFault: forMillis: expected from 1");
    refused(
        () -> new Script(List.of(), List.of(), 3, 100, 1).perform("nothing", false),
        "there is no simulation 'nothing'");
  }

  private static void refused(Runnable what, String why) {
    assertThatThrownBy(what::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why);
  }

  /** As jqwik runs it: falsified, shrunk, and shown. */
  @Example
  void staleReadsShrinkToAHandfulOfDeeds() {
    Jqwik.Said said = Jqwik.run(DiscoverySelectors.selectClass(StaleReadsProperty.class));
    assertThat(said.failure()).as(said.shown()).isInstanceOf(ScriptFailure.class);
    Script smallest = ((ScriptFailure) said.failure()).script();
    assertThat(smallest.faults()).hasSizeLessThanOrEqualTo(1);
    assertThat(smallest.deeds()).hasSizeLessThanOrEqualTo(5);
    assertThat(smallest.nodes()).isLessThanOrEqualTo(3);
    assertThat(said.failure()).hasMessageMatching("\\d nodes?, .*world \\d+: .*");
    assertThat(said.failure().toString()).contains(((ScriptFailure) said.failure()).story());
    assertThat(said.shown())
        .as("the story stands once, in the stack trace")
        .doesNotContain("finds");
    assertThat(said.shown()).contains("Shrunk Sample", " faults, ", "client ", "writes 1 to key");
  }
}
