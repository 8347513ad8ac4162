package dev.ariadne.checker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryReaderTest {

  private static final String TWO =
      "{:process 0, :type :invoke, :f :write, :value 1}\n"
          + "{:process 0, :type :ok, :f :write, :value 1}\n";

  @Test
  void mapsMayStandAloneOrInOneVectorOrList() throws HistoryException {
    for (String text : List.of(TWO, "[" + TWO + "]", "; a comment\n(" + TWO + ")\n", "[]", "")) {
      assertThat(HistoryDetector.format("f", text)).isEqualTo(Format.EDN);
      assertThat(read(text, Format.EDN).operations()).hasSize(text.length() > 10 ? 1 : 0);
    }
  }

  @Test
  void damageIsToldWithFileAndLine() {
    refused(TWO + "{:process 0, :type :invoke, :f", "f:3: column", "expected");
    refused(TWO + "{:process 0, :type :invoke, :f }", "f:3: column", "expected a value");
    refused(TWO + "\n{:process 0, :type :invoked, :f :read}", "f:4: expected :invoke, :ok");
    refused("[" + TWO, "f:3: expected ] to close the collection that begins in line 1");
    refused("[" + TWO + "] 7", "f:3: expected the end of the text after");
    refused(TWO + "[]", "f:3: expected one collection");
    refused(TWO + "{:process 0, :type :ok, :f :write, :value 1}", "f:3: process 0 completes");
    refused("[7]", "f:1: expected an operation map, found 7");
    String indexed = "{:index 3, :process :n, :type :info, :f :kill}\n";
    refused(indexed + indexed, "f:2: expected an :index above 3, found 3");
  }

  @Test
  void keyedValuesAreTold() throws HistoryException {
    History keyed =
        read(
            "{:process 0, :type :invoke, :f :read, :value [3 nil]}\n"
                + "{:process 1, :type :invoke, :f :cas, :value [3 [1 2]]}\n",
            Format.EDN);
    History plain =
        read(
            "{:process 0, :type :invoke, :f :read, :value nil}\n"
                + "{:process 1, :type :invoke, :f :cas, :value [1 2]}\n",
            Format.EDN);
    History mixed =
        read(
            "{:process 0, :type :invoke, :f :read, :value [3 nil]}\n"
                + "{:process 1, :type :invoke, :f :cas, :value [1 2]}\n",
            Format.EDN);

    assertThat(HistoryDetector.keyed(keyed)).isTrue();
    assertThat(HistoryDetector.keyed(plain)).isFalse();
    assertThatThrownBy(() -> HistoryDetector.keyed(mixed))
        .hasMessageContaining("f:2: expected a value [key value], as that of line 1, found [1 2]");
  }

  @Test
  void theModelIsGuessedFromTheOperations() throws HistoryException {
    assertThat(HistoryDetector.model(read(TWO, Format.EDN))).isEqualTo("cas-register");
    assertThat(HistoryDetector.model(read(TWO.replace(":write", ":append"), Format.EDN)))
        .isEqualTo("kv");
    assertThatThrownBy(
            () -> HistoryDetector.model(read(TWO.replace(":write", ":dance"), Format.EDN)))
        .hasMessageContaining("dance");
  }

  @Test
  void everyReadyMadeModelIsGuessed() throws HistoryException {
    assertThat(guessed(":acquire nil")).isEqualTo("mutex");
    assertThat(guessed(":enqueue 1", ":dequeue nil")).isEqualTo("fifo-queue");
    assertThat(guessed(":put 1", ":delete nil")).isEqualTo("kv");
    assertThat(guessed(":put 1", ":cas-revision [1 2]")).isEqualTo("kv-revisions");
    assertThat(guessed(":increment 1", ":read nil")).isEqualTo("counter");
    assertThat(guessed(":add 1", ":contains 1")).isEqualTo("set");
    String add = "{:process 1, :type :invoke, :f :add, :value 1}\n";
    String read = add + TWO.replace(":write", ":read");
    assertThat(HistoryDetector.model(read(read, Format.EDN))).isEqualTo("counter");
    assertThat(HistoryDetector.model(read(read.replace("value 1", "value #{1}"), Format.EDN)))
        .isEqualTo("set");
    assertThatThrownBy(() -> HistoryDetector.model(read(add, Format.EDN)))
        .hasMessageContaining("the operations fit a set and a counter");
  }

  private static String guessed(String... operations) throws HistoryException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < operations.length; i++) {
      String[] words = operations[i].split(" ", 2);
      text.append(
          "{:process %d, :type :invoke, :f %s, :value %s}%n".formatted(i, words[0], words[1]));
    }
    return HistoryDetector.model(read(text.toString(), Format.EDN));
  }

  @Test
  void jepsensLogLinesAreRead() throws HistoryException {
    String log =
        "2014-05-27 INFO something else\n"
            + "INFO  jepsen.util - 0\t:invoke\t:read\tnil\n"
            + "INFO  jepsen.util - 1   :invoke :cas    [1 2]\n"
            + "INFO  jepsen.util - 2\t:invoke\t:write\t4\n"
            + "INFO  jepsen.util - 0\t:ok\t:read\t3\n"
            + "INFO  jepsen.util - 1\t:fail\t:cas\t[1 2]\n"
            + "INFO  jepsen.util - :nemesis\t:info\t:start\tnil\n"
            + "INFO  jepsen.util - 2\t:info\t:write\t:timed-out\n"
            + "2020-01-01 00:00:00,000{GMT}\tINFO\t[jepsen worker 3] jepsen.util:"
            + " 3\t:invoke\t:cas\t[2 2]\n"
            + "2020-01-01 00:00:00,001{GMT}\tINFO\t[jepsen worker 3] jepsen.util:"
            + " 3\t:fail\t:cas\t[2 2]\t:not-found\n"
            + "INFO  jepsen.util - Run complete\n";

    assertThat(HistoryDetector.format("f", log)).isEqualTo(Format.JEPSEN_LOG);
    List<Operation> operations = read(log, Format.JEPSEN_LOG).operations();

    assertThat(operations)
        .extracting(Operation::output)
        .containsExactly(
            new Output.Ok(3L),
            new Output.Failed(Output.CAS_MISMATCH),
            new Output.Unknown(),
            new Output.Failed(new Keyword("not-found")));
    assertThat(operations.get(0).place()).hasToString("line 5");
  }

  @Test
  void aLogLineThatBeginsLikeAnOperationMustBeOne() {
    for (String bad :
        List.of(
            "INFO jepsen.util - 0\t:invoked\t:read\tnil",
            "INFO jepsen.util - 0\t:invoke\t:read",
            "INFO jepsen.util - 0\t:invoke\t:read\t[1",
            "INFO jepsen.util - 0\t:invoke",
            "INFO jepsen.util - 99999999999999999999\t:invoke\t:read\tnil",
            "INFO jepsen.util - 0\t:ok\t:read\t1 2 3")) {
      assertThatThrownBy(() -> read("\n" + bad, Format.JEPSEN_LOG))
          .isInstanceOf(HistoryException.class)
          .hasMessageStartingWith("f:2: expected");
    }
  }

  @Test
  void porcupinesTextIsReadWithItsKeys() throws HistoryException {
    String text =
        "{:process 0, :type :invoke, :f :append, :key \"7\", :value \"x\"}\n"
            + "{:process 0, :type :ok, :f :append, :key \"7\", :value \"x\"}\n";

    assertThat(HistoryDetector.format("f", text)).isEqualTo(Format.PORCUPINE);
    assertThat(read(text, Format.PORCUPINE).operations().get(0).input().value())
        .isEqualTo(List.of("7", "x"));
    assertThatThrownBy(() -> read(TWO, Format.PORCUPINE))
        .hasMessageContaining("f:1: expected a :key");
  }

  @Test
  void operationsAsRecordsAreRead() throws HistoryException {
    String records =
        "#jepsen.history.Op{:index 0, :time 1, :type :invoke, :process 0, :f :read, :value nil}\n"
            + "#jepsen.history.Op{:index 1, :time 2, :type :ok, :process 0, :f :read, :value 3}\n";

    assertThat(HistoryDetector.format("f", records)).isEqualTo(Format.EDN);
    assertThat(read(records, Format.EDN).operations().get(0).output()).isEqualTo(new Output.Ok(3L));
    refused("#inst \"2026-01-01\"", "f:1: expected an operation map");
  }

  @Test
  void indicesGrowAndAreThereForAllOrNone() {
    String first = "{:index 3, :process :n, :type :info, :f :kill}\n";
    String none = "{:process :n, :type :info, :f :kill}\n";

    refused(first + first, "f:2: expected an :index above 3, found 3");
    refused(first + none, "f:2: expected an :index, as");
    refused(none + first, "f:2: expected no :index, as");
  }

  @Test
  void aKeyOfItsOwnIsNotPassedOver() {
    refused(
        TWO + "{:process 0, :type :invoke, :f :read, :key \"7\", :value nil}",
        "f:3: expected the key within the :value");
  }

  @Test
  void aLogIsToldWhateverTheLoggerPutsBefore() throws HistoryException {
    for (String before :
        List.of(
            "INFO  jepsen.util - ",
            "2014-05-27 18:00:00,123 INFO  jepsen.util - ",
            "[jepsen worker 0] jepsen.util: ",
            "INFO [2018-02-02 15:00:54,773] jepsen worker 0 - jepsen.util ",
            "2020-01-01 00:00:00,000{GMT}\tINFO\t[jepsen worker 3] jepsen.util: ")) {
      String log = before + "0\t:invoke\t:read\tnil\r\n" + before + "0 :ok :read 3\r\n";

      assertThat(HistoryDetector.format("f", log)).as(before).isEqualTo(Format.JEPSEN_LOG);
      assertThat(read(log, Format.JEPSEN_LOG).operations())
          .extracting(Operation::output)
          .containsExactly(new Output.Ok(3L));
    }
  }

  @Test
  void wordsOfALogWithinAnErrorMakeNoLog() throws HistoryException {
    String text =
        "{:type :info, :process :n, :f :kill, :error \"see jepsen.util - 0 :ok :read 1\"}\n";

    assertThat(HistoryDetector.format("f", text)).isEqualTo(Format.EDN);
  }

  @Test
  void whatIsNoHistoryAtAllHasNoFormat() {
    for (String text : List.of("hello", "7", "[7]", "<html>", "{7 8")) {
      assertThatThrownBy(() -> HistoryDetector.format("f", text))
          .isInstanceOf(HistoryException.class);
    }
  }

  private static History read(String text, Format format) throws HistoryException {
    return HistoryReader.read("f", text, format);
  }

  private static void refused(String text, String... words) {
    assertThatThrownBy(() -> read(text, Format.EDN))
        .isInstanceOf(HistoryException.class)
        .hasMessageContainingAll(words);
  }
}
