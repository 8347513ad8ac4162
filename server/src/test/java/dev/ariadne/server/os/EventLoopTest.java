package dev.ariadne.server.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopTest {

  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final EventLoop loop = new EventLoop("loop", failure::complete);

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void tasksRunInTheirOrderOnOneThread() throws Exception {
    List<Integer> ran = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      int number = i;
      loop.execute(() -> ran.add(number));
    }
    loop.start();
    assertThat(result(() -> List.copyOf(ran)))
        .isEqualTo(IntStream.range(0, 10_000).boxed().toList());
  }

  @Test
  void aTaskNeverRunsWithinTheCallThatHandsItIn() throws Exception {
    loop.start();
    List<String> order = new ArrayList<>();
    loop.execute(
        () -> {
          loop.execute(() -> order.add("inner"));
          order.add("outer");
        });
    assertThat(result(() -> List.copyOf(order))).containsExactly("outer", "inner");
  }

  @Test
  void theLoopItselfMayHandInAnyNumber() throws Exception {
    loop.start();
    AtomicInteger ran = new AtomicInteger();
    loop.execute(
        () -> {
          for (int i = 0; i < EventLoop.MAILBOX_TASKS_MAX + 10; i++) {
            loop.execute(ran::incrementAndGet);
          }
        });
    await().until(() -> ran.get() == EventLoop.MAILBOX_TASKS_MAX + 10);
  }

  @Test
  void whoFillsTheMailboxIsHeldUpUntilThereIsRoom() throws Exception {
    loop.start();
    CountDownLatch free = new CountDownLatch(1);
    loop.execute(() -> awaitLatch(free));
    AtomicInteger ran = new AtomicInteger();
    int tasks = EventLoop.MAILBOX_TASKS_MAX + 10;
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < tasks; i++) {
                loop.execute(ran::incrementAndGet);
              }
            });
    other.start();
    await().until(() -> other.getState() == Thread.State.WAITING);
    assertThat(ran).hasValue(0);
    free.countDown();
    await().until(() -> ran.get() == tasks);
    other.join();
  }

  @Test
  void timersRunWhenTheyAreDueAndInThatOrder() throws Exception {
    loop.start();
    SystemClock clock = new SystemClock(loop);
    List<String> order = new ArrayList<>();
    CompletableFuture<Long> last = new CompletableFuture<>();
    long began = clock.nanos();
    loop.execute(
        () -> {
          clock.after(TimeUnit.MILLISECONDS.toNanos(60), () -> last.complete(clock.nanos()));
          clock.after(TimeUnit.MILLISECONDS.toNanos(30), () -> order.add("b"));
          clock.after(0, () -> order.add("a"));
          clock.after(TimeUnit.MILLISECONDS.toNanos(30), () -> order.add("c"));
          order.add("first");
        });
    long ended = last.get(10, TimeUnit.SECONDS);
    assertThat(ended - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(60));
    assertThat(order).containsExactly("first", "a", "b", "c");
  }

  @Test
  void timersAreNotStarvedByTasks() throws Exception {
    loop.start();
    CompletableFuture<Boolean> fired = new CompletableFuture<>();
    loop.execute(
        new Runnable() {
          @Override
          public void run() {
            loop.execute(this);
          }
        });
    loop.schedule(TimeUnit.MILLISECONDS.toNanos(5), () -> fired.complete(true));
    assertThat(fired.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(result(() -> "and neither is the mailbox")).isNotNull();
  }

  @Test
  void aTaskThatThrowsIsTheLastOne() throws Exception {
    loop.start();
    AtomicInteger ranAfter = new AtomicInteger();
    CountDownLatch ready = new CountDownLatch(1);
    loop.execute(
        () -> {
          awaitLatch(ready);
          throw new AssertionError("applied 3 > commit 2");
        });
    loop.execute(ranAfter::incrementAndGet);
    loop.schedule(0, ranAfter::incrementAndGet);
    ready.countDown();
    assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessage("applied 3 > commit 2");
    assertThat(loop.awaitEnd(10, TimeUnit.SECONDS)).isTrue();
    loop.execute(ranAfter::incrementAndGet);
    assertThat(ranAfter).hasValue(0);
  }

  @Test
  void whatWaitsWhenTheLoopIsStoppedNeverRuns() throws Exception {
    loop.start();
    AtomicInteger ranAfter = new AtomicInteger();
    loop.execute(
        () -> {
          loop.stop();
          loop.execute(ranAfter::incrementAndGet);
        });
    loop.execute(ranAfter::incrementAndGet);
    loop.schedule(0, ranAfter::incrementAndGet);
    assertThat(loop.awaitEnd(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ranAfter).hasValue(0);
    assertThat(failure).isNotDone();
  }

  @Test
  void anIdleLoopStopsToo() throws Exception {
    loop.start();
    loop.schedule(TimeUnit.DAYS.toNanos(1), () -> {});
    loop.close();
    assertThat(loop.awaitEnd(0, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aLoopStopsWhileOthersHandInTasks() throws Exception {
    for (int round = 0; round < 200; round++) {
      EventLoop busy = new EventLoop("busy", failure::complete);
      busy.start();
      CountDownLatch begun = new CountDownLatch(1);
      Thread other =
          new Thread(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  busy.execute(begun::countDown);
                }
              });
      other.start();
      awaitLatch(begun);
      busy.stop();
      assertThat(busy.awaitEnd(10, TimeUnit.SECONDS)).isTrue();
      other.join();
    }
  }

  private <T> T result(Supplier<T> supplier) throws Exception {
    return CompletableFuture.supplyAsync(supplier, loop).get(10, TimeUnit.SECONDS);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
