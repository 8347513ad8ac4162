package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.port.Disk.Step;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code lost} in a member's directory: the member has learned that this disk does not
 * hold what was acknowledged from it. Without the mark a later leader, which has not seen the
 * acknowledgements, would take the member in as if nothing had happened. Emptying the directory
 * takes the mark away too.
 */
final class LostMark {

  /** More than the line that is written. */
  private static final int BYTES_MAX = 4096;

  private static final String NAME = "/lost";

  private LostMark() {}

  /** The line that the mark holds, if there is one; a torn one still counts. */
  static Optional<String> read(Disk disk, String directory) throws IOException {
    String file = directory + NAME;
    if (!disk.exists(file)) {
      return Optional.empty();
    }
    Bytes content = disk.read(file, 0, (int) Math.min(BYTES_MAX, disk.size(file)));
    return Optional.of(content.utf8());
  }

  /** Steps that make the mark durable; none if it is there. */
  static List<Step> store(Disk disk, String directory, String line) throws IOException {
    String file = directory + NAME;
    return disk.exists(file)
        ? List.of()
        : List.of(
            new Step.Create(file),
            new Step.Write(file, 0, Bytes.utf8(line)),
            new Step.Sync(file),
            new Step.SyncDirectory(directory));
  }
}
