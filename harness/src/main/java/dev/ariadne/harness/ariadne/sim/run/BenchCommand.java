package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.harness.ariadne.sim.run.Benchmark.Part;
import dev.ariadne.harness.check.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ariadne bench}: how fast the simulation is. */
@Command(
    name = "bench",
    description = {
      "Measures the speed of the simulation on one core.",
      "Five nodes, the default faults, all oracles on, every history checked. Counts processor",
      "time, so other work on the machine does not matter."
    },
    footer = {
      "",
      "Examples:",
      "  ./ariadne bench                     speed under load and at twenty operations a second",
      "  ./ariadne bench --only hour         an hour of cluster time, and the memory it takes",
      "  ./ariadne bench --only hours        as many operations in four hours: no more memory",
      "",
      "Exit status: 0 measured, 1 a world had a violation, 254 bad usage, 255 the harness itself",
      "failed."
    })
public final class BenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      defaultValue = "load,pace",
      description = "What to measure: load, pace, hour, hours (default: ${DEFAULT-VALUE}).")
  private List<Part> parts;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "CPU time before anything is measured (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "CPU time of what is measured, at the least (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Override
  public Integer call() throws IOException {
    if (!(warmUp >= 0) || !(seconds > 0)) {
      throw new ParameterException(
          spec.commandLine(), "--warm-up takes 0 or more, --seconds more than 0");
    }
    PrintWriter out = spec.commandLine().getOut();
    Benchmark benchmark =
        new Benchmark(
            warmUp,
            seconds,
            line -> {
              out.println(line);
              out.flush();
            });
    boolean sound = true;
    for (Part part : parts) {
      sound &= benchmark.run(part);
    }
    return (sound ? Verdict.VALID : Verdict.INVALID).exitStatus();
  }
}
