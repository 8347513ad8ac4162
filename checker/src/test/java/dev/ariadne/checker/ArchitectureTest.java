package dev.ariadne.checker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ariadne.checker");

  @Test
  void theCheckerNeedsNothingButTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.ariadne.checker..")
        .check(MAIN);
  }

  @Test
  void nothingReadsAClockDrawsAtRandomOrStartsAThreadButAcrossKeys() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.ariadne.checker.Workers")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            Random.class, SplittableRandom.class, ThreadLocalRandom.class, UUID.class, Thread.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.time..", "java.util.concurrent..")
        .check(MAIN);
  }

  @Test
  void packagesDependOneWay() {
    slices().matching("dev.ariadne.checker.(*)..").should().beFreeOfCycles().check(MAIN);
    below("edn", "history", "read", "model", "engine", "explain");
    below("history", "read", "model", "engine", "explain");
    below("read", "model", "engine", "explain");
    below("model", "read", "engine", "explain");
    below("engine", "read", "explain");
    noClasses()
        .that()
        .resideInAPackage("dev.ariadne.checker.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.ariadne.checker")
        .check(MAIN);
  }

  @Test
  void everyClassIsNamedInTheListOfItsPackage() throws IOException {
    Path root = Path.of("src/main/java");
    List<Path> sources;
    try (Stream<Path> files = Files.walk(root)) {
      sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    assertThat(sources).isNotEmpty();
    for (Path source : sources) {
      String name = source.getFileName().toString().replace(".java", "");
      if (!name.equals("package-info")) {
        assertThat(Files.readString(source.resolveSibling("package-info.java")))
            .containsPattern("<li>\\{@(link|code) ([a-z.]+\\.)?" + name + "}: ");
      }
    }
  }

  private static void below(String lower, String... higher) {
    for (String one : higher) {
      noClasses()
          .that()
          .resideInAPackage("dev.ariadne.checker." + lower)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.ariadne.checker." + one)
          .check(MAIN);
    }
  }
}
