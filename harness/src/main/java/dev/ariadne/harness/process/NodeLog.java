package dev.ariadne.harness.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a node said, over all its processes, with the harness's own lines between them ({@code
 * [harness] event=process-started pid=…}). Appended to only.
 *
 * <p>A process that is killed may leave half a line, which could be taken for a whole one with a
 * shorter number at its end. The harness's next line marks it as torn, and it is not read.
 */
public final class NodeLog {

  private static final String HARNESS = "[harness] ";
  private static final String TORN = " [torn]";

  /** How much of the end is looked at for {@link #tail}. */
  private static final int TAIL_BYTES_MAX = 16 << 10;

  private final Path file;
  private final List<EventLine> events = new ArrayList<>();
  private long readUpTo;

  public NodeLog(Path file) {
    this.file = file;
  }

  /** Whether a line is one of the harness's own. */
  public static boolean isHarness(String line) {
    return line.startsWith(HARNESS);
  }

  public Path file() {
    return file;
  }

  /** Adds a line of the harness's own; only while the process is not running. */
  public synchronized void add(EventLine event) throws IOException {
    boolean torn = endsInMidLine();
    Files.writeString(
        file,
        (torn ? TORN + "\n" : "") + HARNESS + event.format() + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Every event so far, in order, of whole lines. */
  public synchronized List<EventLine> events() throws IOException {
    byte[] fresh = bytesFrom(readUpTo);
    int begin = 0;
    for (int i = 0; i < fresh.length; i++) {
      if (fresh[i] == '\n') {
        String line = new String(fresh, begin, i - begin, StandardCharsets.UTF_8);
        if (!line.endsWith(TORN)) {
          EventLine.parse(line).ifPresent(events::add);
        }
        begin = i + 1;
      }
    }
    readUpTo += begin;
    return List.copyOf(events);
  }

  /** The last lines, at most so many; none if there is no log. */
  public List<String> tail(int lines) throws IOException {
    long size = Files.exists(file) ? Files.size(file) : 0;
    long from = Math.max(0, size - TAIL_BYTES_MAX);
    List<String> all = new String(bytesFrom(from), StandardCharsets.UTF_8).lines().toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  private boolean endsInMidLine() throws IOException {
    long size = Files.exists(file) ? Files.size(file) : 0;
    return size > 0 && bytesFrom(size - 1)[0] != '\n';
  }

  private byte[] bytesFrom(long offset) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[Math.toIntExact(Math.max(0, in.length() - offset))];
      in.seek(offset);
      in.readFully(bytes);
      return bytes;
    } catch (java.io.FileNotFoundException | NoSuchFileException e) {
      return new byte[0];
    }
  }
}
