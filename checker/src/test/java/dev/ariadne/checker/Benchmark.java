package dev.ariadne.checker;

import dev.ariadne.checker.engine.Engine;
import dev.ariadne.checker.engine.Meter;
import dev.ariadne.checker.engine.Outcome;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.KeyValue;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Register;
import dev.ariadne.checker.read.Format;
import dev.ariadne.checker.read.HistoryReader;
import dev.ariadne.checker.unique.Columns;
import dev.ariadne.checker.unique.Decision;
import dev.ariadne.checker.unique.RegisterLoad;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Times the checker, warm, in CPU time of one thread, reading left out. A command: {@code Benchmark
 * WHAT… [--seconds N] [--operations N] [--against TABLE]}, WHAT being
 *
 * <ul>
 *   <li>{@code recorded}: every recorded history, the etcd logs also together
 *   <li>{@code columns}: registers with unique values, as columns
 *   <li>{@code hard}: what stays hard; {@code paths}, {@code appends}: parts of it alone
 *   <li>{@code runs}: registers as a test of a cluster makes them, explanations included
 *   <li>a file in Porcupine's key-value text, or a folder of Jepsen logs of a register
 * </ul>
 *
 * <p>TABLE has lines of a name, as this prints it, and another checker's CPU milliseconds; then the
 * ratio of that one's to ours is printed too.
 */
final class Benchmark {

  private static final int REPETITIONS_MAX = 3000;
  private static final int REPETITIONS_MIN = 3;
  private static final double BATCH_MILLIS = 5;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<String, Double> others = new TreeMap<>();
  private double seconds = 3;
  private int warm;
  private int operations = 1_000_000;

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    Benchmark benchmark = new Benchmark();
    List<String> what = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--seconds" -> benchmark.seconds = Double.parseDouble(arguments[++i]);
        case "--warm" -> benchmark.warm = Integer.parseInt(arguments[++i]);
        case "--operations" -> benchmark.operations = Integer.parseInt(arguments[++i]);
        case "--against" -> benchmark.against(Path.of(arguments[++i]));
        default -> what.add(arguments[i]);
      }
    }
    System.out.printf(
        "%-64s %10s %10s %10s %8s %s%n", "", "median ms", "least ms", "first ms", "ratio", "");
    for (String one : what) {
      switch (one) {
        case "recorded" -> benchmark.recorded();
        case "columns" -> benchmark.columns();
        case "hard" -> {
          benchmark.repeated();
          benchmark.paths();
          benchmark.appends();
        }
        case "paths" -> benchmark.paths();
        case "appends" -> benchmark.appends();
        case "runs" -> benchmark.runs();
        default -> benchmark.path(Path.of(one));
      }
    }
  }

  private void against(Path table) throws Exception {
    for (String line : Files.readAllLines(table)) {
      String[] columns = line.strip().split("\\s+");
      if (columns.length >= 2 && !line.startsWith("#")) {
        others.put(columns[0], Double.parseDouble(columns[1]));
      }
    }
  }

  /** Repeats work until its time is over, and prints a line. */
  private void time(String name, Supplier<String> work) {
    List<Double> millis = new ArrayList<>();
    long from = threads.getCurrentThreadCpuTime();
    String result = work.get();
    double first = (threads.getCurrentThreadCpuTime() - from) / 1e6;
    for (int i = 0; i < warm; i++) {
      result = work.get();
    }
    long end = System.nanoTime() + (long) (seconds * 1e9);
    // The clock is read so seldom that reading it costs nothing.
    int batch = 1;
    while (millis.size() < REPETITIONS_MIN
        || System.nanoTime() < end && millis.size() < REPETITIONS_MAX) {
      from = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < batch; i++) {
        result = work.get();
      }
      double spent = (threads.getCurrentThreadCpuTime() - from) / 1e6;
      if (spent < BATCH_MILLIS) {
        batch *= 2;
      } else {
        millis.add(spent / batch);
      }
    }
    double[] sorted = millis.stream().mapToDouble(m -> m).sorted().toArray();
    double median = sorted[sorted.length / 2];
    Double other = others.get(name.split(" ")[0]);
    System.out.printf(
        "%-64s %10.4f %10.4f %10.3f %8s %s%n",
        name,
        median,
        sorted[0],
        first,
        other == null ? "" : String.format("%.1fx", other / median),
        result);
  }

  /** Operations by key. */
  record Work(Model<Object> model, List<List<Operation>> keys) {

    static Work of(Model<Object> model, History history) {
      Map<Object, List<Operation>> byKey = new LinkedHashMap<>();
      for (Operation o : history.operations()) {
        Object key = model.key(o.input()).orElse("");
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(o);
      }
      return new Work(model, List.copyOf(byKey.values()));
    }

    /** Whether every key is linearizable. */
    boolean linearizable() {
      for (List<Operation> key : keys) {
        Meter meter = new Meter(Budget.DEFAULT_STEPS, Budget.DEFAULT_BYTES, () -> false);
        if (!(Engine.run(model, key, meter) instanceof Outcome.Explained)) {
          return false;
        }
      }
      return true;
    }

    /** In words, and how many steps it takes to look at all keys. */
    String described() {
      String verdict = "linearizable";
      long steps = 0;
      for (List<Operation> key : keys) {
        Meter meter = new Meter(Budget.DEFAULT_STEPS, Budget.DEFAULT_BYTES, () -> false);
        verdict =
            switch (Engine.run(model, key, meter)) {
              case Outcome.Explained e -> verdict;
              case Outcome.Inexplicable no -> "not linearizable";
              case Outcome.GaveUp gaveUp -> "unknown: " + gaveUp.why();
            };
        steps += meter.steps();
      }
      return String.format("%s, %,d steps", verdict, steps);
    }
  }

  private void time(String name, Work work) {
    String described = work.described();
    time(
        name,
        () -> {
          work.linearizable();
          return described;
        });
  }

  static Work read(Path file) throws Exception {
    boolean kv = file.toString().endsWith(".txt");
    Format format = kv ? Format.PORCUPINE : Format.JEPSEN_LOG;
    String name = file.toString();
    History history = HistoryReader.read(name, HistoryReader.text(file), format);
    return Work.of(
        kv ? new KeyValue("").keyed() : new Register(null, true, Register.NilReads.ARE_VALUES),
        history);
  }

  private void path(Path path) throws Exception {
    if (Files.isDirectory(path)) {
      List<Work> all = new ArrayList<>();
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.sorted().toList()) {
          all.add(read(file));
        }
      }
      together(path.getFileName() + ", " + all.size() + " files together", all);
    } else {
      Work work = read(path);
      time(path.getFileName().toString(), work);
    }
  }

  private void together(String name, List<Work> all) {
    time(
        name,
        () -> {
          int bad = 0;
          for (Work work : all) {
            bad += work.linearizable() ? 0 : 1;
          }
          return bad + " not linearizable";
        });
  }

  private void recorded() throws Exception {
    Optional<Path> folder = RecordedHistories.folder();
    if (folder.isEmpty()) {
      throw new IllegalArgumentException("no recorded histories: -Dariadne.histories=FOLDER");
    }
    Map<String, List<Work>> groups = new LinkedHashMap<>();
    for (RecordedHistories.Known known : RecordedHistories.known(folder.get())) {
      String group = known.name().substring(0, known.name().indexOf('/'));
      Work work;
      if (group.startsWith("knossos")) {
        String text = HistoryReader.text(known.file());
        History history = HistoryReader.read(known.name(), text, Format.EDN);
        work = Work.of(Register.withCas(0L), history);
      } else {
        work = read(known.file());
      }
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(work);
      if (group.equals("porcupine-kv") || others.containsKey(known.name())) {
        time(known.name(), work);
      }
    }
    groups.forEach((group, all) -> together(group + ", " + all.size() + " files together", all));
  }

  private void columns() {
    for (int clients : new int[] {10, 30, 100}) {
      for (int stale = 0; stale <= 1; stale++) {
        column(new RegisterLoad.LoadPlan(1, operations, clients, 0, 20, 0, stale, false));
        column(new RegisterLoad.LoadPlan(1, operations, clients, 30, 20, 20, stale, false));
      }
      column(new RegisterLoad.LoadPlan(1, operations, clients, 0, 20, 0, 0, true));
    }
  }

  private void column(RegisterLoad.LoadPlan plan) {
    Columns columns = RegisterLoad.columns(plan);
    String name =
        String.format(
            "register-unique-%d-clients-%d%%-cas%s%s, %,d operations",
            plan.clients(),
            plan.casPercent(),
            plan.stale() > 0 ? "-stale" : "",
            plan.scattered() ? "-scattered" : "",
            columns.size());
    time(
        name,
        () -> {
          long from = threads.getCurrentThreadCpuTime();
          Decision decision =
              ColumnsChecker.check(columns, RegisterLoad.INITIAL, Budget.standard());
          double micros = (threads.getCurrentThreadCpuTime() - from) / 1e3;
          String verdict =
              switch (decision) {
                case Decision.Ordered ordered -> "linearizable";
                case Decision.Refuted no -> "not linearizable, by " + no.evidence().length;
                case Decision.Open open -> open.why();
              };
          return String.format(
              "%s, %.1f million a second, %.1f bytes an operation",
              verdict, columns.size() / micros, (double) columns.bytes() / columns.size());
        });
  }

  private void repeated() {
    for (int values : new int[] {20, 50}) {
      for (int clients : new int[] {10, 20, 30, 50}) {
        repeated(values, clients, 0);
      }
    }
    for (int unknownPerMille : new int[] {10, 30}) {
      repeated(20, 30, unknownPerMille);
      repeated(50, 30, unknownPerMille);
    }
  }

  private void repeated(int values, int clients, int unknownPerMille) {
    for (long seed = 1; seed <= 3; seed++) {
      String unknown = unknownPerMille == 0 ? "" : "-" + unknownPerMille / 10 + "%-unknown";
      time(
          "repeated-" + values + "-values-" + clients + "-clients" + unknown + "-seed-" + seed,
          new Work(
              Register.withCas(0L),
              List.of(HardHistories.repeatedValues(seed, 2000, clients, values, unknownPerMille))));
    }
  }

  private void paths() {
    Model<Object> register = Register.withCas(0L);
    for (int unknown : new int[] {32, 44, 60, 90}) {
      for (long seed = 1; seed <= 5; seed++) {
        List<Operation> some = HardHistories.disjointPaths(seed, unknown);
        time("paths-" + unknown + "-unknown-cas-seed-" + seed, new Work(register, List.of(some)));
      }
    }
  }

  private void appends() {
    for (int clients : new int[] {10, 50}) {
      List<Operation> some = HardHistories.appendedLists(1, 2000, clients, 5);
      time("append-" + clients + "-clients", new Work(new KeyValue(List.of()), List.of(some)));
    }
  }

  private void runs() throws Exception {
    for (int clients : new int[] {10, 20}) {
      for (int values : new int[] {0, 5, 20, 50}) {
        for (int stale : new int[] {0, 1, 10}) {
          SimulatedRun.RunPlan plan =
              new SimulatedRun.RunPlan(1, 8, 1000, clients, values, 5, 25, stale);
          History history = SimulatedRun.history(plan);
          Model<Object> model = Register.withCas(SimulatedRun.ABSENT).keyed();
          time(plan.toString(), () -> verdicts(model, history));
        }
      }
    }
  }

  private static String verdicts(Model<Object> model, History history) {
    try {
      StringBuilder verdicts = new StringBuilder();
      for (KeyVerdict key : Checker.checkKeys(model, history, Budget.standard(), 1)) {
        verdicts.append(
            switch (key.verdict()) {
              case Verdict.Linearizable l -> '.';
              case Verdict.NotLinearizable n -> 'X';
              case Verdict.Unknown u -> '?';
            });
      }
      return verdicts.toString();
    } catch (dev.ariadne.checker.history.HistoryException e) {
      throw new AssertionError(Arrays.toString(e.getStackTrace()), e);
    }
  }
}
