package dev.ariadne.harness.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ariadne.harness.OutputPath;
import dev.ariadne.harness.cluster.Capability;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The directory of one run. A file that is written at once appears whole or not at all.
 *
 * @param path absolute
 */
public record RunDirectory(Path path) {

  /** A class of its own, because loading it takes longer than the check of a small file. */
  private static final class Json {
    static final JsonMapper MAPPER =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();
  }

  /** The run that a file names: by its directory, or by the history in it; empty for others. */
  public static Optional<RunDirectory> named(Path file) {
    boolean directory = Files.isDirectory(file);
    RunDirectory run = new RunDirectory(directory ? file : file.toAbsolutePath().getParent());
    boolean names = directory || run.history().getFileName().equals(file.getFileName());
    return names && Files.exists(run.scenarioFile()) ? Optional.of(run) : Optional.empty();
  }

  public Path history() {
    return path.resolve("history.edn");
  }

  public Path results() {
    return path.resolve("results.edn");
  }

  public Path scenarioFile() {
    return path.resolve("test.json");
  }

  public Path report() {
    return path.resolve("report.html");
  }

  /** The file with the reports of the nodes, one JSON object a line. */
  public Path events() {
    return path.resolve("events.jsonl");
  }

  /**
   * Returns true if all reports of the run were stored. The events are written last, and at once.
   */
  public boolean isComplete() {
    return Files.exists(events());
  }

  /** The directory of one node: its log, and its data. */
  public Path node(String name) {
    return path.resolve(name);
  }

  /** The file with the result of the recovery. */
  public Path recovery() {
    return path.resolve("recovery.json");
  }

  public Scenario scenario() throws IOException {
    String text = text(scenarioFile());
    try {
      return Scenario.fromJson(text);
    } catch (IOException e) {
      String wayOut = e.getMessage().startsWith("no ") ? ParseErrorText.WAY_OUT : "";
      throw new IOException(scenarioFile() + ": " + e.getMessage() + wayOut, e);
    }
  }

  public void write(Scenario scenario) throws IOException {
    write(scenarioFile(), scenario.toJson());
  }

  public void writeEvents(List<Capability.Journal.Entry> entries) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Capability.Journal.Entry entry : entries) {
      lines.append(json(entry)).append('\n');
    }
    write(events(), lines.toString());
  }

  /** The reports of the nodes; empty if nothing was stored. */
  public List<Capability.Journal.Entry> readEvents() throws IOException {
    if (!Files.exists(events())) {
      return List.of();
    }
    List<Capability.Journal.Entry> entries = new ArrayList<>();
    for (String line : text(events()).lines().toList()) {
      entries.add(read(events(), line, Capability.Journal.Entry.class));
    }
    return entries;
  }

  public void write(RecoveryRecord recovery) throws IOException {
    write(recovery(), json(recovery) + "\n");
  }

  /** The file with what the target could report, and how the run ended. */
  public Path runFile() {
    return path.resolve("run.json");
  }

  public void write(RunRecord run) throws IOException {
    write(runFile(), json(run) + "\n");
  }

  /**
   * Reads {@link #runFile}. Empty if the run is older than this file, or did not get there.
   *
   * @throws IOException if it is damaged, or was made by an incompatible version
   */
  public Optional<RunRecord> readRun() throws IOException {
    if (!Files.exists(runFile())) {
      return Optional.empty();
    }
    RunRecord run = read(runFile(), text(runFile()), RunRecord.class);
    if (run.version() != RunRecord.VERSION) {
      throw new IOException(
          "%s is of version %d; this program knows %d"
              .formatted(runFile(), run.version(), RunRecord.VERSION));
    }
    return Optional.of(run);
  }

  /**
   * The file with decisions that a simulated run took instead of its seed's; usually there is none.
   */
  public Path decisions() {
    return path.resolve("decisions.txt");
  }

  /** The file with the description of a simulated run; a live run has none. */
  public Path simulation() {
    return path.resolve("simulation.json");
  }

  public void write(SimulationRecord simulation) throws IOException {
    write(simulation(), json(simulation) + "\n");
  }

  /**
   * Reads {@link #simulation}. Empty if the run was live.
   *
   * @throws IOException if it is damaged, or was made by an incompatible version
   */
  public Optional<SimulationRecord> readSimulation() throws IOException {
    if (!Files.exists(simulation())) {
      return Optional.empty();
    }
    String text = text(simulation());
    long version = read(simulation(), text, JsonNode.class).path("version").asLong(0);
    if (version != SimulationRecord.VERSION) {
      throw new IOException(
          "%s was made by an incompatible version: its simulation is of version %d, this program's of %d"
              .formatted(path, version, SimulationRecord.VERSION));
    }
    return Optional.of(read(simulation(), text, SimulationRecord.class));
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": damaged: not UTF-8" + ParseErrorText.WAY_OUT, e);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + OutputPath.reason(e), e);
    }
  }

  /** Reads the result of the recovery. Empty if the run did not get there. */
  public Optional<RecoveryRecord> readRecovery() throws IOException {
    return Files.exists(recovery())
        ? Optional.of(read(recovery(), text(recovery()), RecoveryRecord.class))
        : Optional.empty();
  }

  /** Writes a file at once, and replaces an earlier one of this name. */
  public void write(Path file, String content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, content, StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String json(Object value) throws IOException {
    return Json.MAPPER.writeValueAsString(value);
  }

  private static <T> T read(Path file, String text, Class<T> type) throws IOException {
    T value;
    try {
      value = Json.MAPPER.readValue(text, type);
    } catch (JacksonException e) {
      throw new IOException(
          file + ": damaged: " + ParseErrorText.of(e) + ParseErrorText.WAY_OUT, e);
    }
    if (value == null) {
      throw new IOException(file + ": damaged: there is nothing in it" + ParseErrorText.WAY_OUT);
    }
    return value;
  }
}
