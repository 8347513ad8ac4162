package dev.ariadne.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The directions that the package documentation promises, and the calls that nobody may make. */
class ArchitectureTest {

  private static final String SERVER = "dev.ariadne.server.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.ariadne.server");

  /** What each package may know beside the Java platform and itself. */
  private static final Map<String, List<String>> KNOWS =
      new TreeMap<>(
          Map.of(
              "base", List.of(),
              "raft", List.of(SERVER + "base"),
              "port", List.of(SERVER + "base"),
              "codec", List.of(SERVER + "base", SERVER + "raft"),
              "kv", List.of(SERVER + "base", SERVER + "raft", SERVER + "codec", "org.pcollections"),
              "wal", List.of(SERVER + "base", SERVER + "raft", SERVER + "codec", SERVER + "port"),
              "node",
                  List.of(
                      SERVER + "base",
                      SERVER + "raft",
                      SERVER + "codec",
                      SERVER + "port",
                      SERVER + "kv",
                      SERVER + "wal"),
              "sim", List.of(SERVER + "base", SERVER + "port"),
              "http",
                  List.of(
                      SERVER + "base",
                      SERVER + "raft",
                      SERVER + "kv",
                      SERVER + "os",
                      "io.netty..",
                      "org.slf4j"),
              "os", List.of(SERVER + "base", SERVER + "port", "io.netty..", "org.slf4j")));

  /** The packages that run in a simulation as they are. */
  private static final String[] DETERMINISTIC =
      Stream.of("base", "raft", "port", "codec", "kv", "wal", "node", "sim")
          .map(name -> SERVER + name)
          .toArray(String[]::new);

  static Stream<String> packages() {
    return KNOWS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageKnowsOnlyThoseItStandsOn(String name) {
    Stream<String> allowed =
        Stream.concat(Stream.of("java..", SERVER + name), KNOWS.get(name).stream());
    classes()
        .that()
        .resideInAPackage(SERVER + name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void theRaftCoreKnowsOnlyCollectionsAndFunctions() {
    classes()
        .that()
        .resideInAPackage(SERVER + "raft")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            SERVER + "raft",
            SERVER + "base",
            "java.lang",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.util",
            "java.util.function",
            "java.util.stream")
        .check(CLASSES);
  }

  @Test
  void whatRunsInASimulationKnowsNoThreadSocketFileOrDate() {
    noClasses()
        .that()
        .resideInAnyPackage(DETERMINISTIC)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.concurrent..", "java.net..", "java.nio.file..", "java.time..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(DETERMINISTIC)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            Thread.class,
            java.util.Random.class,
            java.security.SecureRandom.class,
            java.util.UUID.class)
        .check(CLASSES);
  }

  @Test
  void whatRunsInASimulationAsksNoClockAndNoChanceButItsPorts() {
    noClasses()
        .that()
        .resideInAnyPackage(DETERMINISTIC)
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "identityHashCode", Object.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(java.util.Collections.class, "shuffle", List.class)
        .check(CLASSES);
  }

  @Test
  void productionCodeDoesNotKnowTheSimulation() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVER + "sim")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SERVER + "sim")
        .check(CLASSES);
  }

  @Test
  void noPackagesDependOnEachOther() {
    slices().matching("dev.ariadne.server.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
