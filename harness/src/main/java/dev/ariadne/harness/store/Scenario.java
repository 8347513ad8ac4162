package dev.ariadne.harness.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ariadne.harness.Choices;
import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.cluster.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * @param version of this format; {@link #VERSION}
 * @param name of the test, and of its directory in the store
 * @param target by its {@link dev.ariadne.harness.cluster.TargetProvider#name name}
 * @param seed decides every generated operation and every fault
 * @param nodes at least 1
 * @param concurrency client workers, at least 1
 * @param rate operations a second that all clients together begin; above 0
 * @param timeLimitSeconds length of the main phase; above 0
 * @param keys how many keys the workload uses, at least 1
 * @param nemesis kinds of faults, in order; empty for none
 * @param nemesisIntervalSeconds time from the beginning of a fault to that of the next; above 0
 * @param snapshotCount entries between two snapshots, at least 1
 * @param keepEntries entries kept behind a snapshot, at least 0
 * @param staleReads whether clients read their node's local copy, which is wrong on purpose
 * @param clients how clients choose their node: {@code stay} or {@code hop}; since version 2
 * @param retry what clients do about unknown outcomes: {@code none}, {@code id} or {@code blind};
 *     since version 2
 * @param world the further values that a simulation has drawn, by name: limits, sizes, speeds.
 *     Empty for a live run, and for a run whose seed has not drawn its world yet; since version 3
 * @param setupLimitSeconds the longest time until the first acknowledged operation; then the run is
 *     stopped; above 0. With {@link #NO_SETUP_LIMIT} there is no limit: a run without answers is
 *     then healed and read like any other; since version 4
 */
public record Scenario(
    int version,
    String name,
    String target,
    long seed,
    int nodes,
    int concurrency,
    double rate,
    double timeLimitSeconds,
    String workload,
    int keys,
    List<String> nemesis,
    double nemesisIntervalSeconds,
    long snapshotCount,
    long keepEntries,
    boolean staleReads,
    String clients,
    String retry,
    SortedMap<String, Long> world,
    double setupLimitSeconds) {
  public static final int VERSION = 4;

  /** The default limit for a system's first answer. */
  public static final double SETUP_LIMIT_SECONDS = 30;

  /** A {@link #setupLimitSeconds} that does not stop a run. */
  public static final double NO_SETUP_LIMIT = Limits.SECONDS_MAX;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  public Scenario {
    nemesis = List.copyOf(nemesis);
    world = Collections.unmodifiableSortedMap(new TreeMap<>(world));
  }

  /** A scenario without a world of its own, and with the usual limit for the first answer. */
  public Scenario(
      int version,
      String name,
      String target,
      long seed,
      int nodes,
      int concurrency,
      double rate,
      double timeLimitSeconds,
      String workload,
      int keys,
      List<String> nemesis,
      double nemesisIntervalSeconds,
      long snapshotCount,
      long keepEntries,
      boolean staleReads,
      String clients,
      String retry) {
    this(
        version,
        name,
        target,
        seed,
        nodes,
        concurrency,
        rate,
        timeLimitSeconds,
        workload,
        keys,
        nemesis,
        nemesisIntervalSeconds,
        snapshotCount,
        keepEntries,
        staleReads,
        clients,
        retry,
        new TreeMap<>(),
        SETUP_LIMIT_SECONDS);
  }

  /** The same scenario with another seed, which has not drawn its world yet. */
  public Scenario withSeed(long other) {
    return with(other, new TreeMap<>());
  }

  /** The same scenario in this world. */
  public Scenario in(SortedMap<String, Long> drawn) {
    return with(seed, drawn);
  }

  /** The same scenario without faults. */
  public Scenario withoutFaults() {
    return new Scenario(
        version,
        name,
        target,
        seed,
        nodes,
        concurrency,
        rate,
        timeLimitSeconds,
        workload,
        keys,
        List.of(),
        nemesisIntervalSeconds,
        snapshotCount,
        keepEntries,
        staleReads,
        clients,
        retry,
        world,
        setupLimitSeconds);
  }

  /** Whether a run without answers is stopped. */
  public boolean hasSetupLimit() {
    return setupLimitSeconds < NO_SETUP_LIMIT;
  }

  /** The same scenario with another limit for the first answer. */
  public Scenario withSetupLimit(double seconds) {
    return with(seed, world, seconds);
  }

  private Scenario with(long otherSeed, SortedMap<String, Long> otherWorld) {
    return with(otherSeed, otherWorld, setupLimitSeconds);
  }

  private Scenario with(long otherSeed, SortedMap<String, Long> otherWorld, double setupLimit) {
    return new Scenario(
        version,
        name,
        target,
        otherSeed,
        nodes,
        concurrency,
        rate,
        timeLimitSeconds,
        workload,
        keys,
        nemesis,
        nemesisIntervalSeconds,
        snapshotCount,
        keepEntries,
        staleReads,
        clients,
        retry,
        otherWorld,
        setupLimit);
  }

  public Choices choices() {
    return new SeededChoices(seed);
  }

  /** The number, from 0, of the node that keeps every entry of its log. */
  public int keeper() {
    return choices().pick("keeper", 0, nodes);
  }

  /**
   * The layout for the target.
   *
   * @param directory the directory for the files of the cluster
   */
  public Layout layout(Path directory) {
    return new Layout(
        nodes, directory, choices(), snapshotCount, keepEntries, keeper(), staleReads);
  }

  public String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JacksonException e) {
      throw new AssertionError("a scenario cannot be written", e);
    }
  }

  /**
   * Reads a scenario; one of an older version is converted to the present version.
   *
   * @throws IOException if the text is no scenario, breaks the {@link Limits}, or is of a newer
   *     version; the message names the error
   */
  public static Scenario fromJson(String text) throws IOException {
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IOException("no JSON: " + Damage.of(e), e);
    }
    int version = tree.path("version").asInt(0);
    if (version < 1) {
      throw new IOException("no scenario: it has no version");
    }
    if (version > VERSION) {
      throw new IOException(
          "a scenario of version " + version + "; this program knows up to " + VERSION);
    }
    if (version == 1 && tree instanceof ObjectNode object) {
      object.put("clients", "stay").put("retry", "none");
    }
    if (version < 3 && tree instanceof ObjectNode object) {
      object.putObject("world");
    }
    if (version < VERSION && tree instanceof ObjectNode object) {
      object.put("version", VERSION).put("setupLimitSeconds", SETUP_LIMIT_SECONDS);
    }
    Scenario scenario;
    try {
      scenario = JSON.treeToValue(tree, Scenario.class);
    } catch (JsonMappingException e) {
      throw new IOException("no scenario: " + place(e) + Damage.of(e), e);
    } catch (JacksonException e) {
      throw new IOException("no scenario: " + Damage.of(e), e);
    }
    Optional<String> problem = Limits.problem(scenario);
    if (problem.isPresent()) {
      throw new IOException("no scenario: " + problem.get());
    }
    return scenario;
  }

  /** The element that is wrong, as the beginning of a message. */
  private static String place(JsonMappingException wrong) {
    return wrong.getPath().isEmpty() ? "" : wrong.getPath().getFirst().getFieldName() + ": ";
  }
}
