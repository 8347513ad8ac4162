package dev.ariadne.harness.ariadne.zoo;

import dev.ariadne.harness.run.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A planted bug: a unified diff of the server's sources. It is applied, compiled and loaded in
 * memory, beside the normal server. It needs a checkout and a JDK.
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

  /** The data that all planted bugs share; made at the first use. */
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

  /** The targets by the text of the patch. */
  private static final Map<String, Simulator> PLANTED = new ConcurrentHashMap<>();

  private final Patch patch;

  private PlantedBug(Patch patch) {
    this.patch = patch;
  }

  /**
   * A planted bug of this project, by its name in {@code ./ariadne zoo}.
   *
   * @throws IllegalArgumentException if no bug has this name
   */
  public static PlantedBug named(String id) {
    return own().stream()
        .filter(bug -> bug.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no bug " + id));
  }

  /** All planted bugs of this project. */
  public static List<PlantedBug> own() {
    try {
      return Patch.own().stream().map(PlantedBug::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A patch of your own for the server's sources. The name of the file is its name. */
  public static PlantedBug of(Path diff) {
    try {
      return new PlantedBug(Patch.read(diff));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A patch of your own, as text.
   *
   * @param diff a unified diff; the text before it describes the bug
   */
  public static PlantedBug of(String id, String diff) {
    return new PlantedBug(new Patch(id, diff));
  }

  public String id() {
    return patch.id();
  }

  /** A description of the bug. */
  public String title() {
    return patch.title();
  }

  /**
   * The server with the bug, as a target. It is compiled only once.
   *
   * @throws IllegalArgumentException if the patch does not apply or does not compile; the message
   *     says where
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
