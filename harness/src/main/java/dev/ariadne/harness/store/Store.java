package dev.ariadne.harness.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Where runs are kept, laid out as Jepsen's store: {@code NAME/TIME/} for each run, and the
 * relative links {@code latest}, {@code current} and {@code NAME/latest}, which lead to the newest
 * one from its beginning.
 *
 * @param root the store's directory
 */
public record Store(Path root) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSZ", Locale.ROOT);

  /** How many runs may begin within as many milliseconds. */
  private static final int TRIES_MAX = 1000;

  /**
   * Makes the directory of a new run and writes {@code test.json}.
   *
   * @param now the run's beginning; moved on by milliseconds where another run has it
   */
  public RunDirectory begin(Scenario scenario, ZonedDateTime now) throws IOException {
    Path ofName = root.toAbsolutePath().normalize().resolve(scenario.name());
    Files.createDirectories(ofName);
    RunDirectory run = new RunDirectory(createNew(ofName, now));
    run.write(scenario);
    Path time = run.path().getFileName();
    link(ofName.resolve("latest"), time);
    link(ofName.resolveSibling("latest"), Path.of(scenario.name()).resolve(time));
    link(ofName.resolveSibling("current"), Path.of(scenario.name()).resolve(time));
    return run;
  }

  private static Path createNew(Path ofName, ZonedDateTime now) throws IOException {
    for (int i = 0; i < TRIES_MAX; i++) {
      try {
        return Files.createDirectory(ofName.resolve(TIME.format(now.plus(Duration.ofMillis(i)))));
      } catch (FileAlreadyExistsException e) {
        // Another run began in the same millisecond.
      }
    }
    throw new FileAlreadyExistsException(ofName + ": no name is free at " + TIME.format(now));
  }

  private static void link(Path link, Path to) throws IOException {
    Path fresh = link.resolveSibling(link.getFileName() + "." + to.getFileName());
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, to);
    Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
