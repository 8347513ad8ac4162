package dev.ariadne.checker.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.Checker;
import dev.ariadne.checker.HistoryLines;
import dev.ariadne.checker.model.FifoQueue;
import org.junit.jupiter.api.Test;

/** A drain is the dequeues that it made, and one that found nothing. */
class DrainsTest {

  private static final String TWO =
      "invoke 0 enqueue 1; ok 0 enqueue 1; invoke 0 enqueue 2; ok 0 enqueue 2;";

  private static String verdict(String lines) throws HistoryException {
    History history = Drains.expand(HistoryLines.history(lines), false);
    return Checker.check(new FifoQueue(), history, Budget.standard()).word();
  }

  @Test
  void whatIsDrainedIsDequeuedInOrder() throws HistoryException {
    assertThat(verdict(TWO + "invoke 1 drain nil; ok 1 drain [1 2]")).isEqualTo("valid");
    assertThat(verdict(TWO + "invoke 1 drain nil; ok 1 drain [2 1]")).isEqualTo("invalid");
    assertThat(verdict(TWO + "invoke 1 drain nil; ok 1 drain [1 2 2]")).isEqualTo("invalid");
    assertThat(verdict(TWO + "invoke 1 drain nil; ok 1 drain [1 2 3]")).isEqualTo("invalid");
  }

  @Test
  void aDrainLeavesNothing() throws HistoryException {
    assertThat(verdict(TWO + "invoke 1 drain nil; ok 1 drain [1]")).isEqualTo("invalid");
    assertThat(verdict(TWO + "invoke 1 drain nil; ok 1 drain []")).isEqualTo("invalid");
    assertThat(verdict(TWO + "invoke 1 drain nil; ok 1 drain nil")).isEqualTo("invalid");
    assertThat(verdict("invoke 1 drain nil; ok 1 drain nil")).isEqualTo("valid");
  }

  @Test
  void oneThatFailedTookNothingAndAnUnknownOneAnyNumber() throws HistoryException {
    assertThat(
            verdict(
                TWO
                    + "invoke 1 drain nil; fail 1 drain :exhausted; invoke 1 dequeue nil;"
                    + " ok 1 dequeue 2"))
        .isEqualTo("invalid");
    assertThat(
            verdict(
                TWO
                    + "invoke 1 drain nil; info 1 drain :crashed; invoke 2 drain nil;"
                    + " ok 2 drain []"))
        .isEqualTo("valid");
    assertThat(
            verdict(
                TWO
                    + "invoke 1 drain nil; info 1 drain nil; invoke 2 drain nil;"
                    + " ok 2 drain [2]"))
        .isEqualTo("valid");
    assertThat(
            verdict(
                TWO
                    + "invoke 1 drain nil; info 1 drain nil; invoke 2 drain nil;"
                    + " ok 2 drain [1 2]"))
        .isEqualTo("valid");
  }

  @Test
  void drainsAtTheSameTimeShareWhatThereIs() throws HistoryException {
    String four = TWO + TWO.replace('1', '3').replace('2', '4');
    assertThat(
            verdict(
                four
                    + "invoke 1 drain nil; invoke 2 drain nil; ok 1 drain [1 4];"
                    + " ok 2 drain [2 3]"))
        .isEqualTo("valid");
    assertThat(
            verdict(
                four
                    + "invoke 1 drain nil; invoke 2 drain nil; ok 1 drain [1 4];"
                    + " ok 2 drain [2]"))
        .isEqualTo("invalid");
  }

  @Test
  void whatIsEnqueuedMeanwhileMayStay() throws HistoryException {
    assertThat(
            verdict(
                TWO
                    + "invoke 1 drain nil; invoke 0 enqueue 3; ok 0 enqueue 3; ok 1 drain [1 2];"
                    + " invoke 2 dequeue nil; ok 2 dequeue 3"))
        .isEqualTo("valid");
  }

  @Test
  void drainsOfKeysAreTakenApartToo() throws HistoryException {
    History history =
        Drains.expand(
            HistoryLines.history(
                "invoke 0 enqueue [\"a\" 1]; ok 0 enqueue [\"a\" 1]; invoke 0 drain [\"a\" nil];"
                    + " ok 0 drain [\"a\" [1]]"),
            true);
    assertThat(Checker.check(new FifoQueue().keyed(), history, Budget.standard()).word())
        .isEqualTo("valid");
  }
}
