package dev.ariadne.harness.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the seeds of a text. */
final class Seeds {
  /** The system property that replaces the seeds of the source. */
  static final String PROPERTY = "ariadne.cluster.seeds";

  static final int SEEDS_MAX = 100_000;

  /** The environment variables in which common CI systems name the commit. */
  private static final List<String> COMMIT_VARIABLES =
      List.of(
          "ARIADNE_COMMIT",
          "GITHUB_SHA",
          "CI_COMMIT_SHA",
          "GIT_COMMIT",
          "BUILDKITE_COMMIT",
          "CIRCLE_SHA1",
          "BUILD_SOURCEVERSION");

  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

  private Seeds() {}

  /**
   * The seeds, in order.
   *
   * @param environment the environment variables by name
   * @param here the working directory, to find its repository
   * @throws IllegalArgumentException for a text without seeds
   */
  static List<Long> of(String text, Map<String, String> environment, Path here) {
    if (text.isBlank()) {
      return List.of(1L);
    }
    List<Long> seeds = new ArrayList<>();
    for (String part : text.split(",")) {
      String word = part.strip();
      Matcher range = RANGE.matcher(word);
      if (word.equals("commit")) {
        seeds.add(ofCommit(environment, here));
      } else if (range.matches()) {
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        if (last < first || last - first >= SEEDS_MAX) {
          throw wrong(text);
        }
        for (long seed = first; seed <= last; seed++) {
          seeds.add(seed);
        }
      } else if (word.matches("\\d{1,18}")) {
        seeds.add(Long.parseLong(word));
      } else {
        throw wrong(text);
      }
    }
    if (seeds.isEmpty()) {
      throw wrong(text);
    }
    return seeds;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "seeds: expected 7, 1..50, 1,5,9 or commit, of at most 18 digits each and at most "
            + SEEDS_MAX
            + " in a range; found '"
            + text
            + "'");
  }

  /** A seed that is short enough to be read aloud. The same commit has the same seed. */
  private static long ofCommit(Map<String, String> environment, Path here) {
    String commit =
        COMMIT_VARIABLES.stream()
            .map(environment::get)
            .filter(value -> value != null && COMMIT.matcher(value).matches())
            .findFirst()
            .or(() -> head(here))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "seeds: there is no commit: none of "
                            + COMMIT_VARIABLES
                            + " is set, and this is no Git repository"));
    return Long.parseLong(commit.substring(0, 7), 16);
  }

  private static Optional<String> head(Path here) {
    for (Path at = here.toAbsolutePath(); at != null; at = at.getParent()) {
      try {
        Path git = at.resolve(".git");
        if (Files.isRegularFile(git)) {
          git = at.resolve(Files.readString(git).strip().replaceFirst("^gitdir: ", ""));
        }
        if (Files.isDirectory(git)) {
          return commit(git);
        }
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<String> commit(Path git) throws IOException {
    String head = Files.readString(git.resolve("HEAD")).strip();
    if (!head.startsWith("ref: ")) {
      return Optional.of(head).filter(name -> COMMIT.matcher(name).matches());
    }
    String name = head.substring(5);
    Path common = git.resolve("commondir");
    Path shared =
        Files.exists(common) ? git.resolve(Files.readString(common).strip()).normalize() : git;
    for (Path place : List.of(git, shared)) {
      if (Files.exists(place.resolve(name))) {
        return Optional.of(Files.readString(place.resolve(name)).strip());
      }
    }
    Path packed = shared.resolve("packed-refs");
    return Files.exists(packed)
        ? Files.readAllLines(packed).stream()
            .filter(line -> line.endsWith(" " + name))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .findFirst()
        : Optional.empty();
  }
}
