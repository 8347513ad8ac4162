package dev.ariadne.harness.ariadne.zoo;

import dev.ariadne.harness.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ariadne zoo}: plants one bug at a time in the server and reports if the harness notices
 * it.
 */
@Command(
    name = "zoo",
    description = {
      "Plants bugs in the server and measures how soon the harness notices each.",
      "One bug at a time is compiled in and run in simulated worlds. Nothing is changed on disk."
    },
    footer = {
      "",
      "Examples:",
      "  ./ariadne zoo                       all bugs of this project's own",
      "  ./ariadne zoo --only E1,W1          two of them",
      "  ./ariadne zoo --patches my.patch    a patch of your own",
      "  ./ariadne zoo --patches DIR         all unified diffs of a directory",
      "",
      "Exit status: 0 every bug that could be planted was noticed, 1 one was not, 2 none could be",
      "planted, 254 bad usage, 255 the harness itself failed (the other bugs are tried all the"
          + " same)."
    })
public final class ZooCommand implements Callable<Integer> {

  /** The largest processor time for one bug: a day. */
  private static final long SECONDS_MAX = 86_400;

  private static final int MISSED = 1;
  private static final int VACUOUS = 2;
  private static final int HARNESS_FAILED = 255;

  @Spec private CommandSpec spec;

  @Option(
      names = "--patches",
      paramLabel = "PATH",
      description =
          "Takes a unified diff of the server's sources, or all .patch and .diff files of a"
              + " directory.")
  private Path patches;

  @Option(
      names = "--only",
      paramLabel = "ID",
      split = ",",
      description = "Only these bugs: names of patches without their ending.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many seeds to try on each bug at most (default: ${DEFAULT-VALUE}).")
  private long seeds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "How many seconds of processor time to spend on each bug at most (default:"
              + " ${DEFAULT-VALUE}).")
  private long seconds;

  @Option(
      names = "--black-box",
      description =
          "Judges as a live run is judged, by what clients saw, what nodes report and what their"
              + " disks hold: without the oracles that look into the nodes.")
  private boolean blackBox;

  @Option(
      names = "--oracles",
      description = "Does not try again without the oracles: half the time.")
  private boolean oraclesOnly;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      defaultValue = "",
      description =
          "Only worlds with this workload, to see what it shows by itself; else each seed draws"
              + " one.")
  private String workload;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many bugs at a time (default: one for each processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--list", description = "Only says whether each patch applies and compiles.")
  private boolean list;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (seeds < 1 || seconds < 1 || threads < 1) {
      throw usage("--seeds, --seconds and --threads take 1 or more");
    }
    if (seconds > SECONDS_MAX) {
      throw usage("--seconds takes 1 to " + SECONDS_MAX + ", not " + seconds);
    }
    if (!workload.isEmpty() && !Workloads.NAMES.contains(workload)) {
      throw usage("there is no workload " + workload + "; there are " + Workloads.NAMES);
    }
    if (blackBox && oraclesOnly) {
      throw usage("--black-box and --oracles leave nobody to look");
    }
    Map<String, String> sources = ServerSources.read();
    List<Patch> chosen = chosen();
    Zoo zoo = new Zoo(sources, new Compilation(sources), plan());
    PrintWriter out = spec.commandLine().getOut();
    long begun = System.nanoTime();
    List<HuntResult> findings =
        zoo.run(
            chosen,
            threads,
            finding -> {
              out.println(progress(finding));
              out.flush();
              finding.failure().ifPresent(e -> e.printStackTrace(spec.commandLine().getErr()));
            });
    out.println();
    if (!list) {
      out.print(ZooTable.of(findings));
      out.println();
    }
    out.println(summary(findings, System.nanoTime() - begun));
    out.flush();
    return status(findings);
  }

  private Zoo.Plan plan() {
    Optional<BugHunt.Limits> limits =
        list
            ? Optional.empty()
            : Optional.of(new BugHunt.Limits(seeds, seconds * 1_000_000_000, workload));
    return new Zoo.Plan(
        blackBox ? Optional.empty() : limits, oraclesOnly ? Optional.empty() : limits);
  }

  private List<Patch> chosen() throws IOException {
    if (patches != null && !Files.exists(patches)) {
      throw usage(patches + " does not exist");
    }
    List<Patch> all = patches == null ? Patch.own() : Patch.at(patches);
    if (all.isEmpty()) {
      throw usage("there is no .patch and no .diff in " + patches);
    }
    for (String id : only) {
      if (all.stream().noneMatch(patch -> patch.id().equals(id))) {
        throw usage("there is no bug " + id);
      }
    }
    return all.stream().filter(p -> only.isEmpty() || only.contains(p.id())).toList();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private String progress(HuntResult finding) {
    String id = finding.patch().id();
    if (finding.unusable().isPresent()) {
      return "%-6s cannot be used: %s".formatted(id, finding.unusable().get());
    }
    if (finding.failure().isPresent()) {
      return "%-6s the harness failed: %s".formatted(id, finding.failure().get());
    }
    if (finding.first().isEmpty()) {
      return "%-6s applies and compiles: %s".formatted(id, finding.patch().title());
    }
    BugHunt.Outcome outcome = finding.first().get();
    return String.format(
        Locale.ROOT,
        "%-6s %s after %d seeds, %.1f s of processor time%s",
        id,
        outcome.isCaught() ? "noticed by " + outcome.complaint().by() : "NOT NOTICED",
        outcome.seeds(),
        outcome.cpuNanos() / 1e9,
        outcome.isCaught() ? ": " + outcome.complaint().what() : "");
  }

  private String summary(List<HuntResult> findings, long nanos) {
    long tried = findings.stream().filter(HuntResult::isTried).count();
    long caught = findings.stream().filter(HuntResult::isCaught).count();
    long unusable = findings.stream().filter(f -> f.unusable().isPresent()).count();
    if (list) {
      return "%d patches; %d cannot be used.".formatted(findings.size(), unusable);
    }
    long failed = findings.stream().filter(f -> f.failure().isPresent()).count();
    long byClients =
        findings.stream()
            .filter(f -> f.clients().map(BugHunt.Outcome::isCaught).orElse(false))
            .count();
    long[] seedsOfCaught =
        findings.stream()
            .filter(HuntResult::isCaught)
            .mapToLong(f -> f.first().get().seeds())
            .sorted()
            .toArray();
    String median =
        seedsOfCaught.length == 0
            ? ""
            : ", the median after %d seeds".formatted(seedsOfCaught[seedsOfCaught.length / 2]);
    return String.format(
        Locale.ROOT,
        "%d bugs: %d noticed%s, %d missed, %d could not be used%s; without oracles %s. %.0f s.",
        findings.size(),
        caught,
        median,
        tried - caught,
        unusable,
        failed == 0 ? "" : ", the harness failed on %d".formatted(failed),
        oraclesOnly ? "not tried" : Long.toString(byClients),
        nanos / 1e9);
  }

  private static int status(List<HuntResult> findings) {
    if (findings.stream().anyMatch(f -> f.failure().isPresent())) {
      return HARNESS_FAILED;
    }
    if (findings.stream().anyMatch(f -> f.isTried() && !f.isCaught())) {
      return MISSED;
    }
    return findings.stream().allMatch(f -> f.unusable().isPresent()) ? VACUOUS : 0;
  }
}
