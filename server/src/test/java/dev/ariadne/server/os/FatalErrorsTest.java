package dev.ariadne.server.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ends a process, in a process of its own. */
@Timeout(60)
class FatalErrorsTest {

  /** The program that fails in the way that its argument says, and else would not end. */
  static final class Failing {

    private Failing() {}

    public static void main(String[] args) throws Exception {
      FatalErrors.install();
      NettyIo io = new NettyIo("sockets", failure -> FatalErrors.end("sockets has died", failure));
      EventLoop loop = new EventLoop("raft", FatalErrors::endIfFatal);
      loop.start();
      switch (args[0]) {
        case "thread" -> Thread.ofPlatform().name("worker").start(Failing::fail);
        case "loop" -> loop.execute(Failing::useUpMemory);
        case "io-task" -> io.group().next().execute(Failing::useUpMemory);
        case "io-timer" -> io.group().schedule(Failing::useUpMemory, 1, TimeUnit.MILLISECONDS);
        default -> throw new IllegalArgumentException(args[0]);
      }
      Thread.currentThread().join();
    }

    private static void fail() {
      throw new IllegalStateException("a defect");
    }

    private static void useUpMemory() {
      long[][] all = new long[1 << 20][];
      for (int i = 0; i < all.length; i++) {
        all[i] = new long[1 << 20];
      }
      throw new AssertionError("there is memory without end");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "thread, worker has died, a defect",
    "loop, raft cannot go on, OutOfMemoryError",
    "io-task, sockets-1-1 cannot go on, OutOfMemoryError",
    "io-timer, sockets-1-1 cannot go on, OutOfMemoryError",
  })
  void aThreadTakesTheProcessWithItAndSaysWhy(String how, String what, String why)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Failing.class.getName(),
                how)
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).as(said).isEqualTo(FatalErrors.EXIT_STATUS);
      assertThat(said).contains("event=fatal").contains(what).contains(why);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
