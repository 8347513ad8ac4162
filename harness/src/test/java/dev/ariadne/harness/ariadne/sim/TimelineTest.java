package dev.ariadne.harness.ariadne.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class TimelineTest {

  /** When something was asked for, as which. */
  private record Due(int time, int number) {}

  @Property(tries = 300)
  void whatIsToHappenHappensInTheOrderOfTimeAndThenOfAsking(
      @ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> times) {
    Timeline timeline = new Timeline(new Trace());
    List<Due> asked = new ArrayList<>();
    List<Due> happened = new ArrayList<>();
    for (int time : times) {
      Due due = new Due(time, asked.size());
      asked.add(due);
      timeline.at(time, Timeline.Kind.TIMER, 1, () -> happened.add(due));
    }
    while (timeline.advance(Long.MAX_VALUE)) {
      assertThat(timeline.now()).isEqualTo(happened.getLast().time());
    }
    asked.sort(Comparator.comparingInt(Due::time).thenComparingInt(Due::number));
    assertThat(happened).isEqualTo(asked);
  }

  @Property(tries = 50)
  void nothingHappensBeforeItsTime(@ForAll @IntRange(min = 1, max = 100) int time) {
    Timeline timeline = new Timeline(new Trace());
    timeline.after(time, Timeline.Kind.TIMER, 1, () -> {});
    assertThat(timeline.advance(time - 1L)).isFalse();
    assertThat(timeline.now()).isEqualTo(time - 1L);
    assertThat(timeline.advance(time)).isTrue();
  }
}
