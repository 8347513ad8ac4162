package dev.ariadne.harness.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The form in which a {@link Scenario} is stored: one level of elements, whose names and meaning
 * are those of the scenario's parts.
 *
 * @param version of this format; {@link #VERSION}
 * @param clients since version 2
 * @param retry since version 2
 * @param world since version 3
 * @param setupLimitSeconds since version 4
 * @param scenes since version 5
 * @param readShare since version 5
 * @param readers since version 5
 * @param clientTimeoutSeconds since version 5
 */
record StoredScenario(
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
    double setupLimitSeconds,
    List<String> scenes,
    double readShare,
    int readers,
    double clientTimeoutSeconds) {
  static final int VERSION = 5;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  static StoredScenario of(Scenario scenario) {
    ClusterSize cluster = scenario.cluster();
    Load load = scenario.load();
    FaultSchedule faults = scenario.faults();
    return new StoredScenario(
        VERSION,
        scenario.name(),
        scenario.target(),
        scenario.seed(),
        cluster.nodes(),
        load.concurrency(),
        load.rate(),
        scenario.timeLimitSeconds(),
        load.workload(),
        load.keys(),
        faults.kinds(),
        faults.intervalSeconds(),
        cluster.snapshotCount(),
        cluster.keepEntries(),
        load.staleReads(),
        load.clients(),
        load.retry(),
        scenario.world(),
        scenario.setupLimitSeconds(),
        faults.scenes(),
        load.readShare(),
        load.readers(),
        load.clientTimeoutSeconds());
  }

  Scenario scenario() {
    return new Scenario(
        name,
        target,
        seed,
        new ClusterSize(nodes, snapshotCount, keepEntries),
        new Load(
            workload,
            keys,
            concurrency,
            rate,
            clients,
            retry,
            readShare,
            readers,
            clientTimeoutSeconds,
            staleReads),
        new FaultSchedule(nemesis, scenes, nemesisIntervalSeconds),
        timeLimitSeconds,
        setupLimitSeconds,
        world);
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JacksonException e) {
      throw new AssertionError("a scenario cannot be written", e);
    }
  }

  /** Reads a scenario; one of an older version is converted to the present version. */
  static StoredScenario fromJson(String text) throws IOException {
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IOException("no JSON: " + ParseErrorText.of(e), e);
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
    if (version < 4 && tree instanceof ObjectNode object) {
      object.put("setupLimitSeconds", Scenario.SETUP_LIMIT_SECONDS);
    }
    if (version < VERSION && tree instanceof ObjectNode object) {
      object.putArray("scenes");
      object.put("readShare", 0).put("readers", 0);
      object.put("clientTimeoutSeconds", Load.CLIENT_TIMEOUT_SECONDS).put("version", VERSION);
    }
    StoredScenario stored;
    try {
      stored = JSON.treeToValue(tree, StoredScenario.class);
    } catch (JsonMappingException e) {
      throw new IOException("no scenario: " + place(e) + ParseErrorText.of(e), e);
    } catch (JacksonException e) {
      throw new IOException("no scenario: " + ParseErrorText.of(e), e);
    }
    Optional<String> problem = ScenarioLimits.problem(stored);
    if (problem.isPresent()) {
      throw new IOException("no scenario: " + problem.get());
    }
    return stored;
  }

  /** The element that is wrong, as the beginning of a message. */
  private static String place(JsonMappingException wrong) {
    return wrong.getPath().isEmpty() ? "" : wrong.getPath().getFirst().getFieldName() + ": ";
  }
}
