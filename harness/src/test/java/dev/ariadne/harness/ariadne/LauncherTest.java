package dev.ariadne.harness.ariadne;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a project of its own, with JDKs and a Maven that are shell scripts. */
@Timeout(60)
class LauncherTest {

  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  @TempDir Path directory;
  private Path project;
  private Path jar;
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void aProjectThatIsBuilt() throws IOException {
    project = Files.createDirectories(directory.resolve("my project"));
    Files.copy(launcher(), project.resolve("ariadne"));
    executable(project.resolve("ariadne"));
    for (String file : List.of("pom.xml", "harness/pom.xml", "server/src/main/java/A.java")) {
      write(project.resolve(file), "");
      Files.setLastModifiedTime(project.resolve(file), FileTime.from(LONG_AGO));
    }
    for (String folder : List.of("server/src/main", "server/src/main/java")) {
      Files.setLastModifiedTime(project.resolve(folder), FileTime.from(LONG_AGO));
    }
    jar = project.resolve("harness/target/ariadne-harness-0.1.0.jar");
    write(jar, "");
    Files.createDirectories(project.resolve("harness/target/lib"));
    // A Maven that says how it was called and builds the jar, once it may use the network.
    script(
        "bin/mvn",
        """
        echo "$JAVA_HOME: $*" >> "%1$s/mvn.log"
        case $* in *' -o '*) echo offline; exit 1 ;; esac
        [ -z "$MVN_FAILS" ] || { echo "it does not compile"; exit 1; }
        echo > "%2$s"
        """
            .formatted(directory, jar));
    environment.put("HOME", directory.toString());
    environment.put("PATH", directory.resolve("bin") + ":/usr/bin:/bin");
    environment.put("ARIADNE_JAVA_HOME", jdk("jdk-25", "25.0.1").toString());
  }

  @Test
  void argumentsAndExitStatusArePassedOnAndTheDirectoryStays() throws Exception {
    Run run = run(project.resolve("ariadne"), "test", "--store", "a b", "*");
    assertThat(run.output)
        .contains("arg <dev.ariadne.harness.cli.Main>")
        .containsSubsequence("arg <test>", "arg <--store>", "arg <a b>", "arg <*>")
        .contains("arg <" + jar + ":" + project + "/harness/target/lib/*>")
        .contains("in " + directory);
    assertThat(run.status).isEqualTo(17);
    assertThat(directory.resolve("mvn.log")).doesNotExist();
  }

  @Test
  void aServerIsStartedByItself() throws Exception {
    assertThat(run(project.resolve("ariadne"), "node", "--id", "1").output)
        .containsSubsequence("arg <dev.ariadne.server.Main>", "arg <--id>", "arg <1>")
        .doesNotContain("arg <node>");
  }

  @Test
  void aServerHasAHeapAndACollectorAndEndsWithoutMemory() throws Exception {
    Path launcher = project.resolve("ariadne");
    String heap = "(?s).*arg <-Xmx([0-9]+)m>.*arg <-XX:MaxDirectMemorySize=[0-9]+m>.*";
    String byDefault = run(launcher, "node").output;
    assertThat(byDefault)
        .contains("arg <-XX:+UseG1GC>", "arg <-XX:+ExitOnOutOfMemoryError>")
        .matches(heap);
    assertThat(Integer.parseInt(byDefault.replaceFirst(heap, "$1"))).isBetween(64, 1024);
    assertThat(run(launcher, "test").output).doesNotContain("-Xmx", "ExitOnOutOfMemoryError");

    environment.put("ARIADNE_HEAP", "3g");
    assertThat(run(launcher, "node").output)
        .contains("arg <-Xmx3072m>", "arg <-XX:MaxDirectMemorySize=1536m>");
    environment.put("ARIADNE_HEAP", "100M");
    assertThat(run(launcher, "node").output).contains("arg <-Xmx100m>");
    for (String wrong : List.of("much", "512", "5x2m", "-1g", "0g", "m", "1 g", "12k")) {
      environment.put("ARIADNE_HEAP", wrong);
      Run run = run(launcher, "node");
      assertThat(run.status).isEqualTo(255);
      assertThat(run.output).hasLineCount(1).contains("such as 512m or 2g, not " + wrong);
    }
    environment.remove("ARIADNE_HEAP");
    environment.put("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -Xmx200m");
    assertThat(run(launcher, "node").output)
        .as("what the JVM's own variable says stands")
        .contains("ExitOnOutOfMemoryError")
        .doesNotContain("arg <-Xmx", "G1");
  }

  @Test
  void aCheckOfSmallFilesStartsQuickly() throws Exception {
    Path small = directory.resolve("a history.edn");
    write(small, "{}");
    Path archive = project.resolve("harness/target/check.jsa");
    String quick = "arg <-XX:TieredStopAtLevel=1>";
    String archived = "arg <-XX:SharedArchiveFile=" + archive + ">";
    Path launcher = project.resolve("ariadne");

    assertThat(run(launcher, "check", small.toString()).output)
        .contains(quick)
        .doesNotContain("SharedArchive")
        .containsSubsequence("arg <check>", "arg <" + small + ">");
    assertThat(archive).as("this JDK makes none, and is not asked again").isEmptyFile();

    write(archive, "an archive");
    assertThat(run(launcher, "check", small.toString()).output).contains(quick, archived);

    Files.setLastModifiedTime(archive, FileTime.from(LONG_AGO.minusSeconds(60)));
    assertThat(run(launcher, "check", small.toString()).output)
        .as("an archive of another jar")
        .contains(quick)
        .doesNotContain("SharedArchive");

    write(archive, "an archive");
    Path library = project.resolve("harness/target/lib/library.jar");
    write(library, "");
    Files.setLastModifiedTime(library, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run(launcher, "check", small.toString()).output)
        .as("an archive of another library")
        .contains(quick)
        .doesNotContain("SharedArchive");

    Path large = directory.resolve("large.edn");
    write(large, " ".repeat(2_000_000));
    assertThat(run(launcher, "check", small.toString(), large.toString()).output)
        .doesNotContain(quick);
    assertThat(run(launcher, "check", "--model", "kv", "--format=edn", "" + small, "--json").output)
        .contains(quick)
        .containsSubsequence("arg <--model>", "arg <kv>", "arg <" + small + ">", "arg <--json>");
    assertThat(run(launcher, "check", "--model", "kv", "" + large).output).doesNotContain(quick);
    assertThat(run(launcher, "check", "--model", "" + small).output).doesNotContain(quick);
    assertThat(run(launcher, "check", "--budget", "1", "" + small).output).doesNotContain(quick);
    Files.createSymbolicLink(directory.resolve("link.edn"), large);
    assertThat(run(launcher, "check", "link.edn").output).doesNotContain(quick);
    write(directory.resolve("-delete"), "");
    assertThat(run(launcher, "check", "" + small, "-delete").output).doesNotContain(quick);
    assertThat(small).as("nothing is done that file names seem to say").exists();
    assertThat(run(launcher, "test").output).doesNotContain(quick);
  }

  @Test
  void simulatedWorldsHaveTheCollectorThatHampersThemLeast() throws Exception {
    String parallel = "arg <-XX:+UseParallelGC>";
    Path launcher = project.resolve("ariadne");
    assertThat(run(launcher, "test", "--sim", "--seeds", "1..2").output).contains(parallel);
    assertThat(run(launcher, "bench").output).contains(parallel);
    assertThat(run(launcher, "test", "--nodes", "3").output).doesNotContain(parallel);
    environment.put("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC");
    assertThat(run(launcher, "bench").output)
        .as("two collectors are more than a JVM takes")
        .doesNotContain(parallel);
  }

  @Test
  void itIsFoundThroughSymbolicLinks() throws Exception {
    Path far = Files.createDirectories(directory.resolve("far"));
    Files.createSymbolicLink(far.resolve("one"), Path.of("../my project/ariadne"));
    Files.createSymbolicLink(far.resolve("two"), far.resolve("one"));
    assertThat(run(far.resolve("two"), "check").output).contains("arg <" + jar);
    Files.createSymbolicLink(directory.resolve("here"), project.resolve("ariadne"));
    assertThat(run(Path.of("/bin/sh"), "here", "check").output).contains("arg <" + jar);
  }

  @Test
  void theFirstSuitableJdkOfThoseThatAreNamedIsTaken() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk-21", "21").toString());
    assertThat(run(project.resolve("ariadne")).output).contains("jdk-25");
    environment.remove("ARIADNE_JAVA_HOME");
    assertThat(run(project.resolve("ariadne")).output).contains("jdk-21");
    environment.put("JAVA_HOME", jdk("jdk-17", "17.0.15").toString());
    Path onPath = jdk("jdk-22", "22.0.2");
    environment.put("PATH", onPath.resolve("bin") + ":/usr/bin:/bin");
    assertThat(run(project.resolve("ariadne")).output).contains("jdk-22");
  }

  @Test
  void aNamedJdkThatWillNotDoIsSaidInOneLine() throws Exception {
    environment.put("ARIADNE_JAVA_HOME", jdk("jdk-17", "17.0.15").toString());
    Run run = run(project.resolve("ariadne"), "test");
    assertThat(run.status).isEqualTo(255);
    assertThat(run.output.lines()).hasSize(1);
    assertThat(run.output).contains("ARIADNE_JAVA_HOME=").contains("21 or newer");
  }

  @Test
  void whatHasChangedIsBuiltOnce() throws Exception {
    Files.setLastModifiedTime(jar, FileTime.from(LONG_AGO.minusSeconds(60)));
    assertThat(run(project.resolve("ariadne")).output).contains("building…").contains("jdk-25");
    List<String> calls = Files.readAllLines(directory.resolve("mvn.log"));
    assertThat(calls).hasSize(2).allMatch(call -> call.contains("jdk-25: -q -B"));
    assertThat(calls.get(0)).as("without the network first").contains(" -o ");
    assertThat(calls.get(1)).doesNotContain(" -o ");

    // A build that changes nothing may leave the jar as old as it was.
    Files.setLastModifiedTime(jar, FileTime.from(LONG_AGO.minusSeconds(60)));
    assertThat(run(project.resolve("ariadne")).output).doesNotContain("building");

    Files.delete(project.resolve("server/src/main/java/A.java"));
    assertThat(run(project.resolve("ariadne")).output).contains("building");
  }

  @Test
  void aBuildThatFailsIsShownAndNothingIsRun() throws Exception {
    environment.put("MVN_FAILS", "1");
    Files.delete(jar);
    Run run = run(project.resolve("ariadne"));
    assertThat(run.status).isEqualTo(255);
    assertThat(run.output).contains("it does not compile").doesNotContain("arg <");
  }

  private record Run(int status, String output) {}

  private Run run(Path launcher, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    return new Run(process.waitFor(), output);
  }

  /** A JDK whose java says how it was called and ends with 17. */
  private Path jdk(String name, String version) throws IOException {
    script(
        name + "/bin/java",
        """
        echo "%s in $PWD"
        for each; do echo "arg <$each>"; done
        exit 17
        """
            .formatted(name));
    script(name + "/bin/javac", "");
    write(directory.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return directory.resolve(name);
  }

  private void script(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    write(path, "#!/bin/sh\n" + text);
    executable(path);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** At the top of the project, whichever of its directories the tests are run in. */
  private static Path launcher() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("ariadne"))
        ? here.resolve("ariadne")
        : here.getParent().resolve("ariadne");
  }
}
