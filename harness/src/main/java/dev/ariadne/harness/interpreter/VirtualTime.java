package dev.ariadne.harness.interpreter;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The smallest {@link World}: tasks in the order of (time, sequence). */
public final class VirtualTime implements World {

  private record Task(long time, long sequence, Runnable body) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::time).thenComparingLong(Task::sequence));
  private long now;
  private long nextSequence;

  /** Runs the task so many nanoseconds from now, at least 0, and never at once. */
  public void after(long nanos, Runnable body) {
    tasks.add(new Task(now + nanos, nextSequence++, body));
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
    return true;
  }
}
