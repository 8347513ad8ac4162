package dev.ariadne.server.os;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The operating system's files below one directory, which this server has to itself: a lock on a
 * file in it keeps a second one out for as long as this one lives.
 *
 * <p>One thread does all that is submitted, in order. After a failure it does nothing more: what a
 * failed sync has left in the cache may look clean, so whatever is done on top of it means nothing.
 */
public final class FileDisk implements Disk, AutoCloseable {

  /** What may wait for the thread. A server that saves in batches has a handful under way. */
  static final int WAITING_MAX = 1024;

  /** Files kept open between a write and its sync: errors are reported to those who had it open. */
  private static final int OPEN_MAX = 8;

  /** The JDK keeps a buffer outside the heap as large as the largest transfer of each thread. */
  private static final int TRANSFER_BYTES = 1024 * 1024;

  private final Path root;
  private final Executor loop;
  private final FileChannel lock;
  private final Thread thread;
  private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(WAITING_MAX);

  /** Files being written, the one used longest ago first. Touched by the working thread only. */
  private final Map<String, FileChannel> open = new LinkedHashMap<>(OPEN_MAX, 0.75f, true);

  /** The first failure, or null. Touched by the working thread only. */
  private IOException failure;

  private volatile boolean closed;

  private FileDisk(Path root, Executor loop, FileChannel lock) {
    this.root = root;
    this.loop = loop;
    this.lock = lock;
    this.thread = Thread.ofPlatform().name("disk").daemon().unstarted(this::work);
  }

  /**
   * Takes a directory, making it if need be.
   *
   * @param loop where outcomes are delivered, in order: the node's event loop
   * @throws IOException one line for the operator: it cannot be used, or another server has it
   */
  public static FileDisk open(Path root, Executor loop) throws IOException {
    FileDisk disk = new FileDisk(root, loop, DataDirectory.take(root));
    disk.thread.start();
    return disk;
  }

  // Reading, on the caller's thread.

  @Override
  public List<String> list(String directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> entries = Files.list(path(directory))) {
      entries
          .filter(entry -> !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .forEach(names::add);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return List.copyOf(names);
  }

  @Override
  public boolean exists(String file) {
    return Files.isRegularFile(path(file));
  }

  @Override
  public long size(String file) throws IOException {
    return Files.size(path(file));
  }

  @Override
  public Bytes read(String file, long offset, int length) throws IOException {
    try (FileChannel channel = FileChannel.open(path(file), StandardOpenOption.READ)) {
      long there = Math.max(0, channel.size() - offset);
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(length, there));
      int wanted = buffer.capacity();
      int read = 0;
      while (read >= 0 && buffer.position() < wanted) {
        buffer.limit(Math.min(wanted, buffer.position() + TRANSFER_BYTES));
        read = channel.read(buffer, offset + buffer.position());
      }
      return Bytes.copyOf(buffer.flip());
    }
  }

  // Changing. All of it happens on the working thread, whoever asks.

  @Override
  public void run(List<Step> steps) throws IOException {
    BlockingQueue<Outcome> done = new ArrayBlockingQueue<>(1);
    enqueue(() -> done.add(perform(steps)));
    Outcome outcome;
    try {
      outcome = done.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the disk", e);
    }
    if (outcome instanceof Outcome.Failed(Step step, IOException cause)) {
      throw cause;
    }
  }

  @Override
  public void submit(List<Step> steps, Consumer<Outcome> outcome) {
    try {
      enqueue(
          () -> {
            Outcome result = perform(steps);
            loop.execute(() -> outcome.accept(result));
          });
    } catch (IOException e) {
      Step first = steps.isEmpty() ? new Step.SyncDirectory("") : steps.getFirst();
      loop.execute(() -> outcome.accept(new Outcome.Failed(first, e)));
    }
  }

  @Override
  public void fetch(String file, long offset, int length, Consumer<Fetched> result) {
    try {
      enqueue(
          () -> {
            Fetched fetched = fetched(file, offset, length);
            loop.execute(() -> result.accept(fetched));
          });
    } catch (IOException e) {
      loop.execute(() -> result.accept(new Fetched.Failed(e)));
    }
  }

  private void enqueue(Runnable work) throws IOException {
    boolean taken;
    synchronized (waiting) {
      if (closed) {
        throw new IOException("the data directory " + root + " is closed");
      }
      taken = waiting.offer(work);
    }
    if (!taken) {
      throw new IOException(WAITING_MAX + " pieces of work are waiting for the disk already");
    }
  }

  private Fetched fetched(String file, long offset, int length) {
    try {
      return new Fetched.Content(read(file, offset, length));
    } catch (IOException e) {
      return new Fetched.Failed(explained("reading " + file, e));
    }
  }

  private void work() {
    try {
      while (!closed || !waiting.isEmpty()) {
        waiting.take().run();
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; if somebody does, it is as good as closed.
      closed = true;
    } catch (RuntimeException | Error e) {
      FatalErrors.endIfFatal(e);
      // A bug: the node has to hear of it, or it would wait for ever.
      closed = true;
      loop.execute(
          () -> {
            throw new AssertionError("the disk's thread has died", e);
          });
    }
    closeFiles();
  }

  private Outcome perform(List<Step> steps) {
    for (Step step : steps) {
      if (failure != null) {
        return new Outcome.Failed(
            step, new IOException("the disk has failed before: " + failure.getMessage(), failure));
      }
      try {
        perform(step);
      } catch (IOException e) {
        failure = explained(text(step), e);
        return new Outcome.Failed(step, failure);
      }
    }
    return new Outcome.Done();
  }

  private IOException explained(String doing, IOException e) {
    return new IOException(doing + " in " + root + " failed: " + DataDirectory.reason(e), e);
  }

  private static String text(Step step) {
    return switch (step) {
      case Step.MakeDirectory(String directory) -> "making directory " + directory;
      case Step.Create(String file) -> "making " + file;
      case Step.Write(String file, long offset, Bytes bytes) ->
          "writing %d bytes at %d of %s".formatted(bytes.length(), offset, file);
      case Step.Sync(String file) -> "syncing " + file;
      case Step.Truncate(String file, long length) -> "cutting " + file + " to " + length;
      case Step.Rename(String file, String to) -> "renaming " + file + " to " + to;
      case Step.Delete(String file) -> "removing " + file;
      case Step.SyncDirectory(String directory) -> "syncing directory " + directory;
    };
  }

  private void perform(Step step) throws IOException {
    switch (step) {
      case Step.MakeDirectory(String directory) -> Files.createDirectories(path(directory));
      case Step.Create(String file) ->
          keep(
              file,
              FileChannel.open(
                  path(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      case Step.Write(String file, long offset, Bytes bytes) -> write(file, offset, bytes);
      // fdatasync: it covers the size as well, without which the content could not be read back.
      case Step.Sync(String file) -> channel(file).force(false);
      case Step.Truncate(String file, long length) -> truncate(file, length);
      case Step.Rename(String file, String to) -> rename(file, to);
      case Step.Delete(String file) -> {
        drop(file);
        Files.delete(path(file));
      }
      case Step.SyncDirectory(String directory) -> DataDirectory.sync(path(directory));
    }
  }

  private void write(String file, long offset, Bytes bytes) throws IOException {
    FileChannel channel = channel(file);
    if (offset > channel.size()) {
      throw new IOException("the file has only " + channel.size() + " bytes");
    }
    ByteBuffer buffer = bytes.asBuffer();
    while (buffer.position() < bytes.length()) {
      buffer.limit(Math.min(bytes.length(), buffer.position() + TRANSFER_BYTES));
      channel.write(buffer, offset + buffer.position());
    }
  }

  private void truncate(String file, long length) throws IOException {
    FileChannel channel = channel(file);
    if (length > channel.size()) {
      throw new IOException("the file has only " + channel.size() + " bytes");
    }
    channel.truncate(length);
  }

  private void rename(String file, String to) throws IOException {
    drop(file);
    drop(to);
    Files.move(
        path(file), path(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path path(String name) {
    return root.resolve(name);
  }

  private FileChannel channel(String file) throws IOException {
    FileChannel channel = open.get(file);
    if (channel == null) {
      channel = FileChannel.open(path(file), StandardOpenOption.WRITE);
      keep(file, channel);
    }
    return channel;
  }

  private void keep(String file, FileChannel channel) throws IOException {
    if (open.size() >= OPEN_MAX) {
      drop(open.keySet().iterator().next());
    }
    open.put(file, channel);
  }

  private void drop(String file) throws IOException {
    FileChannel channel = open.remove(file);
    if (channel != null) {
      channel.close();
    }
  }

  private void closeFiles() {
    for (FileChannel channel : open.values()) {
      try {
        channel.close();
      } catch (IOException e) {
        // What was synced is synced; nothing else was promised.
      }
    }
    open.clear();
  }

  /** Finishes what was submitted, and lets go of the directory. Blocks. */
  @Override
  public void close() throws IOException {
    synchronized (waiting) {
      closed = true;
      // Wakes the thread if it sleeps; if there is no room for this, it does not.
      waiting.offer(() -> {});
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the disk finished its work", e);
    } finally {
      lock.close();
    }
  }
}
