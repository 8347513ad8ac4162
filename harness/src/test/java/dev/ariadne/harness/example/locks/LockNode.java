package dev.ariadne.harness.example.locks;

import dev.ariadne.harness.interpreter.VirtualScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A machine that runs a lock service: a kill takes its memory, not what it has flushed. */
final class LockNode {
  private static final long FLUSH_NANOS = 10_000_000;

  /** The journal of a machine, over all lives of its service. */
  private static final class Disk implements LockService.Journal {
    private final List<String> flushed = new ArrayList<>();
    private final List<String> waiting = new ArrayList<>();

    @Override
    public List<String> read() {
      return List.copyOf(flushed);
    }

    @Override
    public void append(String line) {
      waiting.add(line);
    }

    @Override
    public void flush() {
      flushed.addAll(waiting);
      waiting.clear();
    }
  }

  private final String name;
  private final VirtualScheduler time;
  private final Function<LockService.Journal, LockService> program;
  private final Disk disk = new Disk();
  private LockService service;
  private long life;

  LockNode(String name, VirtualScheduler time, Function<LockService.Journal, LockService> program) {
    this.name = name;
    this.time = time;
    this.program = program;
    start();
  }

  void start() {
    if (service == null) {
      service = program.apply(disk);
      life++;
      time.tell(() -> name + " starts: " + service);
      flushLater(life);
    }
  }

  private void flushLater(long inLife) {
    time.after(
        FLUSH_NANOS,
        () -> {
          if (runs(inLife)) {
            service.flush();
            flushLater(inLife);
          }
        });
  }

  void kill() {
    time.tell(() -> name + " is killed; not flushed: " + disk.waiting);
    disk.waiting.clear();
    service = null;
  }

  boolean running() {
    return service != null;
  }

  /** Counts starts: an answer of an earlier life does not leave the machine. */
  long life() {
    return life;
  }

  boolean runs(long inLife) {
    return service != null && inLife == life;
  }

  LockService service() {
    return service;
  }

  @Override
  public String toString() {
    return name
        + (running() ? " runs, " + service : " is down")
        + ", journal "
        + disk.flushed.size()
        + " lines and "
        + disk.waiting.size()
        + " not flushed";
  }
}
