package dev.ariadne.harness.history;

import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.OpEdn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a history as Jepsen does: {@code history.edn}, one operation map a line. The keys are in
 * the order index, time, type, process, f, value; all others follow by name.
 *
 * <p>Each line is one write to the operating system, without a buffer. So the end of this program,
 * even by SIGKILL, loses no line; a power cut of the machine may lose some.
 */
public final class HistoryWriter implements HistoryRecorder, AutoCloseable {
  private final FileChannel channel;

  private HistoryWriter(FileChannel channel) {
    this.channel = channel;
  }

  /** Creates the file, which must not exist. */
  public static HistoryWriter create(Path file) throws IOException {
    return new HistoryWriter(
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  @Override
  public void record(Op op) {
    ByteBuffer line = ByteBuffer.wrap((OpEdn.toLine(op) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the history could not be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
