package dev.ariadne.server.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.raft.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class KvStorePropertyTest {

  @Property(tries = 500)
  void doesAndHashesWhatTheNaiveStoreDoes(
      @ForAll("steps") List<LogScript.Step> steps,
      @ForAll @IntRange(min = 1, max = 12) int window) {
    KvStore store = new KvStore(window);
    NaiveStore naive = new NaiveStore(window);
    for (Entry entry : LogScript.entries(steps)) {
      assertThat(store.apply(entry)).isEqualTo(naive.apply(entry));
      assertThat(store.stateHash()).isEqualTo(naive.stateHash());
    }
    assertThat(store.size()).isEqualTo(naive.values().size());
    naive.values().forEach((key, value) -> assertThat(store.get(key)).contains(value));
  }

  @Property(tries = 300)
  void snapshotAndTheRestIsTheWhole(
      @ForAll("steps") List<LogScript.Step> steps,
      @ForAll @IntRange(min = 1, max = 12) int window,
      @ForAll @IntRange(min = 0, max = 100) int percent)
      throws MalformedException {
    List<Entry> entries = LogScript.entries(steps);
    int cut = entries.size() * percent / 100;
    KvStore whole = new KvStore(window);
    entries.subList(0, cut).forEach(whole::apply);
    KvStore restored = KvStore.restore(window, cut, chunks(whole.capture()));

    assertThat(restored.applied()).isEqualTo(cut);
    assertThat(restored.stateHash()).isEqualTo(whole.stateHash());
    for (Entry entry : entries.subList(cut, entries.size())) {
      assertThat(restored.apply(entry)).isEqualTo(whole.apply(entry));
      assertThat(restored.stateHash()).isEqualTo(whole.stateHash());
    }
    assertThat(chunks(restored.capture())).isEqualTo(chunks(whole.capture()));
  }

  @Property(tries = 200)
  void anImageStaysWhileTheStoreMovesOn(
      @ForAll("steps") List<LogScript.Step> before, @ForAll("steps") List<LogScript.Step> after) {
    List<LogScript.Step> both = new ArrayList<>(before);
    both.addAll(after);
    List<Entry> entries = LogScript.entries(both);
    KvStore store = new KvStore(5);
    entries.subList(0, before.size()).forEach(store::apply);
    Image image = store.capture();
    String hash = store.stateHash();
    List<Bytes> chunks = chunks(image);
    entries.subList(before.size(), entries.size()).forEach(store::apply);

    assertThat(image.applied()).isEqualTo(before.size());
    assertThat(image.stateHash()).isEqualTo(hash);
    assertThat(chunks(image)).isEqualTo(chunks);
  }

  @Property(tries = 500)
  void noDamagePassesForAState(
      @ForAll("steps") List<LogScript.Step> steps,
      @ForAll @IntRange(min = 0) int position,
      @ForAll @IntRange(min = 1, max = 255) int flipped) {
    Bytes whole = onlyChunk(steps);
    byte[] damaged = whole.toArray();
    damaged[position % damaged.length] ^= (byte) flipped;
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> KvStore.restore(5, steps.size(), List.of(Bytes.copyOf(damaged))));
  }

  @Property(tries = 300)
  void anImageCutShortOrWithMoreBehindIsNone(
      @ForAll("steps") List<LogScript.Step> steps, @ForAll @IntRange(min = 0) int length) {
    Bytes whole = onlyChunk(steps);
    Bytes part = whole.slice(0, length % whole.length());
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> KvStore.restore(5, steps.size(), List.of(part)));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> KvStore.restore(5, steps.size(), List.of(whole, Bytes.utf8("x"))));
  }

  @Property(tries = 300)
  void chunksMayBeCutAnywhere(
      @ForAll("steps") List<LogScript.Step> steps, @ForAll @IntRange(min = 1, max = 40) int size)
      throws MalformedException {
    Bytes whole = onlyChunk(steps);
    List<Bytes> small = new ArrayList<>();
    for (int from = 0; from < whole.length(); from += size) {
      small.add(whole.slice(from, Math.min(from + size, whole.length())));
    }
    assertThat(chunks(KvStore.restore(5, steps.size(), small).capture())).containsExactly(whole);
  }

  @Property(tries = 200)
  void theHashDoesNotKnowInWhichOrderItemsCameAndWent(
      @ForAll("steps") List<LogScript.Step> steps, @ForAll long seed) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      items.add(new Item.Pair("/" + i, new Value(Bytes.utf8("v" + i % 3), i)));
    }
    StateHash inOrder = new StateHash();
    items.forEach(inOrder::add);
    StateHash shuffled = new StateHash();
    Item gone = new Item.Pair("/gone", new Value(Bytes.EMPTY, 1));
    shuffled.add(gone);
    Collections.shuffle(items, new Random(seed));
    items.forEach(shuffled::add);
    shuffled.remove(gone);
    assertThat(shuffled.lanes()).isEqualTo(inOrder.lanes());
    shuffled.add(gone);
    assertThat(shuffled.lanes()).isNotEqualTo(inOrder.lanes());
  }

  @Provide
  Arbitrary<List<LogScript.Step>> steps() {
    Arbitrary<Integer> lag = Arbitraries.integers().between(0, 14);
    Arbitrary<Integer> which = Arbitraries.integers().between(0, 60);
    Arbitrary<LogScript.Step> propose =
        Combinators.combine(commands(), lag).as(LogScript.Step.Propose::new);
    return Arbitraries.frequencyOf(
            Tuple.of(6, propose),
            Tuple.of(3, which.map(LogScript.Step.Copy::new)),
            Tuple.of(3, Combinators.combine(which, lag).as(LogScript.Step.Retry::new)),
            Tuple.of(1, Arbitraries.just(new LogScript.Step.NoOp())),
            Tuple.of(1, Arbitraries.just(new LogScript.Step.Config())),
            Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(12).map(this::garbage)))
        .list()
        .ofMaxSize(60);
  }

  private LogScript.Step garbage(byte[] bytes) {
    return new LogScript.Step.Garbage(Bytes.copyOf(bytes));
  }

  private static Arbitrary<Command> commands() {
    Arbitrary<String> keys = Arbitraries.of("/a", "/b", "/c?x=1");
    Arbitrary<Bytes> values =
        Arbitraries.of("", "1", "2", "-7", "zwölf", "9223372036854775800").map(Bytes::utf8);
    Arbitrary<Condition> conditions =
        Arbitraries.oneOf(
            Arbitraries.just(new Condition.Always()),
            Arbitraries.just(new Condition.Absent()),
            values.map(Condition.ValueIs::new),
            Arbitraries.longs().between(0, 40).map(Condition.RevisionIs::new));
    Arbitrary<Optional<RequestId>> ids =
        Combinators.combine(Arbitraries.of("p", "q"), Arbitraries.longs().between(0, 3))
            .as(RequestId::new)
            .optional(0.6);
    Arbitrary<Long> amounts = Arbitraries.of(1L, 5L, -3L, Long.MAX_VALUE, Long.MIN_VALUE);
    return Arbitraries.oneOf(
        Combinators.combine(keys, values, conditions, ids).as(Command.Put::new),
        Combinators.combine(keys, conditions, ids).as(Command.Delete::new),
        Combinators.combine(keys, values, conditions, ids).as(Command.Append::new),
        Combinators.combine(keys, amounts, ids).as(Command.Increment::new));
  }

  private static Bytes onlyChunk(List<LogScript.Step> steps) {
    KvStore store = new KvStore(5);
    LogScript.entries(steps).forEach(store::apply);
    List<Bytes> chunks = chunks(store.capture());
    assertThat(chunks).hasSize(1);
    return chunks.getFirst();
  }

  static List<Bytes> chunks(Image image) {
    List<Bytes> chunks = new ArrayList<>();
    image.chunks().forEachRemaining(chunks::add);
    return chunks;
  }
}
