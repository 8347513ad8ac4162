package dev.ariadne.checker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.edn.TextInput;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.OpEdn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Histories as streams of bytes. */
class StreamTest {

  @Property(tries = 300)
  void whatIsWrittenIsReadAgain(@ForAll("histories") List<Op> ops, @ForAll int seed)
      throws HistoryException {
    StringBuilder lines = new StringBuilder();
    ops.forEach(op -> lines.append(OpEdn.toLine(op)).append('\n'));
    for (String text : List.of("" + lines, "[" + lines + "]", "(" + lines + ")\n ; end")) {
      List<Op> read = new ArrayList<>();
      InputStream in = new Trickle(text.getBytes(StandardCharsets.UTF_8), seed);
      HistoryReader.read("f", in, Format.EDN, (op, line) -> read.add(op));

      assertThat(read).isEqualTo(ops);
    }
  }

  @Provide
  Arbitrary<List<Op>> histories() {
    Arbitrary<Op.Process> processes =
        Arbitraries.oneOf(
            Arbitraries.longs().map(Op.Process.Client::new),
            Arbitraries.of("nemesis", "a/b").map(Op.Process.Named::new));
    Arbitrary<Op> op =
        Combinators.combine(
                Arbitraries.longs().between(-1, Long.MAX_VALUE),
                Arbitraries.of(Op.Type.class),
                processes,
                Arbitraries.of("read", "write", "cas", "start-partition"),
                data(),
                Arbitraries.maps(Arbitraries.of("error", "node", "a/b"), data()).ofMaxSize(2))
            .as(
                (time, type, process, f, value, extra) ->
                    new Op(-1, time, type, process, f, value, sorted(extra)));
    return Combinators.combine(op.list().ofMaxSize(5), Arbitraries.of(true, false))
        .as((ops, indexed) -> indexed ? indexed(ops) : ops);
  }

  private static SortedMap<String, Object> sorted(Map<String, Object> extra) {
    return new TreeMap<>(extra);
  }

  private static List<Op> indexed(List<Op> ops) {
    List<Op> indexed = new ArrayList<>();
    for (Op op : ops) {
      int index = 3 * indexed.size();
      indexed.add(
          new Op(index, op.time(), op.type(), op.process(), op.f(), op.value(), op.extra()));
    }
    return indexed;
  }

  private static Arbitrary<Object> data() {
    Arbitrary<Object> simple =
        Arbitraries.of(
            Arrays.asList(
                null,
                true,
                0L,
                -7L,
                Long.MIN_VALUE,
                1.5,
                "",
                "x\n\"\\\t",
                "é\u2028😀",
                new Keyword("absent"),
                'a',
                ' ',
                BigInteger.TEN.pow(30),
                Map.of(),
                Set.of(1L)));
    return Arbitraries.oneOf(
        simple,
        Arbitraries.strings().map(s -> (Object) s),
        simple.list().ofMaxSize(3).map(list -> (Object) list));
  }

  @Test
  void noMoreIsReadThanIsWanted() throws HistoryException {
    byte[] line =
        "{:type :info, :process :nemesis, :f :kill, :value \"é\"}\n"
            .getBytes(StandardCharsets.UTF_8);
    int lines = 200_000;
    Endless in = new Endless(line, lines);
    int[] count = new int[1];
    long[] ahead = new long[1];

    HistoryReader.read(
        "f",
        in,
        Format.EDN,
        (op, number) -> {
          count[0]++;
          ahead[0] = Math.max(ahead[0], in.given - (long) count[0] * line.length);
        });

    assertThat(count[0]).isEqualTo(lines);
    assertThat(ahead[0]).isBetween(0L, (long) TextInput.CHUNK);
  }

  @Test
  void damageInTheMiddleIsToldBeforeTheRestIsRead() {
    Endless in =
        new Endless(
            "{:type :info, :process :n, :f :a}}\n".getBytes(StandardCharsets.UTF_8), 1 << 20);

    assertThatThrownBy(() -> HistoryReader.read("f", in, Optional.empty()))
        .hasMessageContaining("f:1: column 34: unexpected }");
    assertThat(in.given).isLessThan(4L * TextInput.CHUNK);
  }

  @Test
  void bytesThatAreNoUtf8AreToldWithTheirLine() {
    byte[] bytes =
        "{:type :info, :process :n, :f :a}\n{:type :info, :process :n, :f :b, :value \"é\"}\n"
            .getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 5] = (byte) 0xff;

    refused(bytes, "f:2: column 43: expected text in UTF-8");
    refused(Arrays.copyOf(bytes, bytes.length - 4), "f:2: column 43: expected text in UTF-8");
  }

  @Test
  void aStreamThatBreaksOffIsToldWithItsLine() {
    InputStream broken =
        new InputStream() {
          private int given;

          @Override
          public int read() throws IOException {
            if (given == 40) {
              throw new IOException("the cable");
            }
            return "\n\n{:process 0, :f [1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8".charAt(given++);
          }
        };

    assertThatThrownBy(() -> HistoryReader.read("f", broken, Format.EDN, (op, line) -> {}))
        .isInstanceOf(HistoryException.class)
        .hasMessageStartingWith("f:3: ")
        .hasMessageContaining("reading failed: the cable");
  }

  @Test
  void filesThatAreNoTextAreCalledByTheirNames() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write("{}".getBytes(StandardCharsets.UTF_8));
    }
    refused(zipped.toByteArray(), "f:1: expected text, found gzip; unpack it with gunzip");
    refused("JEPSEN\0\0".getBytes(StandardCharsets.UTF_8), "Jepsen's binary file");
    refused("{}".getBytes(StandardCharsets.UTF_16), "UTF-16");
    refused(new byte[20], "f:1: cannot tell the format");
  }

  private static void refused(byte[] bytes, String words) {
    assertThatThrownBy(
            () -> HistoryReader.read("f", new ByteArrayInputStream(bytes), Optional.empty()))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining(words);
  }

  /** Gives a few bytes at a time. */
  private static final class Trickle extends ByteArrayInputStream {
    private int random;

    Trickle(byte[] bytes, int seed) {
      super(bytes);
      random = seed;
    }

    @Override
    public synchronized int read(byte[] to, int offset, int length) {
      random = random * 1_103_515_245 + 12_345;
      return super.read(to, offset, Math.min(length, 1 + (random >>> 20) % 7));
    }
  }

  /** Gives a line again and again, and counts. */
  private static final class Endless extends InputStream {
    private final byte[] line;
    private final long bytes;
    private long given;

    Endless(byte[] line, int lines) {
      this.line = line;
      this.bytes = (long) lines * line.length;
    }

    @Override
    public int read() {
      return given < bytes ? line[(int) (given++ % line.length)] & 0xff : -1;
    }
  }
}
