package dev.ariadne.server.os;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A server's data directory: made if need be, and locked against a second server. */
final class DataDirectory {

  private static final String LOCK = "lock";

  private DataDirectory() {}

  /**
   * Takes the directory until the lock that is returned is closed, or the process ends.
   *
   * @throws IOException one line for the operator
   */
  static FileChannel take(Path root) throws IOException {
    try {
      make(root);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("data directory " + root + " is not a directory", e);
    } catch (IOException e) {
      throw new IOException("data directory " + root + " cannot be made: " + reason(e), e);
    }
    FileChannel lock;
    try {
      lock =
          FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException("data directory " + root + " cannot be written: " + reason(e), e);
    }
    try {
      if (lock.tryLock() == null) {
        throw new OverlappingFileLockException();
      }
    } catch (OverlappingFileLockException e) {
      lock.close();
      throw new IOException(
          "data directory "
              + root
              + " is in use by another server: stop that one, or choose another directory",
          e);
    } catch (IOException e) {
      lock.close();
      throw new IOException("data directory " + root + " cannot be locked: " + reason(e), e);
    }
    return lock;
  }

  /** Makes a directory and those above it, durably. */
  private static void make(Path directory) throws IOException {
    Path whole = directory.toAbsolutePath().normalize();
    List<Path> made = new ArrayList<>();
    for (Path path = whole; path != null && !Files.exists(path); path = path.getParent()) {
      made.add(path.getParent());
    }
    Files.createDirectories(directory);
    for (Path parent : made) {
      sync(parent);
    }
  }

  static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** What went wrong, for the operator: the kind of error and what it names. */
  static String reason(IOException e) {
    String kind = e.getClass().getSimpleName();
    return e.getMessage() == null ? kind : kind + " " + e.getMessage();
  }
}
