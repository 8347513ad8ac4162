package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No frame ends a node: valid frames with changed fields, against a node in each role. More of them
 * by {@code -Dariadne.frames=1000000}, others by {@code -Dariadne.seed=S}, some roles alone by
 * {@code -Dariadne.role=LEADER,LEARNER}.
 */
class FrameFuzzTest {

  private static final long FRAMES = Long.getLong("ariadne.frames", 6_000);
  private static final long SEED = Long.getLong("ariadne.seed", 1);
  private static final String ONLY = System.getProperty("ariadne.role", "");

  static Stream<FrameFuzzer.Role> roles() {
    return Arrays.stream(FrameFuzzer.Role.values())
        .filter(role -> ONLY.isEmpty() || List.of(ONLY.split(",")).contains(role.name()));
  }

  @ParameterizedTest
  @MethodSource("roles")
  void noFrameEndsANodeOrChangesWhatItMustNot(FrameFuzzer.Role role) {
    FrameFuzzer fuzzer = new FrameFuzzer(role, SEED);
    fuzzer.run(FRAMES);
    System.out.printf(
        "%s: %d frames, %d in role, %d accepted, %d boots, refused %s, said %s%n",
        role, FRAMES, fuzzer.inRole, fuzzer.accepted, fuzzer.boots, fuzzer.refusals, fuzzer.events);
    // Frames that are all refused, or find the node in another role, show nothing.
    assertThat(fuzzer.kinds).hasSizeGreaterThanOrEqualTo(22);
    if (role == FrameFuzzer.Role.JOINING) {
      assertThat(fuzzer.events).containsKeys("joined", "protocol-violation");
      return;
    }
    assertThat(fuzzer.accepted).isGreaterThan(FRAMES / 10);
    assertThat(fuzzer.inRole).isGreaterThan(FRAMES / 2);
    assertThat(fuzzer.refusals)
        .containsKeys(
            "entries-out-of-order",
            "index-out-of-range",
            "position-impossible",
            "snapshot-without-file",
            "term-out-of-range");
    if (role == FrameFuzzer.Role.LEADER || role == FrameFuzzer.Role.TRANSFERRING) {
      assertThat(fuzzer.refusals).containsKey("beyond-log");
    }
    if (role == FrameFuzzer.Role.INSTALLING) {
      assertThat(fuzzer.events).containsKeys("snapshot-installed", "snapshot-refused");
    }
  }
}
