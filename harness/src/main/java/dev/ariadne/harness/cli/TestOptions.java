package dev.ariadne.harness.cli;

import dev.ariadne.harness.OutputPath;
import dev.ariadne.harness.client.Clients;
import dev.ariadne.harness.client.Retry;
import dev.ariadne.harness.nemesis.FaultChoice;
import dev.ariadne.harness.report.MarkdownSummary;
import dev.ariadne.harness.scene.SceneKinds;
import dev.ariadne.harness.store.ClusterSize;
import dev.ariadne.harness.store.FaultSchedule;
import dev.ariadne.harness.store.Load;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.ScenarioLimits;
import dev.ariadne.harness.workload.RegisterWorkload;
import dev.ariadne.harness.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of a test. They have Jepsen's names where Jepsen has the option. */
final class TestOptions {
  private static final Pattern CONCURRENCY = Pattern.compile("(\\d{1,6})(n?)");

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "" + ClusterSize.NODES,
      description = "Servers. [${DEFAULT-VALUE}]")
  private String nodes;

  @Option(
      names = "--concurrency",
      paramLabel = "N|Nn",
      defaultValue = Load.WORKERS_PER_NODE + "n",
      description = "Clients; 3n is three for each server. [${DEFAULT-VALUE}]")
  private String concurrency;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      defaultValue = "" + Load.RATE,
      description = "Operations a second, all clients together. [${DEFAULT-VALUE}]")
  private String rate;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      defaultValue = "" + Scenario.TIME_LIMIT_SECONDS,
      description = "How long clients work under faults. [${DEFAULT-VALUE}]")
  private String timeLimit;

  @Option(
      names = "--setup-limit",
      paramLabel = "SECONDS",
      defaultValue = "" + Scenario.SETUP_LIMIT_SECONDS,
      description = {
        "The longest wait for the first acknowledged operation. Then the",
        "run stops and says why. [${DEFAULT-VALUE}]"
      })
  private String setupLimit;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      defaultValue = RegisterWorkload.NAME,
      description =
          "What clients do: register, set, append, counter, or your own. [${DEFAULT-VALUE}]")
  private String workload;

  @Option(
      names = "--clients",
      paramLabel = "stay|hop",
      defaultValue = Load.CLIENTS,
      description = "Each client stays with one server, or takes the next one each time.")
  private String clients;

  @Option(
      names = "--retry",
      paramLabel = "none|id|blind",
      defaultValue = Load.RETRY,
      description = {
        "What clients do when they do not know whether something happened:",
        "nothing; send it again under the same request id; send it again",
        "without one. [${DEFAULT-VALUE}]"
      })
  private String retry;

  @Option(
      names = "--read-share",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = {
        "The least share of reads, from 0 to 1; 0 leaves it to the",
        "workload. [${DEFAULT-VALUE}]"
      })
  private String readShare;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "0",
      description = "Clients that never write, among all clients. [${DEFAULT-VALUE}]")
  private String readers;

  @Option(
      names = "--client-timeout",
      paramLabel = "SECONDS",
      defaultValue = "" + Load.CLIENT_TIMEOUT_SECONDS,
      description = "How long a client waits for an answer. [${DEFAULT-VALUE}]")
  private String clientTimeout;

  @Option(
      names = "--keys",
      paramLabel = "N",
      defaultValue = "" + Load.KEYS,
      description = "Keys that are worked on. [${DEFAULT-VALUE}]")
  private String keys;

  @Option(
      names = "--nemesis",
      paramLabel = "KIND[:TARGET],...",
      split = ",",
      defaultValue = "partition,kill,pause,wal-truncate",
      description = {
        "Faults, or none. The kinds and their targets are listed below.",
        "[${DEFAULT-VALUE}]"
      })
  private List<String> nemesis;

  @Option(
      names = "--nemesis-interval",
      paramLabel = "SECONDS",
      defaultValue = "" + FaultSchedule.INTERVAL_SECONDS,
      description = "From the beginning of a fault to that of the next. [${DEFAULT-VALUE}]")
  private String nemesisInterval;

  @Option(
      names = "--scenes",
      paramLabel = "NAME,...|all|none",
      split = ",",
      description = {
        "Scenes between the faults: stories of faults and clients together in",
        "which raft systems break. They are listed below.",
        "[all that the cluster allows; none with --nemesis none]"
      })
  private List<String> scenes;

  @Option(
      names = "--snapshot-count",
      paramLabel = "N",
      defaultValue = "" + ClusterSize.SNAPSHOT_COUNT,
      description = "Log entries between two snapshots. [${DEFAULT-VALUE}]")
  private String snapshotCount;

  @Option(
      names = "--keep-entries",
      paramLabel = "N",
      defaultValue = "" + ClusterSize.KEEP_ENTRIES,
      description = "Log entries kept behind a snapshot. [${DEFAULT-VALUE}]")
  private String keepEntries;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides every operation and every fault. [a new one each time]")
  private String seed;

  @Option(
      names = "--store",
      paramLabel = "DIRECTORY",
      defaultValue = "store",
      description = "Where runs are kept. [${DEFAULT-VALUE}]")
  private Path store;

  @Option(
      names = "--stale-reads",
      description = "Clients read their server's local copy, which is wrong on purpose.")
  private boolean staleReads;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "Which system, if there are several on the class path. [the first]")
  private String target;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "Adds a summary in Markdown to this file, as CI systems show it.")
  private Path summary;

  Optional<String> target() {
    return Optional.ofNullable(target);
  }

  /** Writes what is to be read in a browser, if anybody asked for it. */
  void writeSummary(MarkdownSummary text) throws IOException {
    if (summary != null) {
      Files.writeString(
          summary, text.markdown(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  Path store() {
    return store;
  }

  /**
   * Checks before the run that its output can be written.
   *
   * @throws ParameterException if not; the message names the option, the path and the reason
   */
  void checkOutputs(CommandSpec spec) {
    OutputPath.directoryProblem(store)
        .ifPresent(
            problem -> {
              throw bad(spec, "--store", problem);
            });
    Optional.ofNullable(summary)
        .flatMap(OutputPath::fileProblem)
        .ifPresent(
            problem -> {
              throw bad(spec, "--summary", problem);
            });
  }

  /**
   * The scenario that these options describe.
   *
   * @throws ParameterException for an invalid value; the message names the option
   */
  Scenario scenario(String target, CommandSpec spec) {
    int servers = whole(spec, "--nodes", nodes, ScenarioLimits.NODES_MAX);
    int keyCount = whole(spec, "--keys", keys, ScenarioLimits.KEYS_MAX);
    if (!Workloads.names().contains(workload)) {
      throw bad(
          spec,
          "--workload",
          "there is no '" + workload + "'; there are: " + String.join(", ", Workloads.names()));
    }
    if (!Clients.ROUTES.contains(clients)) {
      throw bad(spec, "--clients", "expected stay or hop, found '" + clients + "'");
    }
    try {
      Retry.of(retry);
    } catch (IllegalArgumentException e) {
      throw bad(spec, "--retry", e.getMessage());
    }
    long chosenSeed =
        seed == null
            ? freshSeed()
            : OptionNumbers.whole(spec, "--seed", seed, Long.MIN_VALUE, Long.MAX_VALUE);
    return Scenario.of(target, workload, chosenSeed)
        .with(
            new ClusterSize(
                servers,
                OptionNumbers.whole(spec, "--snapshot-count", snapshotCount, 1, Long.MAX_VALUE),
                OptionNumbers.whole(spec, "--keep-entries", keepEntries, 0, Long.MAX_VALUE)))
        .with(
            new Load(
                workload,
                keyCount,
                concurrency(spec, servers),
                OptionNumbers.decimal(
                    spec, "--rate", rate, ScenarioLimits.RATE_MIN, ScenarioLimits.RATE_MAX),
                clients,
                retry,
                OptionNumbers.decimal(spec, "--read-share", readShare, 0, 1),
                (int)
                    OptionNumbers.whole(
                        spec, "--readers", readers, 0, concurrency(spec, servers) - 1L),
                OptionNumbers.decimal(
                    spec,
                    "--client-timeout",
                    clientTimeout,
                    ScenarioLimits.CLIENT_TIMEOUT_SECONDS_MIN,
                    ScenarioLimits.CLIENT_TIMEOUT_SECONDS_MAX),
                staleReads))
        .with(
            new FaultSchedule(
                kinds(spec), scenes(spec), seconds(spec, "--nemesis-interval", nemesisInterval)))
        .withTimeLimit(seconds(spec, "--time-limit", timeLimit))
        .withSetupLimit(seconds(spec, "--setup-limit", setupLimit));
  }

  /** A new seed that is short enough to be read aloud. */
  private static long freshSeed() {
    return Math.floorMod(System.nanoTime() * 0x9e3779b97f4a7c15L, 1_000_000_000L);
  }

  private int concurrency(CommandSpec spec, int servers) {
    Matcher matcher = CONCURRENCY.matcher(concurrency);
    if (!matcher.matches()) {
      throw bad(
          spec,
          "--concurrency",
          "expected a number, or a number and n such as 3n; found '" + concurrency + "'");
    }
    int clientCount =
        Integer.parseInt(matcher.group(1)) * (matcher.group(2).isEmpty() ? 1 : servers);
    if (clientCount < 1 || clientCount > ScenarioLimits.CONCURRENCY_MAX) {
      throw bad(
          spec,
          "--concurrency",
          "expected from 1 to %d clients, found %d"
              .formatted(ScenarioLimits.CONCURRENCY_MAX, clientCount));
    }
    return clientCount;
  }

  private List<String> kinds(CommandSpec spec) {
    if (nemesis.equals(List.of("none"))) {
      return List.of();
    }
    // A text with only commas names no kind. It must not count as a run without faults.
    List<String> named = nemesis.isEmpty() ? List.of("") : nemesis;
    List<String> kinds = new ArrayList<>();
    for (String kind : new LinkedHashSet<>(named)) {
      List<String> alternatives = FaultChoice.alternatives(kind);
      if (!alternatives.isEmpty()) {
        throw bad(
            spec,
            "--nemesis",
            "there is no '"
                + kind
                + "'; there are: "
                + String.join(", ", alternatives)
                + ", or none alone");
      }
      kinds.add(kind);
    }
    return kinds;
  }

  private List<String> scenes(CommandSpec spec) {
    if (scenes == null) {
      return kinds(spec).isEmpty() ? List.of() : SceneKinds.names();
    }
    if (scenes.equals(List.of("none"))) {
      return List.of();
    }
    if (scenes.equals(List.of("all"))) {
      return SceneKinds.names();
    }
    List<String> named = scenes.isEmpty() ? List.of("") : scenes;
    for (String name : named) {
      if (!SceneKinds.names().contains(name)) {
        throw bad(
            spec,
            "--scenes",
            "there is no '"
                + name
                + "'; there are: "
                + String.join(", ", SceneKinds.names())
                + ", or all or none alone");
      }
    }
    return List.copyOf(new LinkedHashSet<>(named));
  }

  private static int whole(CommandSpec spec, String option, String text, int max) {
    return (int) OptionNumbers.whole(spec, option, text, 1, max);
  }

  private static double seconds(CommandSpec spec, String option, String text) {
    return OptionNumbers.decimal(
        spec, option, text, ScenarioLimits.SECONDS_MIN, ScenarioLimits.SECONDS_MAX);
  }

  private static ParameterException bad(CommandSpec spec, String option, String problem) {
    return OptionNumbers.bad(spec, option, problem);
  }
}
