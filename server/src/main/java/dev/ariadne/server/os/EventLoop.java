package dev.ariadne.server.os;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one thread on which a node lives: runs tasks one at a time, in the order in which each thread
 * handed them in, and timers when they are due.
 *
 * <p>A task that throws ends the loop: after a broken invariant nothing more may happen. What is
 * handed in once the loop has ended is dropped.
 */
public final class EventLoop implements Executor, AutoCloseable {

  /**
   * How many tasks of other threads may wait; who hands in one more is held up until one is run.
   */
  public static final int MAILBOX_TASKS_MAX = 1 << 16;

  /** How many tasks are run before the timers are looked at again. */
  private static final int TASKS_BETWEEN_TIMERS = 256;

  private record Timer(long dueNanos, long sequence, Runnable task) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      // By difference: the clock may overflow.
      int byTime = Long.signum(dueNanos - other.dueNanos);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  private final Thread thread;
  private final Consumer<Throwable> onFailure;
  private final LinkedBlockingQueue<Runnable> mailbox =
      new LinkedBlockingQueue<>(MAILBOX_TASKS_MAX);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** What the loop's own tasks handed in. Only the loop touches it, and never waits for room. */
  private final Deque<Runnable> own = new ArrayDeque<>();

  /** Only the loop touches these two. */
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();

  private long timersSet;

  private volatile boolean stopping;

  /**
   * A loop that has yet to be started.
   *
   * @param onFailure called on the loop's thread, once, with what a task threw; nothing runs after
   */
  public EventLoop(String name, Consumer<Throwable> onFailure) {
    this.onFailure = onFailure;
    this.thread = new Thread(this::run, name);
  }

  /** Begins to run what has been handed in so far and what will be. */
  public void start() {
    thread.start();
  }

  /**
   * Runs the task on the loop, never within this call. While the mailbox is full the caller waits,
   * unless it is the loop itself.
   */
  @Override
  public void execute(Runnable task) {
    if (inLoop()) {
      own.add(task);
      return;
    }
    boolean interrupted = false;
    while (!stopping) {
      try {
        mailbox.put(task);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (stopping) {
      discard();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs the task on the loop once, at the earliest this long from now. */
  public void schedule(long delayNanos, Runnable task) {
    long dueNanos = System.nanoTime() + Math.max(0, delayNanos);
    if (inLoop()) {
      timers.add(new Timer(dueNanos, timersSet++, task));
    } else {
      execute(() -> timers.add(new Timer(dueNanos, timersSet++, task)));
    }
  }

  public boolean inLoop() {
    return Thread.currentThread() == thread;
  }

  /** Asks the loop to end after the task that it is running; what waits is dropped. */
  public void stop() {
    stopping = true;
    discard();
  }

  /**
   * Waits until the loop has ended.
   *
   * @return false if it has not within this time
   */
  public boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
    return ended.await(timeout, unit);
  }

  /** Stops the loop and, on any other thread, waits until it has ended. */
  @Override
  public void close() {
    stop();
    boolean interrupted = false;
    while (!inLoop() && thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Empties the mailbox of a loop that is to end. Several threads may do so at once, so each of
   * them leaves something behind that wakes the loop: one could have thrown away what another left.
   */
  private void discard() {
    mailbox.clear();
    boolean woken = mailbox.offer(() -> {});
  }

  private void run() {
    try {
      while (!stopping) {
        runTimers();
        runTasks();
      }
    } catch (InterruptedException e) {
      stopping = true;
      onFailure.accept(e);
    } catch (RuntimeException | Error e) {
      // The outermost loop. Stopping comes first: the handler may wait for other threads' tasks.
      stopping = true;
      onFailure.accept(e);
    } finally {
      stopping = true;
      mailbox.clear();
      ended.countDown();
    }
  }

  private void runTimers() {
    long now = System.nanoTime();
    while (!stopping && !timers.isEmpty() && timers.peek().dueNanos() - now <= 0) {
      timers.poll().task().run();
    }
  }

  private void runTasks() throws InterruptedException {
    if (own.isEmpty()) {
      run(take());
    }
    // Both queues have their turn, so that neither can starve the other.
    for (int ran = 0; ran < TASKS_BETWEEN_TIMERS; ran += 2) {
      Runnable mine = own.poll();
      Runnable others = mailbox.poll();
      if (mine == null && others == null) {
        return;
      }
      run(mine);
      run(others);
    }
  }

  private void run(Runnable task) {
    if (task != null && !stopping) {
      task.run();
    }
  }

  /** Waits for a task of another thread, but not beyond the next timer; null if there is none. */
  private Runnable take() throws InterruptedException {
    if (timers.isEmpty()) {
      return mailbox.take();
    }
    long wait = timers.peek().dueNanos() - System.nanoTime();
    return wait <= 0 ? mailbox.poll() : mailbox.poll(wait, TimeUnit.NANOSECONDS);
  }
}
