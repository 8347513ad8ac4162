package dev.ariadne.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.history.OpEdn;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to a file: a verdict, or an error that names file and line. */
@Timeout(120)
class DamagedFilesTest {

  private static final CheckFiles.Options GUESS =
      CheckFiles.Options.detected(Budget.of(100_000, 1 << 26), () -> 0);

  enum Sample {
    EDN(
        SimulatedRun.ops(new SimulatedRun.RunPlan(1, 2, 3, 2, 0, 20, 40, 0)).stream()
            .map(op -> OpEdn.toLine(op) + "\n")
            .collect(Collectors.joining())),
    VECTOR("; one vector\n[{:process 0 :type :invoke :f :read}\n {:process 0 :type :ok :f :read}]"),
    PORCUPINE(
        "{:process 1, :type :invoke, :f :append, :key \"é7\", :value \"x \\n1\"}\n"
            + "{:process 1, :type :ok, :f :append, :key \"é7\", :value \"x \\n1\"}\n"
            + "{:process 0, :type :invoke, :f :get, :key \"é7\", :value nil}\n"
            + "{:process 0, :type :ok, :f :get, :key \"é7\", :value \"x \\n1\"}\n"),
    LOG(
        "2014-05-27 00:00 INFO  jepsen.util - 0\t:invoke\t:read\tnil\n"
            + "INFO  jepsen.util - 1   :invoke :cas    [1 2]\n"
            + "INFO [2020-01-01 00:00:00,773] jepsen worker 2 - jepsen.util 2\t:invoke\t:write\t4\n"
            + "INFO  jepsen.util - 0\t:ok\t:read\tnil\n"
            + "INFO  jepsen.util - 1\t:fail\t:cas\t[1 2]\n"
            + "INFO  jepsen.util - 2\t:info\t:write\t:timed-out\n");

    final byte[] bytes;

    Sample(String text) {
      bytes = text.getBytes(StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSampleItselfIsRead(Sample sample) {
    assertThat(check(sample.bytes)).isInstanceOf(FileVerdict.Checked.class);
  }

  @ParameterizedTest
  @EnumSource
  void anyBitMayBeFlipped(Sample sample) {
    for (int at = 0; at < sample.bytes.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = sample.bytes.clone();
        flipped[at] ^= (byte) (1 << bit);
        check(flipped);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theEndMayBeCutOff(Sample sample) {
    for (int length = 0; length < sample.bytes.length; length++) {
      check(Arrays.copyOf(sample.bytes, length));
    }
  }

  @ParameterizedTest
  @EnumSource
  void bytesMayBeLostDoubledOrMoved(Sample sample) {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 3_000; i++) {
      List<Byte> bytes = new ArrayList<>();
      for (byte b : sample.bytes) {
        bytes.add(b);
      }
      int from = random.nextInt(bytes.size());
      int to = from + random.nextInt(Math.min(60, bytes.size() - from));
      List<Byte> part = new ArrayList<>(bytes.subList(from, to));
      if (random.nextBoolean()) {
        bytes.subList(from, to).clear();
      }
      if (random.nextBoolean()) {
        bytes.addAll(random.nextInt(bytes.size() + 1), part);
      }
      byte[] damaged = new byte[bytes.size()];
      for (int b = 0; b < damaged.length; b++) {
        damaged[b] = bytes.get(b);
      }
      check(damaged);
    }
  }

  private static FileVerdict check(byte[] bytes) {
    try {
      FileVerdict verdict = CheckFiles.check("file", new ByteArrayInputStream(bytes), GUESS);
      if (verdict instanceof FileVerdict.Unreadable(String file, String problem)) {
        // That no model has such operations is said of the file as a whole.
        assertThat(problem)
            .containsPattern("^file:[1-9][0-9]*: .{10}|^file: (no model|cannot tell)");
      }
      return verdict;
    } catch (RuntimeException e) {
      throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), e);
    }
  }
}
