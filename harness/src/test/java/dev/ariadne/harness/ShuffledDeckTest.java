package dev.ariadne.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ShuffledDeckTest {

  @Property
  void everyRoundDealsEveryCardOnce(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int size,
      @ForAll @IntRange(max = 20) int round) {
    ShuffledDeck<Integer> deck =
        new ShuffledDeck<>("deck", IntStream.range(0, size).boxed().toList());
    Choices choices = new SeededChoices(seed);
    List<Integer> dealt = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      dealt.add(deck.deal(choices, (long) round * size + i));
    }
    assertThat(dealt).containsExactlyInAnyOrderElementsOf(deck.cards());
  }

  @Test
  void everyOrderOccurs() {
    ShuffledDeck<String> deck = new ShuffledDeck<>("deck", List.of("a", "b", "c"));
    Set<List<String>> orders = new HashSet<>();
    for (int round = 0; round < 100; round++) {
      orders.add(deck.shuffled(new SeededChoices(1), round));
    }
    assertThat(orders).hasSize(6);
  }
}
