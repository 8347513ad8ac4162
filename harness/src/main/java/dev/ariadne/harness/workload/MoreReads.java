package dev.ariadne.harness.workload;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.generator.Context;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Invocation;
import dev.ariadne.harness.generator.NextOperation;
import dev.ariadne.harness.generator.Worker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Adds reads to the operations of a workload: some clients only read, and of the operations of the
 * others at least a share are reads. They read the keys that were used last.
 *
 * @param writers the clients that also write
 * @param all number of clients
 * @param readers number of clients that only read
 * @param share least share of reads of the others, from 0 to 1
 * @param turn operations of all clients that were begun
 * @param begun operations of clients that also write
 * @param reads reads among them
 * @param keys that were used last, the oldest first
 */
public record MoreReads(
    Generator main,
    Predicate<Worker> writers,
    int all,
    int readers,
    double share,
    long turn,
    long begun,
    long reads,
    List<Long> keys)
    implements Generator {
  private static final String SITE = "more-reads";
  private static final int KEYS_MAX = 64;

  /**
   * The operations of a workload, with more reads among them.
   *
   * @param workers number of clients, from number 0; the last {@code readers} of them only read
   */
  public static Generator of(Generator main, int workers, int readers, double share) {
    if (readers == 0 && share == 0) {
      return main;
    }
    Predicate<Worker> writers = worker -> worker.number() < workers - readers;
    return new MoreReads(main, writers, workers, readers, share, 0, 0, 0, List.of());
  }

  @Override
  public NextOperation next(Context context) {
    Context writing = context.only(writers);
    Context reading = context.only(writers.negate());
    boolean known = !keys.isEmpty();
    boolean turnOfReaders = context.choices().pick(SITE + "/who", turn, all) < readers;
    if (known && reading.anyFree() && (turnOfReaders || !writing.anyFree())) {
      return read(reading, begun, reads);
    }
    if (known && writing.anyFree() && reads < share * (begun + 1)) {
      return read(writing, begun + 1, reads + 1);
    }
    NextOperation next = main.next(writing);
    if (!(next instanceof NextOperation.Emit(Invocation invocation, Generator then))) {
      return next.then(after -> with(after, turn, begun, reads));
    }
    long more = invocation.f().equals("read") ? 1 : 0;
    return new NextOperation.Emit(invocation, with(then, turn + 1, begun + 1, reads + more));
  }

  private NextOperation read(Context by, long nowBegun, long nowReads) {
    Worker worker = by.pickFree(SITE + "/worker", turn);
    Long key = keys.get(by.choices().pick(SITE + "/key", turn, keys.size()));
    return new NextOperation.Emit(
        new Invocation(worker, "read", Arrays.asList(key, null)),
        with(main, turn + 1, nowBegun, nowReads));
  }

  private MoreReads with(Generator then, long nextTurn, long nowBegun, long nowReads) {
    return new MoreReads(then, writers, all, readers, share, nextTurn, nowBegun, nowReads, keys);
  }

  @Override
  public Generator update(Context context, Op event) {
    List<Long> used = keys;
    if (event.type() == Op.Type.INVOKE
        && event.value() instanceof List<?> pair
        && pair.getFirst() instanceof Long key
        && !keys.contains(key)) {
      used = new ArrayList<>(keys.subList(Math.max(0, keys.size() - KEYS_MAX + 1), keys.size()));
      used.add(key);
    }
    return new MoreReads(
        main.update(context, event),
        writers,
        all,
        readers,
        share,
        turn,
        begun,
        reads,
        List.copyOf(used));
  }
}
