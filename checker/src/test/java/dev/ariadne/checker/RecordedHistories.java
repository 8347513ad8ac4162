package dev.ariadne.checker;

import dev.ariadne.checker.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the recorded histories and reads their table of verdicts. */
final class RecordedHistories {

  private RecordedHistories() {}

  record Known(String name, Path file, CheckFiles.Options options, boolean linearizable) {}

  /** The folder that the property names, or one beside the checkout. */
  static Optional<Path> folder() {
    String property = System.getProperty("ariadne.histories");
    if (property != null) {
      return Optional.of(Path.of(property));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared").resolve("histories");
      if (Files.isRegularFile(folder.resolve("verdicts.tsv"))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  static List<Known> known(Path folder) throws IOException {
    List<Known> known = new ArrayList<>();
    List<String> lines = Files.readAllLines(folder.resolve("verdicts.tsv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] columns = line.split("\t");
      known.add(
          new Known(
              columns[0],
              folder.resolve(columns[0]),
              options(columns[1]),
              Boolean.parseBoolean(columns[2])));
    }
    return known;
  }

  private static CheckFiles.Options options(String model) {
    Optional<Models.Initial> initial =
        switch (model) {
          case "cas-register nil, compare-failed observed" -> Optional.empty();
          case "cas-register 0" -> Optional.of(new Models.Initial(0L));
          case "key-value get/put/append, all keys \"\"" -> Optional.of(new Models.Initial(""));
          default -> throw new IllegalArgumentException(model);
        };
    String name = model.startsWith("key-value") ? "kv" : "cas-register";
    return new CheckFiles.Options(
        
        Optional.of(name),
        initial,
        Optional.empty(),
        Optional.empty(),
        Budget.standard(),
        () -> 0);
  }
}
