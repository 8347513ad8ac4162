package dev.ariadne.harness.ariadne.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class EventQueueTest {

  /** When something was asked for, as which. */
  private record Due(int time, int number) {}

  @Property(tries = 300)
  void whatIsToHappenHappensInTheOrderOfTimeAndThenOfAsking(
      @ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> times) {
    EventQueue eventQueue = new EventQueue(new TraceHash());
    List<Due> asked = new ArrayList<>();
    List<Due> happened = new ArrayList<>();
    for (int time : times) {
      Due due = new Due(time, asked.size());
      asked.add(due);
      eventQueue.at(time, EventQueue.Kind.TIMER, 1, () -> happened.add(due));
    }
    while (eventQueue.advance(Long.MAX_VALUE)) {
      assertThat(eventQueue.now()).isEqualTo(happened.getLast().time());
    }
    asked.sort(Comparator.comparingInt(Due::time).thenComparingInt(Due::number));
    assertThat(happened).isEqualTo(asked);
  }

  @Property(tries = 50)
  void nothingHappensBeforeItsTime(@ForAll @IntRange(min = 1, max = 100) int time) {
    EventQueue eventQueue = new EventQueue(new TraceHash());
    eventQueue.after(time, EventQueue.Kind.TIMER, 1, () -> {});
    assertThat(eventQueue.advance(time - 1L)).isFalse();
    assertThat(eventQueue.now()).isEqualTo(time - 1L);
    assertThat(eventQueue.advance(time)).isTrue();
  }
}
