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
 * Everything that a test needs to run again: {@code test.json} in its store.
 *
 * @param version of this format; {@link #VERSION}
 * @param name of the test, and of its directory in the store
 * @param target by its {@link dev.ariadne.harness.cluster.TargetProvider#name name}
 * @param seed decides every generated operation and every fault
 * @param nodes at least 1
 * @param concurrency client workers, at least 1
 * @param rate operations a second that are begun, all clients together; above 0
 * @param timeLimitSeconds how long the main phase lasts; above 0
 * @param keys how many keys the workload uses, at least 1
 * @param nemesis kinds of faults, in order; empty for none
 * @param nemesisIntervalSeconds from the beginning of a fault to that of the next; above 0
 * @param snapshotCount entries between two snapshots, at least 1
 * @param keepEntries entries kept behind a snapshot, at least 0
 * @param staleReads clients read what their node happens to have, which is wrong on purpose
 * @param clients how they choose their node: {@code stay} or {@code hop}; since version 2
 * @param retry what they do about unknown outcomes: {@code none}, {@code id} or {@code blind};
 *     since version 2
 * @param world what a simulation has drawn beside all this, by name: limits, sizes, speeds. Empty
 *     for a live run, and for one whose world the seed is yet to draw; since version 3
 * @param setupLimitSeconds how long the first acknowledged operation is waited for before the run
 *     is stopped; above 0; {@link #NO_SETUP_LIMIT} waits for ever: a run that was never answered is
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

  /** How long a system may take to its first answer, unless a scenario says otherwise. */
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

  /** One without a world of its own, and with the usual limit for the first answer. */
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

  /** The same with another seed, whose world is yet to be drawn. */
  public Scenario withSeed(long other) {
    return with(other, new TreeMap<>());
  }

  /** The same in this world. */
  public Scenario in(SortedMap<String, Long> drawn) {
    return with(seed, drawn);
  }

  /** The same without faults. */
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

  /** Whether a run that is not answered is stopped. */
  public boolean hasSetupLimit() {
    return setupLimitSeconds < NO_SETUP_LIMIT;
  }

  /** The same with another limit for the first answer. */
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

  /** The node, by number from 0, that keeps every entry of its log. */
  public int keeper() {
    return choices().pick("keeper", 0, nodes);
  }

  /**
   * What a target is told of it.
   *
   * @param directory what the cluster leaves behind goes there
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
   * Reads a scenario; one of an older version becomes what it would be today.
   *
   * @throws IOException if it is none, asks for what makes no sense ({@link Limits}), or is one of
   *     a newer version; the message says what is wrong
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
