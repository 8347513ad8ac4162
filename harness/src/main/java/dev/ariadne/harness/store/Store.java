package dev.ariadne.harness.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of all runs, laid out as Jepsen's store: {@code NAME/TIME/} for each run, and the
 * relative links {@code latest}, {@code current} and {@code NAME/latest}. The links lead to the
 * newest run as soon as it has begun.
 *
 * @param root the store's directory
 */
public record Store(Path root) {
  /**
   * UTC, with {@code Z} for its zone, which sorts by time. The pages of {@code lein run serve} make
   * their links from the time in the name, and in UTC they write {@code Z}. So they do not find
   * names with {@code +0000}, as in stores of earlier versions.
   */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSX", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The number of runs that may begin within as many milliseconds. */
  private static final int TRIES_MAX = 1000;

  /**
   * @param now the run's beginning; it is increased by milliseconds if another run has that time
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

  /** Removes a run that was refused before it began, and the links to it. */
  public static void withdraw(RunDirectory run) throws IOException {
    Path ofName = run.path().getParent();
    Path root = ofName.getParent();
    List<Path> all;
    try (Stream<Path> below = Files.walk(run.path())) {
      all = below.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
    Optional<Path> before = newest(List.of(ofName));
    relink(ofName.resolve("latest"), before.map(Path::getFileName));
    if (before.isEmpty()) {
      Files.delete(ofName);
    }
    Optional<Path> newest = newest(directories(root)).map(root::relativize);
    relink(root.resolve("latest"), newest);
    relink(root.resolve("current"), newest);
  }

  /** The newest run in these directories. */
  private static Optional<Path> newest(List<Path> names) throws IOException {
    List<Path> runs = new ArrayList<>();
    for (Path name : names) {
      runs.addAll(directories(name));
    }
    return runs.stream().max(Comparator.comparing(run -> run.getFileName().toString()));
  }

  private static List<Path> directories(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.filter(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }

  private static void relink(Path link, Optional<Path> to) throws IOException {
    if (to.isPresent()) {
      link(link, to.get());
    } else {
      Files.deleteIfExists(link);
    }
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
