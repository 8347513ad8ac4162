package dev.ariadne.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class SeededChoicesTest {

  @Test
  void whatASeedDecidesNeverChanges() {
    Choices seed42 = new SeededChoices(42);
    List<Integer> first =
        LongStream.range(0, 8).mapToObj(n -> seed42.pick("nemesis/kind", n, 1000)).toList();
    assertThat(first).isEqualTo(GOLDEN);
    assertThat(new SeededChoices(-1).pick("", 0, Integer.MAX_VALUE)).isEqualTo(GOLDEN_EDGE);
  }

  private static final List<Integer> GOLDEN = List.of(398, 648, 22, 492, 395, 698, 413, 879);
  private static final int GOLDEN_EDGE = 990446748;

  @Property
  void aChoiceIsWithinItsBound(
      @ForAll long seed,
      @ForAll String site,
      @ForAll long occurrence,
      @ForAll @IntRange(min = 1) int bound) {
    assertThat(new SeededChoices(seed).pick(site, occurrence, bound)).isBetween(0, bound - 1);
  }

  @Property(tries = 50)
  void choicesAreEven(@ForAll long seed, @ForAll @LongRange(min = 0) long from) {
    int[] counts = new int[7];
    for (long n = 0; n < 7_000; n++) {
      counts[new SeededChoices(seed).pick("even", (from >>> 1) + n, 7)]++;
    }
    // Six standard deviations of a binomial around 1,000.
    assertThat(Arrays.stream(counts).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(824, 1176));
  }

  @Property(tries = 50)
  void sitesAndSeedsAreIndependent(@ForAll long seed) {
    int same = 0;
    for (long n = 0; n < 1_000; n++) {
      int one = new SeededChoices(seed).pick("a", n, 2);
      same += one == new SeededChoices(seed).pick("b", n, 2) ? 1 : 0;
      same += one == new SeededChoices(seed + 1).pick("a", n, 2) ? 1 : 0;
    }
    assertThat(same).isBetween(820, 1180);
  }

  @Test
  void nothingCanBeChosenFromNothing() {
    assertThatThrownBy(() -> new SeededChoices(1).pick("here", 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("here");
  }
}
