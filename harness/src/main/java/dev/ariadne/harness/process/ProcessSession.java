package dev.ariadne.harness.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands in a session of their own, which a Ctrl-C at the terminal does not reach. */
final class ProcessSession {

  private static final List<Path> SETSID =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  private ProcessSession() {}

  /**
   * The same command through {@code setsid}, as the same process; where there is none, through a
   * shell that has the terminal's signals ignored.
   */
  static List<String> own(List<String> command) {
    List<String> own = new ArrayList<>();
    SETSID.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .ifPresentOrElse(
            setsid -> own.add(setsid.toString()),
            () -> own.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP QUIT; exec \"$@\"", "sh")));
    own.addAll(command);
    return own;
  }
}
