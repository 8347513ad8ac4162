package dev.ariadne.checker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.Checker;
import dev.ariadne.checker.Verdict;
import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.OpEdn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each ready-made model promises, by histories of one client after another. */
class ModelsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set | add 1 ok 1, add 2 ok 2, read nil ok [2 1] | true",
        "set | add 1 ok 1, read nil ok #{1} | true",
        "set | add 1 ok 1, read nil ok [1 1] | false",
        "set | add 1 ok 1, remove 1 ok 1, read nil ok [] | true",
        "set | add 1 ok 1, contains 1 ok false | false",
        "set | add 1 info 1, read nil ok [1], contains 1 ok true | true",
        "set | add 1 fail 1, read nil ok [1] | false",
        "set | add nil ok nil, read nil ok [nil] | true",
        "counter | add 2 ok 2, increment nil ok nil, read nil ok 3 | true",
        "counter | add 2 ok 7, decrement 5 ok 5, read nil ok -3 | true",
        "counter | add-and-get 2 ok 2, add-and-get 2 ok 3 | false",
        "counter | add 1 info 1, read nil ok 0, read nil ok 1 | true",
        "counter | add 1 info 1, read nil ok 1, read nil ok 0 | false",
        "counter | add 9223372036854775807 ok nil, add 1 ok nil, read nil ok 9223372036854775808 | true",
        "mutex | acquire nil ok nil, release nil ok nil, acquire nil ok nil | true",
        "mutex | acquire nil ok nil, acquire nil ok nil | false",
        "mutex | release nil ok nil | false",
        "mutex | acquire :a ok :a, release :b ok :b | false",
        "mutex | acquire :a ok :a, release :a info nil, acquire :b ok :b | true",
        "mutex | acquire :a ok :a, acquire :b fail :b, release :a ok :a | true",
        "fifo-queue | enqueue 1 ok 1, enqueue 2 ok 2, dequeue nil ok 1, dequeue nil ok 2 | true",
        "fifo-queue | enqueue 1 ok 1, enqueue 2 ok 2, dequeue nil ok 2 | false",
        "fifo-queue | dequeue nil ok 1 | false",
        "fifo-queue | enqueue 1 ok 1, dequeue nil fail nil :empty | false",
        "fifo-queue | enqueue 1 ok 1, dequeue nil fail nil :timeout, dequeue nil ok 1 | true",
        "fifo-queue | enqueue 1 ok 1, dequeue nil info nil, dequeue nil fail nil :empty | true",
        "kv | put \"a\" ok \"a\", append \"b\" ok \"b\", get nil ok \"ab\" | true",
        "kv | put \"a\" ok \"a\", delete nil ok nil, get nil ok \"\" | true",
        "kv | put \"a\" ok \"a\", delete nil ok nil, get nil ok \"a\" | false",
        "kv | put \"a\" ok \"a\", cas [\"a\" \"b\"] fail nil :cas-mismatch | false",
        "kv | put \"a\" ok \"a\", cas [\"b\" \"c\"] fail nil :cas-mismatch | true",
        "register | write nil ok nil, read nil ok nil | true",
      })
  void whatItPromises(String model, String operations, boolean linearizable) throws Exception {
    assertThat(holds(model, operations)).isEqualTo(linearizable);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "put 1 ok 1 @5, get nil ok 1 @5 | true",
        "put 1 ok 1 @5, get nil ok 1 @6 | false",
        "put 1 ok 1 @5, put 1 ok 1 @4 | false",
        "put 1 ok 1 @5, cas-revision [5 2] ok nil @8, get nil ok 2 @8 | true",
        "put 1 ok 1 @5, cas-revision [4 2] ok nil @8 | false",
        "put 1 ok 1 @5, cas-revision [5 2] fail nil :cas-mismatch | false",
        "put 1 ok 1 @5, cas-revision [4 2] fail nil :cas-mismatch | true",
        // Changed and changed back: the value cannot tell, the revision can.
        "put 1 ok 1 @5, put 2 ok 2 @6, put 1 ok 1 @7, cas-revision [5 3] ok nil | false",
        // Nobody said which revision that was, until somebody saw it.
        "put 1 ok 1 @5, put 2 ok 2, get nil ok 2 @9, cas-revision [9 3] ok nil @10 | true",
        "put 1 ok 1 @5, put 2 ok 2, get nil ok 2 @9, cas-revision [8 3] ok nil @10 | false",
        "put 1 ok 1 @5, put 2 ok 2, cas-revision [8 3] fail nil :cas-mismatch, get nil ok 2 @8 | false",
        "put 1 ok 1 @5, put 2 ok 2, get nil ok 2 @5 | false",
        "put 1 info 1, get nil ok 1 @5, get nil ok 1 @5 | true",
        "get nil ok nil @0, cas-revision [0 1] ok nil @3, get nil ok 1 @3 | true",
        "put 1 ok 1 @3, cas-revision [0 1] ok nil @5 | false",
        "put 1 ok 1 @3, delete nil ok nil @4, get nil ok nil @0 | true",
        "put 1 ok 1 @3, delete nil ok nil @4, cas-revision [0 2] ok nil @5 | true",
        "cas-revision [0 2] fail nil :cas-mismatch | false",
        "put 1 ok 1 @5, append 2 ok 2 @6, get nil ok [1 2] @6 | true",
      })
  void whatRevisionsPromise(String operations, boolean linearizable) throws Exception {
    assertThat(holds("kv-revisions", operations)).isEqualTo(linearizable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set | read nil ok 7",
        "set | contains 1 ok 1",
        "set | push 1 ok 1",
        "counter | add :a ok :a",
        "counter | read nil ok nil",
        "mutex | steal nil ok nil",
        "fifo-queue | dequeue nil ok nil",
        "fifo-queue | enqueue nil ok nil",
        "kv-revisions | cas-revision [:a 1] ok nil",
        "kv-revisions | get nil ok nil @:a",
        "kv-revisions | read nil ok nil",
      })
  void whatItDoesNotKnowIsRefusedWithWhatWasExpected(String text) {
    String[] words = text.split(" \\| ");

    assertThatThrownBy(() -> holds(words[0], words[1]))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void everyModelHasItsName() {
    for (String name : Models.NAMES) {
      assertThat(named(name)).isNotNull();
    }
    assertThatThrownBy(() -> named("poem"))
        .hasMessageContaining("kv-revisions, set, counter, mutex, fifo-queue; found poem");
  }

  private static Model<Object> named(String name) {
    return Models.named(name, Optional.empty(), false, Register.NilReads.ARE_VALUES);
  }

  /** Each operation by a client of its own: {@code f value type answer [@revision] [error]}. */
  private static boolean holds(String model, String operations)
      throws HistoryException, EdnException {
    List<Op> ops = new ArrayList<>();
    String[] all = operations.split(", ");
    for (int i = 0; i < all.length; i++) {
      EdnReader reader = new EdnReader(all[i].replace("@", " :revision "));
      String f = reader.next().toString();
      String asked = text(reader.next());
      String type = reader.next().toString();
      String answered = text(reader.next());
      Object extra = reader.hasNext() ? reader.next() : null;
      String more =
          extra == null
              ? ""
              : reader.hasNext() ? extra + " " + text(reader.next()) : ":error " + extra;
      ops.add(op(":type :invoke :process " + i + " :f :" + f + " :value " + asked));
      ops.add(
          op(":type :" + type + " :process " + i + " :f :" + f + " :value " + answered + " " + more));
    }
    Verdict verdict = Checker.check(named(model), History.of(ops), Budget.standard());
    return verdict instanceof Verdict.Linearizable;
  }

  private static String text(Object datum) {
    return EdnPrinter.print(datum);
  }

  private static Op op(String inner) throws EdnException {
    return OpEdn.fromMap(EdnReader.read("{" + inner + "}"));
  }
}
