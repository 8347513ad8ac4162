package dev.ariadne.harness.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A number for the code of a simulation: the same code and the same seed are the same run. All
 * classes count that come from where the harness, the checker, and the target come from.
 */
public final class CodeVersion {
  private static final ClassValue<Long> OF_LOCATION =
      new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
          return crc(type);
        }
      };

  private CodeVersion() {}

  /**
   * Returns a hash of the classes of the harness and the checker, and of all classes at the
   * locations of these.
   */
  public static String classHash(Class<?>... targets) {
    long sum = OF_LOCATION.get(CodeVersion.class);
    sum = 31 * sum + OF_LOCATION.get(dev.ariadne.checker.Checker.class);
    for (Class<?> target : targets) {
      sum = 31 * sum + OF_LOCATION.get(target);
    }
    return Long.toHexString(sum);
  }

  private static long crc(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return 0;
    }
    try {
      Path place = Path.of(source.getLocation().toURI());
      if (Files.isDirectory(place)) {
        return crc(place);
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return crc(jar.getPath("/"));
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own classes cannot be read", e);
    }
  }

  /** The same for a directory as for the jar that is made of it. */
  private static long crc(Path root) throws IOException {
    List<Path> classes;
    try (Stream<Path> all = Files.walk(root)) {
      classes = new ArrayList<>(all.filter(file -> file.toString().endsWith(".class")).toList());
    }
    TreeMap<String, Path> byName = new TreeMap<>();
    for (Path file : classes) {
      byName.put(root.relativize(file).toString().replace('\\', '/'), file);
    }
    CRC32 crc = new CRC32();
    for (var entry : byName.entrySet()) {
      crc.update(entry.getKey().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      crc.update(Files.readAllBytes(entry.getValue()));
    }
    return crc.getValue();
  }
}
