package dev.ariadne.harness.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Kills every server when the harness is gone, within 5 seconds, stopped ones too.
 *
 * <p>A shell that reads a pipe from the harness and is told of each process that starts and ends.
 * However the harness ends, SIGKILL included, the pipe ends with it; then the shell kills what is
 * left. It has a session of its own and ignores the signals that a terminal sends, so it outlives a
 * Ctrl-C. A process is known by its number and its start time, so that a number used again does not
 * hit a stranger; one that was started but not yet told of is found by a word in its command line
 * ({@link #mark}).
 */
final class Reaper {

  /**
   * Reads {@code mark WORD}, {@code + PID START}, {@code - PID START}, {@code mount DIRECTORY},
   * {@code umount DIRECTORY}. The word is looked for in three rounds, since a process may be
   * between fork and exec in the first. What is mounted goes last, when nobody uses it any more.
   */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP QUIT PIPE
      mark=
      alive=' '
      mounts=/
      while read -r what rest; do
        pid=${rest% *}
        start=${rest##* }
        case $what in
          mark) mark=$rest ;;
          mount) mounts="$mounts$rest//" ;;
          umount)
            gone="/$rest//"
            case $mounts in
              *"$gone"*) mounts="${mounts%%"$gone"*}/${mounts#*"$gone"}" ;;
            esac
            ;;
          +) alive="$alive$pid:$start " ;;
          -)
            gone=" $pid:$start "
            case $alive in
              *"$gone"*) alive="${alive%%$gone*} ${alive#*$gone}" ;;
            esac
            ;;
        esac
      done
      started() {
        line=
        { read -r line < /proc/$1/stat; } 2>/dev/null || return 1
        set -- ${line##*) }
        shift 19
        now=$1
      }
      for each in $alive; do
        pid=${each%:*}
        if started $pid && [ "$now" = "${each#*:}" ]; then kill -KILL $pid 2>/dev/null; fi
      done
      unmount() {
        rest=${mounts#/}
        while [ -n "$rest" ]; do
          each=${rest%%//*}
          rest=${rest#*//}
          cp -a "$each" "$each.kept" 2>/dev/null
          umount -l "$each" 2>/dev/null
        done
      }
      [ -n "$mark" ] || { unmount; exit 0; }
      for round in 1 2 3; do
        for file in $(grep -lsF -e "$mark" /proc/[0-9]*/cmdline); do
          pid=${file#/proc/}
          pid=${pid%/cmdline}
          # grep has the word in its own command line, and is gone by now.
          kill -KILL $pid 2>/dev/null
        done
        sleep 0.5
      done
      unmount
      """;

  private static Reaper instance;

  private final OutputStream pipe;
  private final String mark;

  private Reaper() throws IOException {
    List<String> shell = List.of("/bin/sh", "-c", SCRIPT, "ariadne-reaper");
    Process process =
        new ProcessBuilder(ProcessSession.own(shell))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    pipe = process.getOutputStream();
    long pid = ProcessHandle.current().pid();
    mark = "ariadne.harness=" + pid + "-" + ProcStat.of(pid).map(ProcStat::startTicks).orElse(0L);
    tell("mark " + mark);
  }

  /** The one of this harness; started when first asked for, ended by the harness's own end. */
  static synchronized Reaper ofThisHarness() throws IOException {
    if (instance == null) {
      instance = new Reaper();
    }
    return instance;
  }

  /** A word unique to this harness, to be part of the command line of each process it starts. */
  String mark() {
    return mark;
  }

  /** Has the process killed if the harness ends before it. */
  void watch(long pid, long startTicks) throws IOException {
    tell("+ " + pid + " " + startTicks);
  }

  /** The process has ended. */
  void forget(long pid, long startTicks) throws IOException {
    tell("- " + pid + " " + startTicks);
  }

  /**
   * Has what is mounted there copied and unmounted if the harness ends before {@link #unmounted}.
   */
  void mounted(Path directory) throws IOException {
    tell("mount " + directory);
  }

  void unmounted(Path directory) throws IOException {
    tell("umount " + directory);
  }

  private synchronized void tell(String line) throws IOException {
    pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    pipe.flush();
  }
}
