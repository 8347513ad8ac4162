package dev.ariadne.server.sim;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Invariant;
import dev.ariadne.server.port.Choices;
import dev.ariadne.server.port.Disk;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A disk that crashes on command, in memory. What is submitted happens in moves: each step is one,
 * and so is the delivery of an outcome; a crash may fall between any two. Moves happen when {@link
 * #runNext} is called, or when the {@link Pace} that was handed in says so.
 *
 * <p>There are two crashes. After {@link #crashProcess} everything written is still seen, and still
 * not durable. A {@link #cutPower} keeps of each unsynced 512-byte sector and of each unsynced
 * change to a directory what the choices say; synced bytes never change.
 */
public final class SimDisk implements Disk {

  /** What a stopped disk answers: the crash has begun. */
  public static final class Stopped extends IOException {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("the machine has stopped");
    }
  }

  /** Where moves are driven by hand. */
  private static final Pace BY_HAND = (work, name, bytes, move) -> {};

  private sealed interface Job {
    record Changes(Deque<Step> steps, Consumer<Outcome> outcome) implements Job {}

    record Delivery(Runnable call) implements Job {}

    record Fetch(String file, long offset, int length, Consumer<Fetched> result) implements Job {}
  }

  private final Choices choices;
  private final Pace pace;
  private SimNames names;

  private Deque<Job> jobs = new ArrayDeque<>();
  private boolean paced;
  private IOException failure;

  /** Counts crashes: a move that was arranged before one never happens. */
  private long life;

  private final SimFaults faults = new SimFaults();
  private long capacityBytes = Long.MAX_VALUE;
  private long stepsDone;
  private long troubles;

  /** Counts what may have changed the durable image. */
  private long durableVersion;

  /** A disk driven by hand. */
  public SimDisk(Choices choices) {
    this(choices, BY_HAND);
  }

  public SimDisk(Choices choices, Pace pace) {
    this(choices, pace, new SimNames());
  }

  private SimDisk(Choices choices, Pace pace, SimNames names) {
    this.choices = choices;
    this.pace = pace;
    this.names = names;
  }

  /** A disk with the same content, durable and not, and nothing under way, driven by hand. */
  public SimDisk copy(Choices choicesOfCopy) {
    return new SimDisk(choicesOfCopy, BY_HAND, names.copy());
  }

  /** Everything is as it was when a copy was made, as after a restore; nothing may be under way. */
  public void putBack(SimDisk earlier) {
    Invariant.check(jobs.isEmpty(), "%d jobs are under way", jobs.size());
    names = earlier.names.copy();
    durableVersion++;
  }

  // The port.

  @Override
  public List<String> list(String directory) {
    return names.list(directory);
  }

  @Override
  public boolean exists(String file) {
    return names.file(file) != null;
  }

  @Override
  public long size(String file) throws IOException {
    return file(file).length();
  }

  @Override
  public Bytes read(String file, long offset, int length) throws IOException {
    return file(file).read(offset, length);
  }

  @Override
  public void run(List<Step> steps) throws IOException {
    long before = life;
    for (Step step : steps) {
      if (failure != null) {
        throw new IOException("the disk has failed before: " + failure.getMessage(), failure);
      }
      try {
        perform(step);
      } catch (IOException e) {
        failure = life == before ? e : failure;
        throw e;
      }
    }
  }

  @Override
  public void submit(List<Step> steps, Consumer<Outcome> outcome) {
    add(new Job.Changes(new ArrayDeque<>(steps), outcome));
  }

  @Override
  public void fetch(String file, long offset, int length, Consumer<Fetched> result) {
    add(new Job.Fetch(file, offset, length, result));
  }

  private void add(Job job) {
    jobs.add(job);
    arrange();
  }

  // Moves.

  /** Makes the next move; says whether there was one: none if all is done, or it is stalled. */
  public boolean runNext() {
    Job job = jobs.peek();
    if (job == null || stalled(job)) {
      return false;
    }
    switch (job) {
      case Job.Changes(Deque<Step> steps, Consumer<Outcome> outcome) -> {
        long before = life;
        Optional<Outcome> end = move(steps);
        if (life != before) {
          return true; // It crashed at this very step.
        }
        if (end.isPresent()) {
          jobs.poll();
          jobs.addFirst(new Job.Delivery(() -> outcome.accept(end.get())));
        }
      }
      case Job.Fetch(String file, long offset, int length, Consumer<Fetched> result) -> {
        jobs.poll();
        Fetched fetched = fetched(file, offset, length);
        jobs.addFirst(new Job.Delivery(() -> result.accept(fetched)));
      }
      case Job.Delivery(Runnable call) -> {
        jobs.poll();
        call.run();
      }
    }
    return true;
  }

  /** Makes moves until there is none. */
  public void runAll() {
    while (runNext()) {
      // Each call makes one.
    }
  }

  /** The step that comes next, if a step does. */
  public Optional<Step> nextStep() {
    return jobs.peek() instanceof Job.Changes(Deque<Step> steps, Consumer<Outcome> outcome)
        ? Optional.ofNullable(steps.peek())
        : Optional.empty();
  }

  private Optional<Outcome> move(Deque<Step> steps) {
    Step step = steps.poll();
    if (step == null) {
      return Optional.of(new Outcome.Done());
    }
    if (failure != null) {
      String text = "the disk has failed before: " + failure.getMessage();
      return Optional.of(new Outcome.Failed(step, new IOException(text, failure)));
    }
    long before = life;
    try {
      perform(step);
    } catch (IOException e) {
      failure = life == before ? e : failure;
      return Optional.of(new Outcome.Failed(step, e));
    }
    return steps.isEmpty() ? Optional.of(new Outcome.Done()) : Optional.empty();
  }

  private Fetched fetched(String file, long offset, int length) {
    try {
      return new Fetched.Content(read(file, offset, length));
    } catch (IOException e) {
      return new Fetched.Failed(e);
    }
  }

  private boolean stalled(Job job) {
    return job instanceof Job.Changes(Deque<Step> steps, Consumer<Outcome> outcome)
        && !steps.isEmpty()
        && faults.stalls(steps.peek());
  }

  private void arrange() {
    Job job = jobs.peek();
    if (paced || job == null || stalled(job)) {
      return;
    }
    paced = true;
    long arrangedIn = life;
    Runnable move =
        () -> {
          if (life == arrangedIn) {
            paced = false;
            runNext();
            arrange();
          }
        };
    switch (job) {
      case Job.Changes(Deque<Step> steps, Consumer<Outcome> outcome) -> arrange(steps.peek(), move);
      case Job.Fetch(String file, long offset, int length, Consumer<Fetched> result) ->
          pace.next(Pace.Work.READ, file, length, move);
      case Job.Delivery delivery -> pace.next(Pace.Work.DELIVER, "", 0, move);
    }
  }

  private void arrange(Step step, Runnable move) {
    switch (step) {
      case null -> pace.next(Pace.Work.NOTHING, "", 0, move);
      case Step.MakeDirectory(String name) -> pace.next(Pace.Work.MAKE_DIRECTORY, name, 0, move);
      case Step.Create(String file) -> pace.next(Pace.Work.CREATE, file, 0, move);
      case Step.Write(String file, long offset, Bytes bytes) ->
          pace.next(Pace.Work.WRITE, file, bytes.length(), move);
      case Step.Sync(String file) -> pace.next(Pace.Work.SYNC, file, 0, move);
      case Step.Truncate(String file, long length) -> pace.next(Pace.Work.TRUNCATE, file, 0, move);
      case Step.Rename(String file, String to) -> pace.next(Pace.Work.RENAME, file, 0, move);
      case Step.Delete(String file) -> pace.next(Pace.Work.DELETE, file, 0, move);
      case Step.SyncDirectory(String name) -> pace.next(Pace.Work.SYNC_DIRECTORY, name, 0, move);
    }
  }

  // Steps.

  private void perform(Step step) throws IOException {
    Optional<SimFaults.Trouble> trouble = faults.meets(step);
    if (trouble.isPresent()) {
      troubles++;
      if (step instanceof Step.Write write) {
        write(write, trouble.get().bytesWritten());
      }
      trouble.get().crash().run();
      throw trouble.get().error();
    }
    stepsDone++;
    switch (step) {
      case Step.MakeDirectory(String directory) -> names.make(directory);
      case Step.Create(String file) -> create(file);
      case Step.Write write -> write(write, write.bytes().length());
      case Step.Sync(String file) -> {
        file(file).sync();
        durableVersion++;
      }
      case Step.Truncate(String file, long length) -> {
        require(length <= file(file).length(), file + " is shorter than " + length);
        file(file).truncate((int) length);
      }
      case Step.Rename(String file, String to) -> {
        file(file);
        names.rename(file, to);
      }
      case Step.Delete(String file) -> {
        file(file);
        names.unlink(file);
      }
      case Step.SyncDirectory(String directory) -> {
        require(names.isDirectory(directory), directory + " is no directory");
        names.sync(directory);
        durableVersion++;
      }
    }
  }

  private void create(String file) throws IOException {
    require(names.isDirectory(SimNames.parent(file)), "no directory for " + file);
    require(names.file(file) == null, file + " is there already");
    names.link(file, new SimFile());
  }

  private void write(Step.Write write, int atMost) throws IOException {
    SimFile file = file(write.file());
    require(write.offset() <= file.length(), write.file() + " is shorter than " + write.offset());
    int wanted = Math.min(write.bytes().length(), atMost);
    int length = (int) Math.min(wanted, room(file, write.offset()));
    if (length == write.bytes().length()) {
      file.write((int) write.offset(), write.bytes());
      return;
    }
    file.write((int) write.offset(), write.bytes().slice(0, length));
    if (length < wanted) {
      troubles++;
      throw new IOException("no space left on the disk");
    }
  }

  /** How many bytes can be written at an offset. */
  private long room(SimFile file, long offset) {
    if (capacityBytes == Long.MAX_VALUE) {
      return capacityBytes;
    }
    long used = names.files().stream().mapToLong(SimFile::length).sum();
    return Math.max(0, file.length() - offset + capacityBytes - used);
  }

  private SimFile file(String name) throws IOException {
    SimFile file = names.file(name);
    require(file != null, "there is no file " + name);
    return file;
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }

  // Faults.

  /** Nothing happens from the next such step on, until {@link #release}. */
  public void stallAt(Predicate<Step> which) {
    faults.stall(which);
  }

  /** As {@link #stallAt}, for syncs of files. */
  public void stallNextSync() {
    stallAt(step -> step instanceof Step.Sync);
  }

  public void release() {
    faults.release();
    arrange();
  }

  /**
   * The next such step fails, once; all after it do, too, until a crash.
   *
   * @param bytesWritten how many bytes of a failing write are written nevertheless
   */
  public void failNext(Predicate<Step> which, String message, int bytesWritten) {
    faults.fail(which, new SimFaults.Trouble(bytesWritten, new IOException(message), () -> {}));
  }

  public void failNextSync() {
    failNext(step -> step instanceof Step.Sync, "input/output error on sync", 0);
  }

  public void failNextWrite(int bytesWritten) {
    failNext(step -> step instanceof Step.Write, "input/output error on write", bytesWritten);
  }

  /** From now on files have room for this many bytes together. */
  public void capacity(long bytes) {
    capacityBytes = bytes;
  }

  /**
   * From now on there is room for this many more bytes.
   *
   * @return how many bytes fewer that are than there were, {@link Long#MAX_VALUE} at the most
   */
  public long fill(long bytes) {
    long before = capacityBytes;
    capacityBytes = names.files().stream().mapToLong(SimFile::length).sum() + bytes;
    return before - capacityBytes;
  }

  /**
   * After so many more steps the machine stops: each later one fails. A crash is to follow.
   *
   * @param bytesWritten how many bytes are still written if the machine stops at a write
   */
  public void stopAfter(long steps, int bytesWritten) {
    faults.stop(steps, new SimFaults.Trouble(bytesWritten, new Stopped(), () -> {}));
  }

  /**
   * After so many more steps the machine crashes in the middle of the next one.
   *
   * @param bytesWritten how many bytes are still written if that is a write
   * @param crash is to call {@link #crashProcess} or {@link #cutPower}
   */
  public void crashAfter(long steps, int bytesWritten, Runnable crash) {
    faults.stop(steps, new SimFaults.Trouble(bytesWritten, new Stopped(), crash));
  }

  /** Takes back {@link #stopAfter}, {@link #crashAfter} and {@link #failNext}. */
  public void repair() {
    faults.repair();
  }

  /** How many steps have met with trouble that was arranged, since this disk was made. */
  public long troubles() {
    return troubles;
  }

  /** How many steps have been done since this disk was made. */
  public long stepsDone() {
    return stepsDone;
  }

  /** The server dies: what was under way stops where it was, the cache stays. */
  public void crashProcess() {
    jobs = new ArrayDeque<>();
    life++;
    paced = false;
    failure = null;
    faults.clear();
  }

  /** The machine loses its power: the choices decide what is left of all that is not synced. */
  public void cutPower() {
    crashProcess();
    names.powerCut(choices);
    durableVersion++;
  }

  // The durable image: what a power cut would leave that lost all that is not synced.

  /** Rises whenever the durable image may have changed. */
  public long durableVersion() {
    return durableVersion;
  }

  /** The size of a file in the durable image, -1 if it is not there. */
  public long durableSize(String file) {
    SimFile there = names.durableFile(file);
    return there == null ? -1 : there.durableLength();
  }

  /** A file of the durable image from an offset to its end; the file has to be there. */
  public byte[] durableBytes(String file, long offset) {
    return names.durableFile(file).durable((int) offset);
  }

  /** The names of a directory in the durable image, as {@link #list}. */
  public List<String> durableList(String directory) {
    return names.durableList(directory);
  }

  /** Whether a power cut now would lose nothing. */
  public boolean allSynced() {
    return names.synced() && names.files().stream().allMatch(SimFile::synced);
  }

  /** Overwrites bytes of a file, durably and behind everybody's back. */
  public void decay(String file, long offset, Bytes bytes) throws IOException {
    file(file).decay((int) offset, bytes);
    durableVersion++;
  }

  /** Shortens a file, durably and behind everybody's back. */
  public void cut(String file, long length) throws IOException {
    file(file).cut((int) length);
    durableVersion++;
  }

  /** Removes a file, durably and behind everybody's back. */
  public void remove(String file) throws IOException {
    file(file);
    names.unlink(file);
    names.sync(SimNames.parent(file));
    durableVersion++;
  }
}
