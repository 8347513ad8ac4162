package dev.ariadne.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class QuorumTest {

  @Property
  void whatAMajorityHasReachedIsWhatCountingSays(
      @ForAll @Size(max = 7) List<@IntRange(max = 9) Integer> numbers) {
    List<Integer> voters = voters(numbers.size());
    long naive = 0;
    for (long candidate = 0; candidate <= 9; candidate++) {
      int atLeast = 0;
      for (int number : numbers) {
        if (number >= candidate) {
          atLeast++;
        }
      }
      if (2 * atLeast > numbers.size()) {
        naive = candidate;
      }
    }
    assertThat(Quorum.reached(voters, id -> numbers.get(id - 1))).isEqualTo(naive);
  }

  @Property
  void aMajorityIsMoreThanHalf(@ForAll @Size(max = 7) List<Boolean> agree) {
    long yes = agree.stream().filter(b -> b).count();
    assertThat(Quorum.isReached(voters(agree.size()), id -> agree.get(id - 1)))
        .isEqualTo(2 * yes > agree.size());
  }

  private static List<Integer> voters(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }
}
