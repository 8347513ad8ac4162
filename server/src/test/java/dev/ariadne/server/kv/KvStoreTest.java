package dev.ariadne.server.kv;

import static dev.ariadne.server.kv.LogScript.append;
import static dev.ariadne.server.kv.LogScript.delete;
import static dev.ariadne.server.kv.LogScript.increment;
import static dev.ariadne.server.kv.LogScript.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.kv.LogScript.Step;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Payload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KvStoreTest {

  private static final int WINDOW = 10;
  private static final RequestId ID = new RequestId("worker-7", 1);

  private final LogScript log = new LogScript();
  private final KvStore store = new KvStore(WINDOW);

  @Test
  void anEmptyValueIsAValue() {
    apply(new Step.Propose(put("/k", ""), 0));
    assertThat(store.get("/k")).contains(new Value(Bytes.EMPTY, 1));
    assertThat(store.get("/other")).isEmpty();
  }

  @Test
  void entriesThatAreNoCommandsOnlyCount() {
    apply(new Step.NoOp());
    apply(new Step.Config());
    assertThat(store.applied()).isEqualTo(2);
    assertThat(store.size()).isZero();
  }

  @Test
  void conditionsAreJudgedWhenTheirTurnComes() {
    assertThat(write("1", new Condition.Absent())).isEqualTo(new Result.Written(1));
    assertThat(write("2", new Condition.Absent())).isEqualTo(new Result.CompareFailed(1));
    assertThat(write("2", new Condition.ValueIs(Bytes.utf8("1")))).isEqualTo(new Result.Written(3));
    assertThat(write("3", new Condition.ValueIs(Bytes.utf8("1"))))
        .isEqualTo(new Result.CompareFailed(3));
    assertThat(write("3", new Condition.RevisionIs(1))).isEqualTo(new Result.CompareFailed(3));
    assertThat(write("3", new Condition.RevisionIs(3))).isEqualTo(new Result.Written(6));
    assertThat(store.get("/k")).contains(new Value(Bytes.utf8("3"), 6));
  }

  @Test
  void anAbsentKeyEqualsNoValueAndNoRevision() {
    assertThat(write("1", new Condition.ValueIs(Bytes.EMPTY)))
        .isEqualTo(new Result.CompareFailed(0));
    assertThat(write("1", new Condition.RevisionIs(0))).isEqualTo(new Result.CompareFailed(0));
  }

  @Test
  void aDeletedKeyIsAbsent() {
    write("1", new Condition.Always());
    assertThat(apply(new Step.Propose(delete("/k"), 0))).contains(new Result.Deleted(true));
    assertThat(store.get("/k")).isEmpty();
    assertThat(apply(new Step.Propose(delete("/k"), 0))).contains(new Result.Deleted(false));
    assertThat(write("2", new Condition.Absent())).isEqualTo(new Result.Written(4));
  }

  @Test
  void anAppendGoesOnWhereTheValueEndsAndToldHowLongItIs() {
    assertThat(apply(new Step.Propose(append("/k", "ab"), 0))).contains(new Result.Appended(1, 2));
    assertThat(apply(new Step.Propose(append("/k", "c"), 0))).contains(new Result.Appended(2, 3));
    assertThat(apply(new Step.Propose(append("/k", "d", new Condition.RevisionIs(1)), 0)))
        .contains(new Result.CompareFailed(2));
    assertThat(store.get("/k")).contains(new Value(Bytes.utf8("abc"), 2));
  }

  @Test
  void noAppendMakesAValueLongerThanAnyMayBe() {
    String most = "x".repeat(KvStore.VALUE_BYTES_MAX - 1);
    apply(new Step.Propose(append("/k", most), 0));
    assertThat(apply(new Step.Propose(append("/k", "yy"), 0)))
        .contains(new Result.Unfit(Result.Why.TOO_LONG, 1));
    assertThat(apply(new Step.Propose(append("/k", "y"), 0)))
        .contains(new Result.Appended(3, KvStore.VALUE_BYTES_MAX));
  }

  @Test
  void anAbsentKeyCountsFromZero() {
    assertThat(apply(new Step.Propose(increment("/n", 5), 0))).contains(new Result.Counted(1, 5));
    assertThat(apply(new Step.Propose(increment("/n", -7), 0))).contains(new Result.Counted(2, -2));
    assertThat(store.get("/n")).contains(new Value(Bytes.utf8("-2"), 2));
  }

  @Test
  void whatIsNoNumberOrWouldBeNoneStaysAsItIs() {
    for (String value : new String[] {"", "-", "+1", " 1", "1 ", "1.0", "9223372036854775808"}) {
      write(value, new Condition.Always());
      long revision = store.applied();
      assertThat(apply(new Step.Propose(increment("/k", 1), 0)))
          .as(value)
          .contains(new Result.Unfit(Result.Why.NO_NUMBER, revision));
      assertThat(store.get("/k")).contains(new Value(Bytes.utf8(value), revision));
    }
    write("9223372036854775807", new Condition.Always());
    assertThat(apply(new Step.Propose(increment("/k", 1), 0)))
        .contains(new Result.Unfit(Result.Why.OVERFLOW, store.applied() - 1));
    assertThat(apply(new Step.Propose(increment("/k", Long.MIN_VALUE), 0)))
        .contains(new Result.Counted(store.applied(), -1));
  }

  @Test
  void aRequestSentAgainGetsTheNumberThatItGotThen() {
    apply(new Step.Propose(increment("/n", 5, ID), 0));
    apply(new Step.Propose(increment("/n", 1), 0));
    assertThat(apply(new Step.Propose(increment("/n", 5, ID), 0)))
        .contains(new Result.Counted(1, 5));
    assertThat(store.get("/n")).contains(new Value(Bytes.utf8("6"), 2));
  }

  @Test
  void aCopyOfAProposalGetsTheFirstResultAndChangesNothing() {
    apply(new Step.Propose(put("/k", "first"), 0));
    apply(new Step.Propose(put("/k", "second"), 0));
    assertThat(apply(new Step.Copy(0))).contains(new Result.Written(1));
    assertThat(store.get("/k")).contains(new Value(Bytes.utf8("second"), 2));
  }

  @Test
  void aFailedComparisonIsRememberedToo() {
    write("1", new Condition.ValueIs(Bytes.utf8("0")));
    write("0", new Condition.Always());
    assertThat(apply(new Step.Copy(0))).contains(new Result.CompareFailed(0));
    assertThat(store.get("/k")).contains(new Value(Bytes.utf8("0"), 2));
  }

  @Test
  void anEntryLandsInTimeUpToTheWindowBeyondTheCommitItCarries() {
    noOps(WINDOW);
    // Entry 11: its node knew 1 on taking it, so this is the last index at which it counts.
    assertThat(apply(new Step.Propose(put("/k", "in time"), WINDOW - 1)))
        .contains(new Result.Written(11));
    // Entry 12, also carrying 1.
    assertThat(apply(new Step.Propose(put("/k", "too late"), WINDOW)))
        .contains(new Result.TooLate());
    assertThat(store.get("/k")).contains(new Value(Bytes.utf8("in time"), 11));
  }

  @Test
  void theLastCopyThatStillCountsIsStillRecognised() {
    apply(new Step.Propose(put("/k", "mine"), 0));
    apply(new Step.Propose(put("/k", "other"), 0));
    noOps(WINDOW - 3);
    assertThat(store.applied()).isEqualTo(WINDOW - 1);
    // It carries commit 0: the copy at index 10 is the last one that is not too late.
    assertThat(apply(new Step.Copy(0))).contains(new Result.Written(1));
    assertThat(apply(new Step.Copy(0))).contains(new Result.TooLate());
    assertThat(store.get("/k")).contains(new Value(Bytes.utf8("other"), 2));
  }

  @Test
  void aRequestSentAgainThroughAnotherProposalIsAppliedOnce() {
    apply(new Step.Propose(put("/k", "mine", ID), 0));
    apply(new Step.Propose(put("/k", "other"), 0));
    assertThat(apply(new Step.Retry(0, 0))).contains(new Result.Written(1));
    assertThat(store.get("/k")).contains(new Value(Bytes.utf8("other"), 2));
  }

  @Test
  void aRequestIdIsKnownForTheWindowAfterItsLastUse() {
    apply(new Step.Propose(put("/k", "mine", ID), 0));
    noOps(WINDOW - 1);
    assertThat(apply(new Step.Retry(0, 0))).as("at 1 + W").contains(new Result.Written(1));
    noOps(WINDOW - 1);
    assertThat(apply(new Step.Retry(0, 0))).as("at 11 + W").contains(new Result.Written(1));
    noOps(WINDOW);
    assertThat(apply(new Step.Retry(0, 0)))
        .as("one beyond 21 + W: forgotten, so applied again")
        .contains(new Result.Written(32));
  }

  @Test
  void theTablesAreInTheSnapshot() throws MalformedException {
    apply(new Step.Propose(put("/k", "mine", ID), 0));
    apply(new Step.Propose(put("/k", "other"), 0));
    KvStore restored = KvStore.restore(WINDOW, 2, KvStorePropertyTest.chunks(store.capture()));
    assertThat(restored.apply(log.add(new Step.Retry(0, 0)).last()))
        .contains(new Result.Written(1));
    assertThat(restored.apply(log.add(new Step.Copy(1)).last())).contains(new Result.Written(2));
    assertThat(restored.get("/k")).contains(new Value(Bytes.utf8("other"), 2));
  }

  @Test
  void bytesThatAreNoCommandAreRefusedAlikeEverywhere() {
    assertThat(apply(new Step.Garbage(Bytes.utf8("?!")))).contains(new Result.Malformed());
    assertThat(apply(new Step.Copy(0))).contains(new Result.Malformed());
    assertThat(store.size()).isZero();
  }

  @Test
  void theHashTellsStatesApart() {
    String nothing = store.stateHash();
    apply(new Step.NoOp());
    String one = store.stateHash();
    apply(new Step.Propose(put("/k", "1"), 0));
    assertThat(List.of(nothing, one, store.stateHash(), new KvStore(WINDOW + 1).stateHash()))
        .doesNotHaveDuplicates()
        .allMatch(hash -> hash.matches("[0-9a-f]{32}"));
  }

  @Test
  void thePruningForgetsAllThatIsOutsideTheWindow() {
    apply(new Step.Propose(put("/k", "1", ID), 0));
    noOps(WINDOW + 1);
    StateHash onlyTheKey = new StateHash();
    onlyTheKey.add(new Item.Pair("/k", store.get("/k").orElseThrow()));
    assertThat(store.stateHash()).isEqualTo(onlyTheKey.with(WINDOW, WINDOW + 2));
  }

  @Test
  void anEntryOutOfTurnIsABug() {
    Entry second = new Entry(2, 1, new Payload.NoOp());
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> store.apply(second))
        .withMessageContaining("entry 2 applied after 0");
  }

  @Test
  void aLargeStateComesInChunksOfTheirBound() throws MalformedException {
    String value = "x".repeat(Limits.DEFAULT.valueBytesMax());
    for (int i = 0; i < 5; i++) {
      apply(new Step.Propose(put("/" + i, value), 0));
    }
    List<Bytes> chunks = KvStorePropertyTest.chunks(store.capture());
    assertThat(chunks)
        .hasSizeGreaterThan(2)
        .allMatch(chunk -> chunk.length() <= Image.CHUNK_BYTES_MAX);
    assertThat(KvStore.restore(WINDOW, 5, chunks).stateHash()).isEqualTo(store.stateHash());
  }

  @Test
  void aSnapshotOfAnotherIndexOrWindowIsRefused() {
    apply(new Step.NoOp());
    List<Bytes> chunks = KvStorePropertyTest.chunks(store.capture());
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> KvStore.restore(WINDOW, 2, chunks))
        .withMessage("the snapshot's index is 1, not 2");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> KvStore.restore(WINDOW + 1, 1, chunks))
        .withMessage("the snapshot's window is 10, not 11");
  }

  @Test
  void limitsRefuseWhatIsLargerAndNothingElse() {
    Limits limits = new Limits(4, 3);
    Bytes three = Bytes.utf8("123");
    Bytes four = Bytes.utf8("1234");
    assertThat(limits.refuse(new Request.Get("/abc", false))).isEmpty();
    assertThat(limits.refuse(new Request.Get("/abcd", false))).contains(new Reply.TooLarge(4));
    assertThat(limits.refuse(new Request.Get("/äö", false))).contains(new Reply.TooLarge(4));
    assertThat(limits.refuse(request(three, new Condition.ValueIs(three)))).isEmpty();
    assertThat(limits.refuse(request(four, new Condition.Always())))
        .contains(new Reply.TooLarge(3));
    assertThat(limits.refuse(request(three, new Condition.ValueIs(four))))
        .contains(new Reply.TooLarge(3));
    assertThat(limits.refuse(new Request.Status())).isEmpty();
  }

  private static Request.Put request(Bytes value, Condition condition) {
    return new Request.Put("/k", value, condition, Optional.empty());
  }

  private Result write(String value, Condition condition) {
    return apply(new Step.Propose(put("/k", value, condition), 0)).orElseThrow();
  }

  private void noOps(int count) {
    for (int i = 0; i < count; i++) {
      apply(new Step.NoOp());
    }
  }

  private Optional<Result> apply(Step step) {
    return store.apply(log.add(step).last());
  }
}
