package dev.ariadne.harness.ariadne.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A planted bug.
 *
 * @param id the file's name without its ending
 * @param text a unified diff; the text before it describes the bug
 */
record Patch(String id, String text) {

  private static final String ENDING = ".patch";
  private static final String INDEX = "bugs.txt";

  /** The patches of this project, in the order of the index. */
  static List<Patch> own() throws IOException {
    List<Patch> patches = new ArrayList<>();
    for (String id : resource(INDEX).lines().map(String::strip).toList()) {
      if (!id.isEmpty() && !id.startsWith("#")) {
        patches.add(new Patch(id, resource(id + ENDING)));
      }
    }
    return List.copyOf(patches);
  }

  /**
   * One patch file, or all files of a directory that end in {@code .patch} or {@code .diff}, by
   * name. Bytes that are not UTF-8 are replaced, so a file that is not text is a patch that changes
   * nothing.
   */
  static List<Patch> at(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(read(path));
    }
    List<Patch> patches = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if ((name.endsWith(ENDING) || name.endsWith(".diff")) && !Files.isDirectory(file)) {
          patches.add(read(file));
        }
      }
    }
    return List.copyOf(patches);
  }

  /** A patch file; its id is the name of the file without the ending. */
  static Patch read(Path file) throws IOException {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return new Patch(
        dot > 0 ? name.substring(0, dot) : name,
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
  }

  /** The title from the first line of the patch, without the id; the id if there is no title. */
  String title() {
    String first = text.lines().findFirst().orElse("").strip();
    boolean isDiff =
        first.isEmpty()
            || first.startsWith("--- ")
            || first.startsWith("diff ")
            || first.startsWith("From ");
    if (isDiff) {
      return id;
    }
    return first.startsWith(id + ":") ? first.substring(id.length() + 1).strip() : first;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Patch.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the harness was built without its " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
