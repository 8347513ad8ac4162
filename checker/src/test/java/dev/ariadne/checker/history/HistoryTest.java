package dev.ariadne.checker.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.edn.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

  @Test
  void anInvocationAndItsCompletionAreOneOperation() throws Exception {
    History history =
        history(
            "{:index 4, :type :invoke, :process 0, :f :read, :value nil}",
            "{:index 5, :type :invoke, :process 1, :f :write, :value 3}",
            "{:index 6, :type :ok, :process 0, :f :read, :value 7}",
            "{:index 7, :type :fail, :process 1, :f :write, :value 3, :error :net}");

    Operation read = history.operations().get(0);
    assertThat(read.input()).isEqualTo(new Input("read", null));
    assertThat(read.output()).isEqualTo(new Output.Ok(7L));
    assertThat(read.call()).isZero();
    assertThat(read.ret()).isEqualTo(2);
    assertThat(read.place()).hasToString("index 6");
    assertThat(history.operations().get(1).output())
        .isEqualTo(new Output.Failed(new Keyword("net")));
  }

  @Test
  void anOperationThatNeverEndsOrEndsInDoubtIsUnknown() throws Exception {
    History history =
        history(
            "{:type :invoke, :process 0, :f :write, :value 1}",
            "{:type :invoke, :process 1, :f :write, :value 2}",
            "{:type :info, :process 1, :f :write, :value 2}");

    assertThat(history.operations())
        .allSatisfy(
            operation -> {
              assertThat(operation.output()).isEqualTo(new Output.Unknown());
              assertThat(operation.ret()).isEqualTo(Operation.NEVER);
            });
  }

  @Test
  void othersThanClientsArePassedOver() throws Exception {
    assertThat(
            history(
                    "{:type :info, :process :nemesis, :f :kill, :value nil}",
                    "{:type :info, :process :nemesis, :f :kill, :value [\"n1\"]}")
                .operations())
        .isEmpty();
  }

  @Test
  void aCompletionWithoutInvocationIsRefused() {
    assertThatThrownBy(() -> history("{:type :ok, :process 3, :f :read, :value 1}"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("entry 0")
        .hasMessageContaining("process 3 completes :read without an :invoke");
  }

  @Test
  void aProcessHasOneOperationAtATime() {
    assertThatThrownBy(
            () ->
                history(
                    "{:index 0, :type :invoke, :process 3, :f :read, :value nil}",
                    "{:index 1, :type :invoke, :process 3, :f :write, :value 1}"))
        .hasMessageContaining("index 1: process 3 invokes :write while its :read of index 0");
  }

  @Test
  void aProcessIsNotUsedAgainAfterADoubtfulOutcome() {
    assertThatThrownBy(
            () ->
                history(
                    "{:type :invoke, :process 3, :f :write, :value 1}",
                    "{:type :info, :process 3, :f :write, :value 1}",
                    "{:type :invoke, :process 3, :f :read, :value nil}"))
        .hasMessageContaining("process 3 is used again after its :info");
  }

  @Test
  void aCompletionOfSomethingElseIsRefused() {
    assertThatThrownBy(
            () ->
                history(
                    "{:type :invoke, :process 3, :f :write, :value 1}",
                    "{:type :ok, :process 3, :f :read, :value 1}"))
        .hasMessageContaining("completes :read but had invoked :write");
  }

  @Test
  void anOperationIsWrittenWithJepsensKeysInJepsensOrder() {
    TreeMap<String, Object> extra = new TreeMap<>();
    extra.put("error", new Keyword("cas-mismatch"));
    Op op = new Op(7, 12, Op.Type.FAIL, new Op.Process.Client(4), "cas", List.of(0L, 1L), extra);

    assertThat(OpEdn.toLine(op))
        .isEqualTo(
            "{:index 7, :time 12, :type :fail, :process 4, :f :cas, :value [0 1],"
                + " :error :cas-mismatch}");
  }

  @Test
  void nilAndNemesisAreWrittenAndWhatIsNotKnownIsLeftOut() {
    Op op =
        new Op(
            -1,
            -1,
            Op.Type.INFO,
            new Op.Process.Named("nemesis"),
            "start",
            null,
            Collections.emptySortedMap());

    assertThat(OpEdn.toLine(op))
        .isEqualTo("{:type :info, :process :nemesis, :f :start, :value nil}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{:index 0, :time 5, :type :invoke, :process 0, :f :read, :value nil}",
        "{:index 1, :time 6, :type :ok, :process 0, :f :read, :value [1 :absent]}",
        "{:index 2, :type :info, :process :nemesis, :f :kill, :value {\"n1\" :killed}, :x 1}",
      })
  void anOperationComesBackFromItsLine(String line) throws EdnException {
    assertThat(OpEdn.toLine(OpEdn.fromMap(EdnReader.read(line)))).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "{}",
        "{:type :invoked, :process 0, :f :read, :value nil}",
        "{:type \"ok\", :process 0, :f :read, :value nil}",
        "{:type :ok, :process \"0\", :f :read, :value nil}",
        "{:type :ok, :f :read, :value nil}",
        "{:type :ok, :process 0, :f \"read\", :value nil}",
        "{:type :ok, :process 0, :value nil}",
        "{:type :ok, :process 0, :f :read, :index :a}",
        "{:type :ok, :process 0, :f :read, :time 1.5}",
        "{:type :ok, :process 0, :f :read, \"x\" 1}",
      })
  void whatIsNoOperationMapIsRefused(String text) {
    assertThatThrownBy(() -> OpEdn.fromMap(EdnReader.read(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  private static History history(String... lines) throws HistoryException, EdnException {
    List<Op> ops = new ArrayList<>();
    for (String line : Arrays.asList(lines)) {
      ops.add(OpEdn.fromMap(EdnReader.read(line)));
    }
    return History.of(ops);
  }
}
