package dev.ariadne.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/** Runs pieces of work on several threads. No other class of the checker starts threads. */
final class Workers {

  private Workers() {}

  /**
   * Runs all pieces and waits for them. The results depend on the pieces only, not on the threads.
   *
   * @param threads the number of threads, at least 1; with 1 the caller runs all pieces
   * @param order the numbers of all pieces, from 0, in the order in which they begin
   * @return the results by number
   * @throws RuntimeException or Error: what the piece with the lowest number threw, of those that
   *     threw
   */
  static <T> List<T> run(int threads, List<Integer> order, IntFunction<T> work) {
    int pieces = order.size();
    AtomicReferenceArray<T> results = new AtomicReferenceArray<>(pieces);
    AtomicReferenceArray<Throwable> failures = new AtomicReferenceArray<>(pieces);
    AtomicInteger next = new AtomicInteger();
    Runnable some =
        () -> {
          for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
            int piece = order.get(i);
            try {
              results.set(piece, work.apply(piece));
            } catch (RuntimeException | Error e) {
              failures.set(piece, e);
            }
          }
        };
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, pieces); i++) {
      Thread other = new Thread(some, "checker-" + i);
      other.setDaemon(true);
      other.start();
      others.add(other);
    }
    some.run();
    boolean interrupted = false;
    for (Thread other : others) {
      interrupted |= join(other);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    List<T> all = new ArrayList<>(pieces);
    for (int piece = 0; piece < pieces; piece++) {
      if (failures.get(piece) instanceof RuntimeException e) {
        throw e;
      }
      if (failures.get(piece) instanceof Error e) {
        throw e;
      }
      all.add(results.get(piece));
    }
    return all;
  }

  /** Waits for a thread, even if interrupted: the budget bounds the work. */
  private static boolean join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
