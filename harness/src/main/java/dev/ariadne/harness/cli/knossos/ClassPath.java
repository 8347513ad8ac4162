package dev.ariadne.harness.cli.knossos;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class path as the JVM reads it: jars, directories, and {@code directory/*} for all jars in it.
 */
final class ClassPath {
  private static final String ALL_JARS = "*";

  private ClassPath() {}

  /** The existing places. The JVM ignores the others too. */
  static URL[] urls(String classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      for (Path place : places(entry.strip())) {
        urls.add(place.toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static List<Path> places(String entry) throws IOException {
    if (entry.isEmpty()) {
      return List.of();
    }
    if (entry.equals(ALL_JARS) || entry.endsWith(File.separator + ALL_JARS)) {
      Path directory = Path.of(entry.substring(0, entry.length() - 1));
      if (!Files.isDirectory(directory)) {
        return List.of();
      }
      try (Stream<Path> files = Files.list(directory)) {
        return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      }
    }
    Path place = Path.of(entry);
    return Files.exists(place) ? List.of(place) : List.of();
  }
}
