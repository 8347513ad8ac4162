package dev.ariadne.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each {@code package-info.java} is the map of its package: each top-level class stands at the head
 * of one line of a list, and nothing in the map names a class that does not exist.
 */
class PackageInfoTest {

  private static final String PACKAGE_INFO = "package-info.java";

  private static final Pattern CLASS =
      Pattern.compile(
          "^(?:(?:public|abstract|final|sealed|non-sealed) )*"
              + "(?:class|interface|record|enum|@interface) (\\w+)",
          Pattern.MULTILINE);

  /** The head of a list item, if it is the name of a class: packages begin with a small letter. */
  private static final Pattern LIST_HEAD =
      Pattern.compile("<li>\\{@(?:link|code) ([\\w.]*\\b[A-Z]\\w*)}");

  private static final Pattern LINK = Pattern.compile("\\{@link (dev\\.ariadne\\.[\\w.]+)");

  @Test
  void eachPackageInfoListsEachClassOfItsPackageOnce() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Package map : packages()) {
      if (!Files.exists(map.info())) {
        problems.add(map.name() + ": has no " + PACKAGE_INFO);
        continue;
      }
      List<String> listed = listed(map);
      Set<String> missing = new TreeSet<>(map.classes());
      listed.forEach(missing::remove);
      if (!missing.isEmpty()) {
        problems.add(map.name() + ": no line of the list begins with " + missing);
      }
      Set<String> seen = new TreeSet<>();
      Set<String> repeated =
          listed.stream()
              .filter(name -> !seen.add(name))
              .collect(Collectors.toCollection(TreeSet::new));
      if (!repeated.isEmpty()) {
        problems.add(map.name() + ": more than one line begins with " + repeated);
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void noPackageInfoNamesAClassThatDoesNotExist() throws IOException {
    List<Package> packages = packages();
    Set<String> known = new TreeSet<>();
    packages.forEach(map -> map.classes().forEach(name -> known.add(map.name() + "." + name)));
    List<String> problems = new ArrayList<>();
    for (Package map : packages) {
      if (!Files.exists(map.info())) {
        continue;
      }
      Set<String> unknown = new TreeSet<>(listed(map));
      unknown.removeAll(map.classes());
      Matcher link = LINK.matcher(text(map));
      while (link.find()) {
        String name = link.group(1).replaceFirst("(\\.[A-Z]\\w*)\\..*", "$1");
        if (!known.contains(name)) {
          unknown.add(name);
        }
      }
      if (!unknown.isEmpty()) {
        problems.add(map.name() + ": there is no " + unknown);
      }
    }
    assertThat(problems).isEmpty();
  }

  /** The classes that stand at the head of a list item; those of the package by simple name. */
  private static List<String> listed(Package map) throws IOException {
    return LIST_HEAD
        .matcher(text(map))
        .results()
        .map(head -> head.group(1))
        .map(
            name ->
                name.startsWith(map.name() + ".") ? name.substring(map.name().length() + 1) : name)
        .toList();
  }

  /** The text without the line breaks of the layout. */
  private static String text(Package map) throws IOException {
    return Files.readString(map.info()).replaceAll("\\s*\\n \\* *", " ");
  }

  private static List<Package> packages() throws IOException {
    Path root = Path.of("..").toRealPath();
    List<Package> packages = new ArrayList<>();
    for (String module : List.of("checker", "server", "harness")) {
      Path sources = root.resolve(module).resolve("src/main/java");
      List<Path> directories;
      try (Stream<Path> walk = Files.walk(sources)) {
        directories = walk.filter(Files::isDirectory).sorted().toList();
      }
      for (Path directory : directories) {
        Set<String> classes = classes(directory);
        if (!classes.isEmpty()) {
          String name = sources.relativize(directory).toString().replace('/', '.');
          packages.add(new Package(name, directory.resolve(PACKAGE_INFO), classes));
        }
      }
    }
    assertThat(packages).as("packages of all three modules").hasSizeGreaterThan(30);
    return packages;
  }

  private static Set<String> classes(Path directory) throws IOException {
    Set<String> classes = new TreeSet<>();
    List<Path> sources;
    try (Stream<Path> files = Files.list(directory)) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith(PACKAGE_INFO))
              .toList();
    }
    for (Path source : sources) {
      Matcher matcher = CLASS.matcher(Files.readString(source));
      while (matcher.find()) {
        classes.add(matcher.group(1));
      }
    }
    return classes;
  }

  /**
   * A package of the main sources.
   *
   * @param info its {@code package-info.java}, which may not exist
   * @param classes the simple names of its top-level classes
   */
  private record Package(String name, Path info, Set<String> classes) {}
}
