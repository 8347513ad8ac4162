package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.kv.Limits;
import dev.ariadne.server.kv.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a state is written: a large one is not for every few entries. */
class SnapshotDistanceTest {

  private static final String LARGE = "v".repeat(Limits.DEFAULT.valueBytesMax());
  private static final int KEYS = 24;

  private final World world = new World(1, 1).snapshots(10, 0).startAll();

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "8388607, 0",
    "8388608, 8388608",
    "77000000, 67108864",
    "9000000, 9000000",
    "9223372036854775807, 67108864"
  })
  void theDistanceGrowsWithTheSnapshotUpToABound(long snapshotBytes, long distanceBytes) {
    assertThat(Snapshots.distanceBytes(snapshotBytes)).isEqualTo(distanceBytes);
  }

  @Test
  void aSmallStateIsTakenByTheNumberOfEntriesAlone() {
    world.leader();
    write(100, "small");
    assertThat(taken()).isBetween(9L, 11L);
  }

  @Test
  void aLargeStateWaitsForAsMuchLog() {
    world.leader();
    write(2 * KEYS, LARGE);
    world.pass(1_000);
    long before = taken();
    write(200, "small");
    world.pass(1_000);
    assertThat(taken()).isEqualTo(before);
    write(2 * KEYS, LARGE);
    world.pass(1_000);
    assertThat(taken()).isBetween(before + 1, before + 2);
  }

  @Test
  void theLogSinceTheSnapshotCountsAlsoAfterARestart() {
    world.leader();
    write(2 * KEYS, LARGE);
    world.pass(1_000);
    int times = 0;
    for (long before = taken(); taken() == before; times++) {
      assertThat(times).isLessThan(2 * KEYS);
      write(1, LARGE);
      world.pass(1_000);
      world.place(1).powerCut();
      world.start(1);
      world.leader();
    }
    assertThat(times).isGreaterThan(KEYS / 2);
  }

  private void write(int count, String value) {
    for (int i = 0; i < count; i++) {
      assertThat(world.put(1, "/k" + i % KEYS, value)).isInstanceOf(Reply.Written.class);
    }
  }

  private long taken() {
    return world.place(1).events.stream().filter(e -> e.kind().equals("snapshot-taken")).count();
  }
}
