package dev.ariadne.harness.interpreter;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs tasks on virtual time, in the order of (time, sequence). */
public final class VirtualScheduler implements VirtualClock {

  private record Task(long time, long sequence, Runnable body) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::time).thenComparingLong(Task::sequence));
  private long now;
  private long nextSequence;
  private long events;
  private boolean listened;
  private Runnable watcher = () -> {};
  private Consumer<String> listener = text -> {};

  /** Runs the task this number of nanoseconds from now, at least 0, and never during this call. */
  public void after(long nanos, Runnable body) {
    tasks.add(new Task(now + nanos, nextSequence++, body));
  }

  /** The number of tasks that have been run. */
  public long events() {
    return events;
  }

  /** Gives a text to the listener. Costs little if there is none. */
  public void tell(Supplier<String> text) {
    if (listened) {
      listener.accept(text.get());
    }
  }

  /** Sets the listener. */
  public void listen(Consumer<String> to) {
    listener = to;
    listened = true;
  }

  /** Sets the action that is run after each task. */
  public void watch(Runnable afterEach) {
    watcher = afterEach;
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public boolean advance(long until) {
    Task task = tasks.peek();
    if (task == null || task.time() > until) {
      now = until == Long.MAX_VALUE ? now : Math.max(now, until);
      return false;
    }
    tasks.poll();
    now = task.time();
    task.body().run();
    events++;
    watcher.run();
    return true;
  }
}
