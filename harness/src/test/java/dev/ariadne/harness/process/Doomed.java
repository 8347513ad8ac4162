package dev.ariadne.harness.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A harness that starts three processes, pauses one, has another end, says their numbers, and is
 * killed.
 */
public final class Doomed {

  private Doomed() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    List<String> pids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      NodeLog log = new NodeLog(directory.resolve("n" + i + ".log"));
      ServerProcess process =
          ServerProcess.start(JavaCommand.of(Sleeper.class.getName(), List.of()), log);
      if (i == 0) {
        process.pause();
      }
      pids.add(Long.toString(process.pid()));
    }
    NodeLog log = new NodeLog(directory.resolve("dead.log"));
    ServerProcess.start(JavaCommand.of(Sleeper.class.getName(), List.of()), log).kill();
    // One that the reaper was never told of, as if the harness had died between start and telling.
    Process untold =
        new ProcessBuilder(JavaCommand.of(Sleeper.class.getName(), List.of()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    pids.add(Long.toString(untold.pid()));
    Path written = directory.resolve("pids.tmp");
    Files.write(written, pids);
    Files.move(written, directory.resolve("pids"));
    new CountDownLatch(1).await();
  }
}
