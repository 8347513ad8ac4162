package dev.ariadne.harness;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may use what. */
final class ArchitectureTest {
  private static final String[] WORLDS = {
    "dev.ariadne.harness.ariadne..",
    "dev.ariadne.harness.cli..",
    "dev.ariadne.harness.junit..",
    "dev.ariadne.harness.process..",
    "dev.ariadne.harness.proxy.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ariadne.harness");

  @Test
  void onlyTheAdapterKnowsTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.ariadne.harness.ariadne..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.ariadne.server..", "io.netty..")
        .check(CLASSES);
  }

  /** What is enough for our own server is enough for a user's. */
  @Test
  void theAdapterUsesNothingThatAUsersOwnTargetCouldNotUse() {
    noClasses()
        .that()
        .resideInAPackage("dev.ariadne.harness.ariadne..")
        .and()
        .resideOutsideOfPackages(
            "dev.ariadne.harness.ariadne.sim..",
            "dev.ariadne.harness.ariadne.oracle..",
            "dev.ariadne.harness.ariadne.zoo..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.ariadne.harness..")
                .and(
                    resideOutsideOfPackages(
                        "dev.ariadne.harness",
                        "dev.ariadne.harness.cluster..",
                        "dev.ariadne.harness.link..",
                        "dev.ariadne.harness.process..",
                        "dev.ariadne.harness.proxy..",
                        "dev.ariadne.harness.ariadne..")))
        .check(CLASSES);
  }

  /** Proxies, links and processes serve any system: they know none. */
  @Test
  void processesAndProxiesKnowNothingElseOfTheHarness() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.ariadne.harness.link..",
            "dev.ariadne.harness.process..",
            "dev.ariadne.harness.proxy..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.ariadne..")
                .and(
                    resideOutsideOfPackages(
                        "dev.ariadne.harness",
                        "dev.ariadne.harness.link..",
                        "dev.ariadne.harness.process..",
                        "dev.ariadne.harness.proxy..")))
        .check(CLASSES);
  }

  @Test
  void noPackagesDependOnEachOther() {
    slices().matching("dev.ariadne.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyThoseWhoWriteSuitesAndPropertiesNeedJUnitAndJqwik() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.ariadne.harness.junit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.opentest4j..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.ariadne.harness.jqwik..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("net.jqwik..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ariadne.harness.junit..", "dev.ariadne.harness.jqwik..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.ariadne.harness.junit..", "dev.ariadne.harness.jqwik..")
        .check(CLASSES);
  }

  @Test
  void nobodyKnowsTheAdapter() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.ariadne.harness.ariadne..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.ariadne.harness.ariadne..")
        .check(CLASSES);
  }

  @Test
  void threadsLiveInTheWorldsTheSweepAndTheLiveInterpreterOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(WORLDS)
        .and()
        .haveNameNotMatching(".*\\.(LiveInterpreter|Sweep)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Thread")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent.locks..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.concurrent\\..*(Executor|Future|Queue|Latch|Random).*")
        .check(CLASSES);
  }

  @Test
  void nobodyElseLooksAtTheClockOrThrowsDice() {
    noClasses()
        .that()
        .resideOutsideOfPackages(WORLDS)
        .and()
        .haveNameNotMatching(".*\\.Sweep")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.ZonedDateTime.class, "now")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .check(CLASSES);
  }

  @Test
  void generatorsKnowOnlyChoicesAndOperations() {
    noClasses()
        .that()
        .resideInAPackage("dev.ariadne.harness.generator..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.ariadne.harness.cluster..",
            "dev.ariadne.harness.interpreter..",
            "dev.ariadne.harness.nemesis..",
            "dev.ariadne.harness.store..",
            "dev.ariadne.harness.run..",
            "java.io..",
            "java.nio..")
        .check(CLASSES);
  }

  /** What a simulated run goes through, from its decisions to its history. */
  private static final String[] SIMULATED = {
    "dev.ariadne.harness.ariadne.damage..",
    "dev.ariadne.harness.ariadne.member..",
    "dev.ariadne.harness.ariadne.sim..",
    "dev.ariadne.harness.ariadne.oracle..",
    "dev.ariadne.harness.generator..",
    "dev.ariadne.harness.interpreter..",
    "dev.ariadne.harness.nemesis..",
    "dev.ariadne.harness.client..",
    "dev.ariadne.harness.workload.."
  };

  @Test
  void aSimulatedRunKnowsNoClockNoThreadAndNoDice() {
    noClasses()
        .that()
        .resideInAnyPackage(SIMULATED)
        .and()
        .haveNameNotMatching(".*\\.(LiveInterpreter|AriadneSimulator)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.lang\\.Thread|java\\.util\\.Random|java\\.util\\.UUID"
                + "|java\\.security\\.SecureRandom"
                + "|java\\.util\\.concurrent\\.(locks\\..*|.*(Executor|Future|Latch).*)")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.time..", "java.net..")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "identityHashCode", Object.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(java.util.Collections.class, "shuffle", java.util.List.class)
        .check(CLASSES);
  }

  /** Their order differs from one virtual machine to the next. */
  @Test
  void theWorldItselfKeepsNothingInAnOrderOfHashes() {
    noClasses()
        .that()
        .resideInAPackage("dev.ariadne.harness.ariadne.sim..")
        .should()
        .callConstructor(java.util.HashMap.class)
        .orShould()
        .callConstructor(java.util.HashSet.class)
        .orShould()
        .callMethod(java.util.Set.class, "of", Object[].class)
        .check(CLASSES);
  }
}
