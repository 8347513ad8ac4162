package dev.ariadne.harness.ariadne.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a small JVM that starts quickly: the harness's own Java and class path. */
public final class JavaCommand {

  /** Says how large the heap of a server may become, as {@code -Xmx} takes it. */
  static final String HEAP_VARIABLE = "ARIADNE_HEAP";

  private static final String HEAP_DEFAULT = "256m";

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
            "-Xmx" + System.getenv().getOrDefault(HEAP_VARIABLE, HEAP_DEFAULT),
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
