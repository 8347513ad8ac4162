package dev.ariadne.harness;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Whether something can be written to a path: asked before a run, which would be in vain. */
public final class OutputPath {

  private OutputPath() {}

  /**
   * Why no file can be written or added to there, in a few words; empty if one can. Tries it, and
   * leaves nothing behind.
   */
  public static Optional<String> fileProblem(Path file) {
    if (file.toString().isEmpty()) {
      return Optional.of("expected a file, found ''");
    }
    Path parent = file.toAbsolutePath().normalize().getParent();
    if (Files.isDirectory(file) || parent == null) {
      return Optional.of(file + " is a directory: name a file");
    }
    if (!Files.isDirectory(parent)) {
      return Optional.of(
          Files.exists(parent)
              ? parent + " is no directory, so " + file + " cannot be written"
              : "there is no directory " + parent + ": make it first");
    }
    boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (there && !Files.isRegularFile(file)) {
      return Optional.empty(); // A pipe or a terminal: to open it would be noticed.
    }
    try {
      Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
      if (!there) {
        Files.delete(file);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(file + " cannot be written: " + reason(e));
    }
  }

  /**
   * Why no files can be made in a directory, which is made if need be; empty if they can. Tries it,
   * and leaves nothing behind.
   */
  public static Optional<String> directoryProblem(Path directory) {
    if (directory.toString().isEmpty()) {
      return Optional.of("expected a directory, found ''");
    }
    Path above = directory.toAbsolutePath().normalize();
    while (!Files.exists(above)) {
      above = above.getParent();
    }
    if (!Files.isDirectory(above)) {
      boolean itself = above.equals(directory.toAbsolutePath().normalize());
      return Optional.of(
          itself
              ? directory + " is a file: name a directory"
              : above + " is a file, so there can be no directory " + directory);
    }
    try {
      Files.delete(Files.createTempDirectory(above, ".ariadne"));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "nothing can be written to "
              + directory
              + ": "
              + (above.endsWith(directory) ? "" : above + ": ")
              + reason(e));
    }
  }

  /** What went wrong with a file, without its name. */
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException none -> "no such file or directory";
      case AccessDeniedException denied -> "permission denied";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      case FileSystemException other -> other.getClass().getSimpleName();
      case IOException any when any.getMessage() == null -> any.toString();
      case IOException any -> any.getMessage();
    };
  }
}
