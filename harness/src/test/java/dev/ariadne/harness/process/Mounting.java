package dev.ariadne.harness.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A harness with a small file system over a directory, which waits to be killed. */
public final class Mounting {

  private Mounting() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    String outcome = "mounted";
    try {
      SmallFileSystem.over(directory, 1 << 20);
    } catch (IOException e) {
      outcome = "not allowed: " + e.getMessage();
    }
    Path written = directory.resolveSibling("done.tmp");
    Files.writeString(written, outcome);
    Files.move(written, directory.resolveSibling("done"));
    new CountDownLatch(1).await();
  }
}
