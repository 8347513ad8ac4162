package dev.ariadne.harness.junit;

import dev.ariadne.harness.report.ProgramName;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Writes a program to the store: {@code ./ariadne} with the class path of these tests. So the
 * command in a failure works without a checkout and knows the user's own targets.
 */
final class AriadneScript {
  private static final String MAIN = "dev.ariadne.harness.cli.Main";
  private static final int WARNS_OF_UNSAFE = 24;

  private AriadneScript() {}

  /** Writes the program and returns its absolute path. */
  static Path in(Path store) throws IOException {
    Path file = store.toAbsolutePath().normalize().resolve("ariadne");
    String text = text(file);
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return file;
    }
    Files.createDirectories(file.getParent());
    // Several JVMs may run tests at the same time, so the file appears atomically.
    Path fresh = Files.createTempFile(file.getParent(), "ariadne", ".new");
    Files.writeString(fresh, text);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileAlreadyExistsException e) {
      Files.delete(fresh);
    }
    return file;
  }

  private static String text(Path file) {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String flags = "--enable-native-access=ALL-UNNAMED";
    if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
      flags += " --sun-misc-unsafe-memory-access=allow";
    }
    return "#!/bin/sh\n# Ariadne with the class path of the tests that wrote this file.\n"
        + "exec %s %s -D%s=%s \\\n  -cp %s \\\n  %s \"$@\"\n"
            .formatted(
                quoted(java),
                flags,
                ProgramName.PROPERTY,
                quoted(file.toString()),
                quoted(classPath),
                MAIN);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
