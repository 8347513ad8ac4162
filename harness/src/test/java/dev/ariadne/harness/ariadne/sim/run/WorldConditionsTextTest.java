package dev.ariadne.harness.ariadne.sim.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.ariadne.sim.WorldConditionsText;
import dev.ariadne.harness.store.Scenario;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class WorldConditionsTextTest {
  private static final long SEEDS = 300;

  private static Swarm.TestConfiguration drawn(long seed) {
    return new Swarm(Decisions.of(seed), Set.of()).draw(Worlds.scenario(seed));
  }

  @Test
  void whatASeedDrawsIsReadBackFromTheStore() throws Exception {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Swarm.TestConfiguration world = drawn(seed);
      Scenario stored = world.scenario().in(WorldConditionsText.of(world.conditions()));
      Scenario read = Scenario.fromJson(stored.toJson());
      assertThat(read).isEqualTo(stored);
      assertThat(WorldConditionsText.read(read)).isEqualTo(world.conditions());
    }
  }

  @Test
  void noNumberOfAWorldMayBeNonsense() {
    Swarm.TestConfiguration world = drawn(1);
    SortedMap<String, Long> text = WorldConditionsText.of(world.conditions());
    for (String name : text.keySet()) {
      SortedMap<String, Long> wrong = new TreeMap<>(text);
      wrong.put(name, -1L);
      assertThatThrownBy(() -> WorldConditionsText.read(world.scenario().in(wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the world has no such " + name + " as -1");
    }
    text.put("tick-ms", 0L);
    assertThatThrownBy(() -> WorldConditionsText.read(world.scenario().in(text)))
        .hasMessage("the world has no such tick-ms as 0");
  }
}
