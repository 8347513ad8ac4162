package dev.ariadne.checker.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.Checker;
import dev.ariadne.checker.HistoryLines;
import dev.ariadne.checker.Verdict;
import dev.ariadne.checker.explain.Counterexample.ViolationKind;
import dev.ariadne.checker.model.KeyValue;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Register;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainerTest {

  private static final Model<Object> REGISTERS = Register.withCas(0L).keyed();

  @Test
  void aStaleReadIsToldWithTheWriteThatItMissed() throws Exception {
    Counterexample counterexample =
        explain(
            REGISTERS,
            "invoke 7 write [3 17]; ok 7 write [3 17];"
                + "invoke 2 write [3 21]; ok 2 write [3 21]; invoke 4 read [3 nil];"
                + "invoke 5 write [3 30]; ok 4 read [3 17]; ok 5 write [3 30]");

    assertThat(counterexample.kind()).isEqualTo(ViolationKind.STALE);
    assertThat(counterexample.sentence())
        .isEqualTo(
            "key 3: read of 17 by process 4 (index 6) saw an old value: write of 21 by process 2"
                + " (index 3) was acknowledged before the read began; nothing wrote 17 again");
    assertThat(counterexample.missed().orElseThrow().text())
        .isEqualTo("write of 21 by process 2 (index 3)");
    assertThat(counterexample.evidence()).hasSize(3);
    assertThat(counterexample.shortest()).isTrue();
  }

  @Test
  void aDoubtfulWriteThatWasSeenCountsAsMissed() throws Exception {
    Counterexample counterexample =
        explain(
            REGISTERS,
            "invoke 7 write [3 17]; ok 7 write [3 17];"
                + "invoke 2 write [3 21]; info 2 write [3 21]; invoke 1 read [3 nil];"
                + "ok 1 read [3 21]; invoke 4 read [3 nil]; ok 4 read [3 17]");

    assertThat(counterexample.sentence())
        .isEqualTo(
            "key 3: read of 17 by process 4 (index 7) saw an old value: read of 21 by process 1"
                + " (index 5) had seen write of 21 by process 2 (index 2, outcome unknown) before"
                + " the read began; nothing wrote 17 again");
  }

  @Test
  void aReadOfWhatNobodyWroteIsToldAsThat() throws Exception {
    Counterexample counterexample =
        explain(REGISTERS, "invoke 0 read [1 nil]; ok 0 read [1 5]; invoke 0 write [1 5]");

    assertThat(counterexample.kind()).isEqualTo(ViolationKind.NEVER_WRITTEN);
    assertThat(counterexample.sentence())
        .isEqualTo(
            "key 1: read of 5 by process 0 (index 1) saw a value that nobody had written: when it"
                + " ended, no operation that writes 5 had begun");
  }

  @Test
  void aReadOfAWriteThatIsSaidToHaveFailedNamesThatWrite() throws Exception {
    Counterexample counterexample =
        explain(
            REGISTERS,
            "invoke 0 write [1 5]; fail 0 write [1 5]; invoke 0 read [1 nil]; ok 0 read [1 5]");

    assertThat(counterexample.sentence())
        .isEqualTo(
            "key 1: read of 5 by process 0 (index 3) saw a value that nobody had written: of the"
                + " operations that had begun, only write of 5 by process 0 (index 1, failed)"
                + " writes 5, and it failed");
  }

  @Test
  void theCulpritIsTheOneWhoseEndEndsTheShortestPrefixThatFails() throws Exception {
    Counterexample counterexample =
        explain(
            REGISTERS,
            "invoke 0 cas [1 [0 5]]; invoke 1 cas [1 [0 6]]; ok 0 cas [1 [0 5]];"
                + "invoke 2 read [1 nil]; ok 1 cas [1 [0 6]]; ok 2 read [1 9]");

    assertThat(counterexample.culprit().text()).isEqualTo("cas from 0 to 6 by process 1 (index 4)");
    assertThat(counterexample.evidence())
        .extracting(Counterexample.Fact::text)
        .containsExactly(
            "cas from 0 to 5 by process 0 (index 2)", "cas from 0 to 6 by process 1 (index 4)");
    assertThat(counterexample.pending())
        .extracting(Counterexample.RefusedOperation::why)
        .containsExactly("cas expected 0, but the value was 5");
  }

  @Test
  void theTextShowsTheExplanationAndWhyItEnds() throws Exception {
    String text =
        CounterexampleText.render(
            explain(
                new KeyValue("").keyed(),
                "invoke 0 append [\"k\" \"x\"]; ok 0 append [\"k\" \"x\"]; invoke 0 get [\"k\""
                    + " nil];ok 0 get [\"k\" \"x\"]; invoke 1 get [\"k\" nil]; ok 1 get [\"k\""
                    + " \"xx\"]"));

    assertThat(text)
        .isEqualTo(
            """
            key "k": get of "xx" by process 1 (index 5) is not possible; the 2 other operations \
            that had begun do not resolve this
            This operation cannot have happened as recorded:
              get of "xx" by process 1 (index 5)
            One other operation may have changed the state. It does not resolve the contradiction.
            This order explains the operations that ended earlier:
              append of "x" by process 0 (index 1) -> "x"
              get of "x" by process 0 (index 3) -> "x"
            The order cannot continue with any of these operations:
              get of "xx" by process 1 (index 5): get returned "xx", but the value was "x"
            """);
  }

  @Test
  void whatTheEvidenceAllowsIsShownWithoutEachPartOfIt() throws Exception {
    Counterexample counterexample =
        explain(
            REGISTERS,
            "invoke 7 write [3 17]; ok 7 write [3 17];"
                + "invoke 2 write [3 21]; ok 2 write [3 21]; invoke 4 read [3 nil];"
                + "ok 4 read [3 17]");

    assertThat(counterexample.partials())
        .extracting(Counterexample.Partial::whyNot)
        .containsExactly(
            List.of(
                "it would come after write of 21 by process 2 (index 3), which began after it"
                    + " ended"),
            List.of(
                "with it, read of 17 by process 4 (index 5) is impossible: read returned 17, but"
                    + " the value was 21"),
            List.of("read returned 17, but the value was 21"));
    assertThat(counterexample.evidence())
        .extracting(fact -> fact.began() + " " + fact.ended())
        .containsExactly("false true", "true true", "true false");
  }

  @Test
  void aFailureThatTheContradictionRestsOnIsToldApart() throws Exception {
    Counterexample counterexample =
        explain(
            REGISTERS,
            "invoke 0 write [1 5]; ok 0 write [1 5]; invoke 0 write [1 6]; ok 0 write [1 6];"
                + "invoke 1 write [1 5]; fail 1 write [1 5]; invoke 2 write [1 7]; fail 2 write [1"
                + " 7]; invoke 0 read [1 nil]; ok 0 read [1 5]");

    assertThat(counterexample.kind()).isEqualTo(ViolationKind.STALE);
    assertThat(CounterexampleText.render(counterexample))
        .contains(
            """
              read of 5 by process 0 (index 9)
            These operations failed, so they do not resolve the contradiction:
              write of 5 by process 1 (index 5, failed)
            """)
        .doesNotContain("write of 7");
  }

  private static Counterexample explain(Model<Object> model, String lines) throws Exception {
    Verdict verdict = Checker.check(model, HistoryLines.history(lines), Budget.standard());
    assertThat(verdict).isInstanceOf(Verdict.NotLinearizable.class);
    Counterexample counterexample = ((Verdict.NotLinearizable) verdict).counterexample();
    assertThat(counterexample.shortest()).isTrue();
    assertThat(counterexample.minimal()).isTrue();
    return counterexample;
  }
}
