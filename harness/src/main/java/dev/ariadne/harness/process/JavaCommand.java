package dev.ariadne.harness.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a small JVM that starts quickly: the harness's own Java and class path. */
public final class JavaCommand {

  /** Says how large the heap of a server may become, as {@code -Xmx} takes it. */
  private static final String HEAP_VARIABLE = "ARIADNE_HEAP";

  private static final String HEAP_DEFAULT = "256m";

  private JavaCommand() {}

  /**
   * @throws IOException if the reaper, whose mark every process carries, cannot be started, or if
   *     {@code ARIADNE_HEAP} is no size
   */
  public static List<String> of(String mainClass, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-D" + Reaper.ofThisHarness().mark(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx" + heap(System.getenv().get(HEAP_VARIABLE)),
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

  static String heap(String wanted) throws IOException {
    if (wanted == null || wanted.isEmpty()) {
      return HEAP_DEFAULT;
    }
    if (!wanted.matches("[1-9][0-9]*[mMgG]")) {
      throw new IOException(HEAP_VARIABLE + " is a size such as 512m or 2g, not " + wanted);
    }
    return wanted;
  }
}
