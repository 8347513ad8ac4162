package dev.ariadne.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/** Does pieces of work on several threads. The only class here that starts any. */
final class Workers {

  private Workers() {}

  /**
   * Does all pieces and waits for them. What comes out depends on the pieces alone, not on which
   * thread did which when.
   *
   * @param threads at least 1; with 1 the caller does it all
   * @param order all pieces' numbers, from 0, in the order in which to begin them
   * @return the results by number
   * @throws RuntimeException or Error, that of the piece with the lowest number that threw one
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

  /** Waits, however often it is interrupted: the work is bounded by its budget. */
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
