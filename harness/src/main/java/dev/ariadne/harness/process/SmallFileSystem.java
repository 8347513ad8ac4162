package dev.ariadne.harness.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A file system of its own over one directory, in memory and of a fixed size, so that it can be
 * full while all others are not. Needs the right to mount. The reaper unmounts it when the harness
 * is gone, and keeps its content beside it as {@code DIRECTORY.kept}.
 */
public final class SmallFileSystem {

  private static final long COMMAND_SECONDS_MAX = 20;
  private static final int BLOCK_BYTES = 64 << 10;
  private static final String BALLAST = "ballast";

  private final Path directory;

  private SmallFileSystem(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts one over a directory, whose content moves onto it. Nobody may be using the directory.
   *
   * @throws IOException if that is not allowed here; the message is the reason. All is as before.
   */
  public static SmallFileSystem over(Path directory, long bytes) throws IOException {
    Path aside = directory.resolveSibling(directory.getFileName() + ".aside");
    Files.move(directory, aside);
    Files.createDirectories(directory);
    try {
      run(List.of("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", directory.toString()));
    } catch (IOException e) {
      Files.delete(directory);
      Files.move(aside, directory);
      throw e;
    }
    Reaper.ofThisHarness().mounted(directory);
    copyInto(aside, directory);
    delete(aside);
    return new SmallFileSystem(directory);
  }

  /**
   * Fills it up.
   *
   * @param leaveBytes that stay free, about
   * @return how many bytes that took
   */
  public long fill(long leaveBytes) throws IOException {
    Path ballast = directory.resolve(BALLAST);
    try (var out = Files.newOutputStream(ballast)) {
      byte[] block = new byte[BLOCK_BYTES];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // That is what it is for. What is left is less than a block.
    }
    try (var out = Files.newOutputStream(ballast, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(0);
      }
    } catch (IOException full) {
      // To the last byte.
    }
    try (var channel = FileChannel.open(ballast, StandardOpenOption.WRITE)) {
      channel.truncate(Math.max(0, channel.size() - leaveBytes));
      return channel.size();
    }
  }

  /** Undoes {@link #fill}; nothing if there was none. */
  public void free() throws IOException {
    Files.deleteIfExists(directory.resolve(BALLAST));
  }

  /** Unmounts it; its content moves back. Nobody may be using it. */
  public void close() throws IOException {
    free();
    Path kept = directory.resolveSibling(directory.getFileName() + ".kept");
    copyInto(directory, Files.createDirectories(kept));
    run(List.of("umount", directory.toString()));
    Reaper.ofThisHarness().unmounted(directory);
    Files.delete(directory);
    Files.move(kept, directory);
  }

  /** Copies what is in a directory into another one that is there. */
  public static void copyInto(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!file.equals(from)) {
          Files.copy(file, to.resolve(from.relativize(file)));
        }
      }
    }
  }

  /** Deletes a directory and all that is in it. */
  public static void delete(Path directory) throws IOException {
    empty(directory);
    Files.delete(directory);
  }

  /** Deletes all that is in a directory. */
  public static void empty(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (!visited.equals(directory)) {
              Files.delete(visited);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes()).lines().findFirst().orElse("");
    try {
      if (!process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command.getFirst() + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(said.isEmpty() ? command.getFirst() + " failed" : said);
    }
  }
}
