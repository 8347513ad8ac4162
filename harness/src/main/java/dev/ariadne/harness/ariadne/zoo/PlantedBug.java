package dev.ariadne.harness.ariadne.zoo;

import dev.ariadne.harness.run.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bug for this project's server: a unified diff of its sources, which is applied, compiled and
 * loaded in memory, beside the server as it is. Needs a checkout and a JDK.
 *
 * <pre>{@code
 * @Property
 * @Domain(ClusterDomain.class)
 * void whatIsAcknowledgedIsOnDisk(@ForAll Script script) {
 *   script.perform(PlantedBug.named("W1").simulator()).mustHold();
 * }
 * }</pre>
 */
public final class PlantedBug {

  /** What all plants have in common; made when it is first needed. */
  private static final class Garden {
    static final Map<String, String> SOURCES = sources();
    static final Compilation COMPILATION = compilation();

    private static Map<String, String> sources() {
      try {
        return ServerSources.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Compilation compilation() {
      try {
        return new Compilation(SOURCES);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** By the text of the patch. */
  private static final Map<String, Simulator> PLANTED = new ConcurrentHashMap<>();

  private final Patch patch;

  private PlantedBug(Patch patch) {
    this.patch = patch;
  }

  /**
   * One of this project's own, as {@code ./ariadne zoo} lists them.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static PlantedBug named(String id) {
    return own().stream()
        .filter(bug -> bug.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no bug " + id));
  }

  /** All of this project's own. */
  public static List<PlantedBug> own() {
    try {
      return Patch.own().stream().map(PlantedBug::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A patch of one's own, to the server's sources; its name is the file's. */
  public static PlantedBug of(Path diff) {
    try {
      return new PlantedBug(Patch.read(diff));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same, as text.
   *
   * @param diff what stands before it says what the wrong code does
   */
  public static PlantedBug of(String id, String diff) {
    return new PlantedBug(new Patch(id, diff));
  }

  public String id() {
    return patch.id();
  }

  /** What the wrong code does. */
  public String title() {
    return patch.title();
  }

  /**
   * The server with the bug, as a target. Compiled once, whoever asks.
   *
   * @throws IllegalArgumentException if the patch does not apply or does not compile; says where
   */
  public Simulator simulator() {
    return PLANTED.computeIfAbsent(
        patch.text(),
        text -> {
          try {
            return PatchedServer.of(patch, Garden.SOURCES, Garden.COMPILATION).simulator();
          } catch (PatchException e) {
            throw new IllegalArgumentException(patch.id() + " " + e.getMessage(), e);
          }
        });
  }

  @Override
  public String toString() {
    return id() + ": " + title();
  }
}
