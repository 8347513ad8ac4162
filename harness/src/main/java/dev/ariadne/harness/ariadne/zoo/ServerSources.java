package dev.ariadne.harness.ariadne.zoo;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The server's sources in the checkout. */
final class ServerSources {

  private static final String ROOT = "server/src/main/java";
  private static final String PACKAGE = "dev/ariadne/server/";

  private ServerSources() {}

  /**
   * All source files by path, relative to the source root.
   *
   * @throws IOException if they are missing; the message names the places that were searched
   */
  static SortedMap<String, String> read() throws IOException {
    Path root = find();
    TreeMap<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String path = root.relativize(file).toString().replace('\\', '/');
        if (path.startsWith(PACKAGE)) {
          sources.put(path, Files.readString(file));
        }
      }
    }
    return Collections.unmodifiableSortedMap(sources);
  }

  /**
   * The path of a file relative to the source root. A patch may name it with or without the
   * directories above.
   */
  static String relative(String named) {
    int at = named.indexOf(PACKAGE);
    return at < 0 ? named : named.substring(at);
  }

  /** Searches above the directory of the harness's classes, then above the working directory. */
  private static Path find() throws IOException {
    List<Path> starts = new ArrayList<>();
    CodeSource code = ServerSources.class.getProtectionDomain().getCodeSource();
    if (code != null) {
      try {
        starts.add(Path.of(code.getLocation().toURI()));
      } catch (URISyntaxException e) {
        throw new IOException("the harness's own place cannot be read: " + code.getLocation(), e);
      }
    }
    starts.add(Path.of("").toAbsolutePath());
    for (Path start : starts) {
      for (Path above = start; above != null; above = above.getParent()) {
        if (Files.isDirectory(above.resolve(ROOT).resolve(PACKAGE))) {
          return above.resolve(ROOT);
        }
      }
    }
    throw new NoSuchFileException(
        ROOT
            + " above "
            + starts
            + " (planted bugs are patches of the server's sources, so this needs a checkout)");
  }
}
