package dev.ariadne.checker;

import dev.ariadne.checker.unique.Columns;
import dev.ariadne.checker.unique.Decision;
import dev.ariadne.checker.unique.RegisterLoad;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The checker, warm, reading left out, in wall time: of use on a machine with nothing else to do.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx4g"})
public class WarmBenchmark {

  /** A recorded history, in Porcupine's text or as a Jepsen log of a register. */
  @State(Scope.Benchmark)
  public static class Recorded {

    /** In the folder of recorded histories, or anywhere, if it begins with a slash. */
    @Param({
      "porcupine-kv/c01-ok.txt",
      "porcupine-kv/c01-bad.txt",
      "porcupine-kv/c10-ok.txt",
      "porcupine-kv/c10-bad.txt",
      "porcupine-etcd/etcd_002.log"
    })
    public String file;

    private dev.ariadne.checker.Benchmark.Work work;

    /** Reads it. */
    @Setup
    public void read() throws Exception {
      Path path = RecordedHistories.folder().orElseThrow().resolve(file);
      work = dev.ariadne.checker.Benchmark.read(path);
    }
  }

  /** A register with unique values. */
  @State(Scope.Benchmark)
  public static class RegisterColumns {

    @Param({"1000000"})
    public int operations;

    @Param({"30"})
    public int clients;

    @Param({"0", "30"})
    public int casPercent;

    private Columns columns;

    /** Makes it; with compare-and-set, some fail for other reasons, too. */
    @Setup
    public void make() {
      int failed = casPercent > 0 ? 20 : 0;
      columns =
          RegisterLoad.columns(
              new RegisterLoad.LoadPlan(1, operations, clients, casPercent, 20, failed, 0, false));
    }
  }

  @Benchmark
  public boolean recorded(Recorded recorded) {
    return recorded.work.linearizable();
  }

  @Benchmark
  public Decision columns(RegisterColumns register) {
    return ColumnsChecker.check(register.columns, RegisterLoad.INITIAL, Budget.standard());
  }
}
