package dev.ariadne.harness.ariadne.sim.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ValuePaddingTest {

  @Property(tries = 300)
  void whatIsWrittenIsReadAsItWas(@ForAll long value, @ForAll @IntRange(max = 5_000) int bytes) {
    ValuePadding padding = new ValuePadding(bytes);
    String text = Long.toString(value);
    assertThat(padding.stripped(padding.padded(text))).isEqualTo(text);
    assertThat(padding.padded(text)).isEqualTo(padding.padded(text));
  }

  @Test
  void someValuesAreOneShortOfTheSizeSomeTheSizeAndSomeOneMore() {
    ValuePadding padding = new ValuePadding(600);
    TreeSet<Integer> lengths = new TreeSet<>();
    IntStream.range(0, 500).forEach(i -> lengths.add(padding.padded("" + i).length()));
    assertThat(lengths).contains(1, 2, 3, 599, 600, 601);
    assertThat(lengths.headSet(599)).anyMatch(length -> length > 500);
    assertThat(lengths.last()).isEqualTo(601);
  }

  @Test
  void elementsOfAListAreReadEachByItself() {
    ValuePadding padding = new ValuePadding(100);
    StringBuilder list = new StringBuilder();
    IntStream.range(0, 50).forEach(i -> list.append(padding.padded("" + i)).append(','));
    List<String> numbers = IntStream.range(0, 50).mapToObj(Integer::toString).toList();
    assertThat(padding.stripped(list.toString())).isEqualTo(String.join(",", numbers) + ",");
  }

  @Test
  void aValueThatIsLongerOrShorterThanItWasWrittenIsNobodys() {
    ValuePadding padding = new ValuePadding(100);
    String padded =
        IntStream.range(0, 100)
            .mapToObj(i -> padding.padded("" + i))
            .filter(text -> text.length() >= 99)
            .findFirst()
            .orElseThrow();
    assertThat(padding.stripped(padded + " ")).isEqualTo(padded + " ");
    String shorter = padded.substring(0, padded.length() - 1);
    assertThat(padding.stripped(shorter)).isEqualTo(shorter);
  }

  @Test
  void withoutASizeEverythingStaysAsItIs() {
    assertThat(new ValuePadding(0).padded("17")).isEqualTo("17");
    assertThat(new ValuePadding(0).stripped("17 ")).isEqualTo("17 ");
  }
}
