package dev.ariadne.harness.ariadne.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a small JVM that starts quickly: the harness's own Java and class path. */
public final class JavaCommand {

  private JavaCommand() {}

  /**
   * @throws IOException if the reaper, whose mark every process carries, cannot be started
   */
  public static List<String> of(String mainClass, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-D" + Reaper.ofThisHarness().mark(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError"));
    if (Runtime.version().feature() >= 24) {
      // Netty uses both; without these lines each start prints warnings into the node's log.
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    return List.copyOf(command);
  }
}
