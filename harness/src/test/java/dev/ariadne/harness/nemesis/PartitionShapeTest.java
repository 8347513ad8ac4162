package dev.ariadne.harness.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.link.Link;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PartitionShapeTest {

  private static List<String> names(int size) {
    return IntStream.rangeClosed(1, size).mapToObj(i -> "n" + i).toList();
  }

  private static List<Link> links(PartitionShape cut, int size) {
    List<String> names = names(size);
    return cut.links(cut.choose(names, Math.max(1, (size - 1) / 2)), names);
  }

  /** Whom a node sees both ways, itself included. */
  private static Set<String> seen(String node, PartitionShape cut, int size) {
    Set<String> seen = new TreeSet<>(names(size));
    for (Link link : links(cut, size)) {
      if (link.from().equals(node)) {
        seen.remove(link.to());
      }
      if (link.to().equals(node)) {
        seen.remove(link.from());
      }
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 9})
  void inARingEveryNodeSeesAMajorityAndNoTwoTheSame(int size) {
    Set<Set<String>> views = new HashSet<>();
    for (String node : names(size)) {
      Set<String> seen = seen(node, PartitionShape.MAJORITIES_RING, size);
      assertThat(seen).as(node).hasSizeBetween(size / 2 + 1, size - 1);
      views.add(seen);
    }
    assertThat(views).hasSize(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 7})
  void overABridgeOneNodeSeesAllAndTheHalvesOnlyTheirOwn(int size) {
    String bridge = names(size).get(size / 2);
    assertThat(seen(bridge, PartitionShape.BRIDGE, size)).hasSize(size);
    for (String node : names(size)) {
      if (!node.equals(bridge)) {
        assertThat(seen(node, PartitionShape.BRIDGE, size)).contains(bridge).hasSizeLessThan(size);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7, 9})
  void shatteredNobodySeesAMajority(int size) {
    for (String node : names(size)) {
      assertThat(seen(node, PartitionShape.SHATTERED, size)).hasSizeLessThanOrEqualTo(size / 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 6, 7})
  void whatIsCutOffIsAMinority(int size) {
    for (PartitionShape cut :
        List.of(
            PartitionShape.MINORITY_THIRD,
            PartitionShape.TWO_FIFTHS,
            PartitionShape.SEVERAL,
            PartitionShape.HALVES)) {
      String last = names(size).get(size - 1);
      assertThat(seen(last, cut, size)).as("%s", cut).hasSizeBetween(size / 2 + 1, size - 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 7})
  void everyCutCutsSomethingAndNothingTwice(int size) {
    for (PartitionShape cut : PartitionShape.values()) {
      assertThat(links(cut, size)).as("%s", cut).isNotEmpty().doesNotHaveDuplicates();
    }
  }
}
