package dev.ariadne.harness.junit;

import dev.ariadne.harness.OutputPath;
import dev.ariadne.harness.Printable;
import dev.ariadne.harness.nemesis.FaultChoice;
import dev.ariadne.harness.nemesis.FaultKinds;
import dev.ariadne.harness.report.ProgramName;
import dev.ariadne.harness.report.SweepVerdict;
import dev.ariadne.harness.scene.SceneKinds;
import dev.ariadne.harness.store.ClusterSize;
import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.FaultSchedule;
import dev.ariadne.harness.store.Load;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.ScenarioLimits;
import dev.ariadne.harness.workload.RegisterWorkload;
import dev.ariadne.harness.workload.Workloads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of the annotations on a method and on its class. */
final class Settings {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m)");

  /** The elements of the annotation, and the dimensions that they fix. */
  private static final SortedMap<String, Dimension> ELEMENTS =
      new TreeMap<>(
          Map.of(
              "nodes", Dimension.NODES,
              "concurrency", Dimension.CONCURRENCY,
              "rate", Dimension.RATE,
              "workload", Dimension.WORKLOAD,
              "keys", Dimension.KEYS,
              "nemesis", Dimension.NEMESIS,
              "scenes", Dimension.SCENES,
              "nemesisInterval", Dimension.NEMESIS_INTERVAL,
              "timeLimit", Dimension.TIME_LIMIT,
              "setupLimit", Dimension.SETUP_LIMIT));

  private final List<ClusterTest> layers;

  private Settings(List<ClusterTest> layers) {
    this.layers = layers;
  }

  /**
   * @param onMethod takes precedence over {@code onClass}; at least one of the two is present
   */
  static Settings of(Optional<ClusterTest> onMethod, Optional<ClusterTest> onClass) {
    List<ClusterTest> layers = new ArrayList<>();
    onMethod.ifPresent(layers::add);
    onClass.ifPresent(layers::add);
    return new Settings(layers);
  }

  boolean live() {
    return layers.stream().anyMatch(ClusterTest::live);
  }

  boolean judged() {
    return layers.stream().allMatch(ClusterTest::judged);
  }

  Path store() {
    return Path.of(this.<String>said("store").orElse("target/ariadne-store"));
  }

  /**
   * Checks before the first run that runs can be kept.
   *
   * @throws IllegalArgumentException if not; the message names the element, the path and the reason
   */
  void checkStore() {
    OutputPath.directoryProblem(store())
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(
                  "@ClusterTest(store = \"" + store() + "\"): " + problem);
            });
  }

  String seeds() {
    return System.getProperty(Seeds.PROPERTY, this.<String>said("seeds").orElse(""));
  }

  Optional<String> target() {
    return said("target");
  }

  /**
   * The value of an element that differs from its default, first on the method, then on the class.
   */
  @SuppressWarnings("unchecked")
  private <T> Optional<T> said(String element) {
    try {
      Method method = ClusterTest.class.getMethod(element);
      for (ClusterTest layer : layers) {
        Object value = method.invoke(layer);
        Object usual = method.getDefaultValue();
        boolean same = value instanceof Object[] array ? array.length == 0 : value.equals(usual);
        if (!same) {
          return Optional.of((T) value);
        }
      }
      return Optional.empty();
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError("ClusterTest has no " + element, e);
    }
  }

  /** The dimensions whose elements have a value. */
  Set<Dimension> fixed() {
    EnumSet<Dimension> fixed = EnumSet.noneOf(Dimension.class);
    ELEMENTS.forEach(
        (element, dimension) -> said(element).ifPresent(value -> fixed.add(dimension)));
    return fixed;
  }

  /**
   * The scenario, with the usual values for elements without a value.
   *
   * @throws IllegalArgumentException for an invalid value; the message names the element
   */
  Scenario scenario(String target, long seed) {
    int nodes = whole("nodes", ClusterSize.NODES, ScenarioLimits.NODES_MAX);
    String workload = this.<String>said("workload").orElse(RegisterWorkload.NAME);
    if (!Workloads.names().contains(workload)) {
      throw wrong("workload", workload, "one of " + String.join(", ", Workloads.names()));
    }
    List<String> nemesis = this.<String[]>said("nemesis").map(List::of).orElse(FaultKinds.usual());
    nemesis = nemesis.equals(List.of("none")) ? List.of() : nemesis;
    for (String kind : nemesis) {
      List<String> alternatives = FaultChoice.alternatives(kind);
      if (!alternatives.isEmpty()) {
        throw wrong(
            "nemesis", kind, "some of " + String.join(", ", alternatives) + ", or none alone");
      }
    }
    int concurrency =
        whole("concurrency", Load.WORKERS_PER_NODE * nodes, ScenarioLimits.CONCURRENCY_MAX);
    int keys = whole("keys", Load.KEYS, ScenarioLimits.KEYS_MAX);
    double rate = this.<Double>said("rate").orElse((double) Load.RATE);
    if (!(rate >= ScenarioLimits.RATE_MIN && rate <= ScenarioLimits.RATE_MAX)) {
      throw wrong(
          "rate", rate, "a number " + range(ScenarioLimits.RATE_MIN, ScenarioLimits.RATE_MAX));
    }
    Load load =
        Load.of(workload, nodes)
            .withConcurrency(concurrency)
            .withRate(rate)
            .withKeys(keys)
            .withStaleReads(layers.stream().anyMatch(ClusterTest::staleReads));
    double interval = duration("nemesisInterval", FaultSchedule.INTERVAL_SECONDS);
    return Scenario.of(target, workload, seed)
        .with(ClusterSize.of(nodes))
        .with(load)
        .with(
            new FaultSchedule(List.copyOf(new LinkedHashSet<>(nemesis)), scenes(nemesis), interval))
        .withTimeLimit(duration("timeLimit", Scenario.TIME_LIMIT_SECONDS))
        .withSetupLimit(duration("setupLimit", Scenario.SETUP_LIMIT_SECONDS));
  }

  private List<String> scenes(List<String> nemesis) {
    Optional<List<String>> said = this.<String[]>said("scenes").map(List::of);
    if (said.isEmpty()) {
      return nemesis.isEmpty() ? List.of() : SceneKinds.names();
    }
    List<String> names = said.get();
    if (names.equals(List.of("none"))) {
      return List.of();
    }
    if (names.equals(List.of("all"))) {
      return SceneKinds.names();
    }
    for (String name : names) {
      if (!SceneKinds.names().contains(name)) {
        throw wrong(
            "scenes",
            name,
            "some of " + String.join(", ", SceneKinds.names()) + ", or all or none alone");
      }
    }
    return List.copyOf(new LinkedHashSet<>(names));
  }

  /** The largest share of vacuous seeds in a test that passes, from 0 to 1. */
  double vacuousMax() {
    Optional<String> share = said("vacuousMax");
    if (share.isEmpty()) {
      return SweepVerdict.ANY_SHARE;
    }
    return SweepVerdict.share(share.get())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "@ClusterTest(vacuousMax): expected a share from 0% to 100%, such as 50%; found"
                        + " '"
                        + share.get()
                        + "'"));
  }

  private double duration(String element, double usual) {
    return this.<String>said(element).map(text -> seconds(element, text)).orElse(usual);
  }

  private int whole(String element, int usual, int max) {
    int value = this.<Integer>said(element).orElse(usual);
    if (value < 1 || value > max) {
      throw wrong(element, value, "a whole number from 1 to " + max);
    }
    return value;
  }

  private static String range(double min, double max) {
    return String.format(Locale.ROOT, "from %s to %.0f", min, max);
  }

  private static IllegalArgumentException wrong(String element, Object found, String expected) {
    String value = found instanceof String text ? '"' + Printable.line(text) + '"' : "" + found;
    return new IllegalArgumentException(
        "@ClusterTest(" + element + " = " + value + "): expected " + expected);
  }

  private static double seconds(String element, String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      throw wrong(element, text, "500ms, 30s or 2m");
    }
    double amount = Double.parseDouble(matcher.group(1));
    double seconds =
        switch (matcher.group(2)) {
          case "ms" -> amount / 1000;
          case "m" -> amount * 60;
          default -> amount;
        };
    if (!(seconds >= ScenarioLimits.SECONDS_MIN && seconds <= ScenarioLimits.SECONDS_MAX)) {
      throw wrong(
          element,
          text,
          "a time " + range(ScenarioLimits.SECONDS_MIN, ScenarioLimits.SECONDS_MAX) + " seconds");
    }
    return seconds;
  }

  /**
   * The command line of the same run, with the same store. For a simulated run it has the same
   * fixed dimensions.
   *
   * @param program the program that runs it
   */
  String command(Path program, Scenario scenario) {
    StringBuilder words = new StringBuilder(ProgramName.quote(program.toString()) + " test");
    Set<Dimension> fixed = fixed();
    if (!live()) {
      words.append(" --sim --swarm");
    }
    target().ifPresent(target -> words.append(" --target ").append(ProgramName.quote(target)));
    add(words, fixed, Dimension.NODES, scenario.cluster().nodes());
    add(words, fixed, Dimension.CONCURRENCY, scenario.load().concurrency());
    add(words, fixed, Dimension.RATE, plain(scenario.load().rate()));
    add(words, fixed, Dimension.WORKLOAD, scenario.load().workload());
    add(words, fixed, Dimension.KEYS, scenario.load().keys());
    add(
        words,
        fixed,
        Dimension.NEMESIS,
        scenario.faults().kinds().isEmpty() ? "none" : String.join(",", scenario.faults().kinds()));
    add(
        words,
        fixed,
        Dimension.SCENES,
        scenario.faults().scenes().isEmpty()
            ? "none"
            : String.join(",", scenario.faults().scenes()));
    add(words, fixed, Dimension.NEMESIS_INTERVAL, plain(scenario.faults().intervalSeconds()));
    add(words, fixed, Dimension.TIME_LIMIT, plain(scenario.timeLimitSeconds()));
    add(words, fixed, Dimension.SETUP_LIMIT, plain(scenario.setupLimitSeconds()));
    if (scenario.load().staleReads()) {
      words.append(" --stale-reads");
    }
    words.append(" --seed ").append(scenario.seed());
    Path kept = store().toAbsolutePath().normalize();
    return words.append(" --store ").append(ProgramName.quote(kept.toString())).toString();
  }

  private static void add(
      StringBuilder words, Set<Dimension> fixed, Dimension dimension, Object value) {
    if (fixed.contains(dimension)) {
      words.append(' ').append(dimension.option()).append(' ').append(value);
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
