package dev.ariadne.harness.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code /proc/PID/stat} says of a process.
 *
 * @param state {@code R}, {@code S}, {@code T} for stopped, {@code Z} …
 * @param startTicks when it started, in clock ticks since the machine did: with the number, it
 *     names a process for all time
 */
record ProcStat(char state, long startTicks) {

  /** The 22nd field, counted from the third, which follows the name's closing bracket. */
  private static final int START = 19;

  /** Empty if there is no such process. */
  static Optional<ProcStat> of(long pid) {
    try {
      String line =
          Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.UTF_8);
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return Optional.of(new ProcStat(fields[0].charAt(0), Long.parseLong(fields[START])));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
