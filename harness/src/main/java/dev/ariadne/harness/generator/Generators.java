package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * Factory methods for generators, with Jepsen's names where Jepsen has the same. Times are
 * nanoseconds. The parameter {@code site} names a decision for {@link dev.ariadne.harness.Choices}:
 * no two decisions of a test may share a site.
 */
public final class Generators {

  private Generators() {}

  /** A generator without operations. */
  public static Generator nothing() {
    return new Primitives.Nothing();
  }

  /** Operations from a source, without end, each by a free worker. */
  public static Generator repeat(String site, OperationSource source) {
    return new Primitives.Repeat(site, source, 0);
  }

  /** One operation by any free worker. */
  public static Generator once(String site, String f, Object value) {
    return limit(1, repeat(site, (context, worker, turn) -> new Invocation(worker, f, value)));
  }

  /**
   * The operations that a history began, by the same workers and not before their times.
   *
   * @param invocations invocations of clients, and the notes with which the nemesis began an
   *     operation, in order
   * @param concurrency the number of client workers of the recording; it gives the worker of a
   *     process
   */
  public static Generator recorded(List<Op> invocations, int concurrency) {
    List<Primitives.Recorded.Timed> all = new ArrayList<>();
    for (Op op : invocations) {
      Worker worker =
          op.process() instanceof Op.Process.Client client
              ? new Worker((int) (client.id() % concurrency))
              : Worker.NEMESIS;
      all.add(
          new Primitives.Recorded.Timed(
              op.time(), new Invocation(worker, op.f(), op.value(), op.extra())));
    }
    return Primitives.Recorded.of(all);
  }

  /** A text for the person who watches the run. */
  public static Generator log(String text) {
    return new Primitives.Log(text);
  }

  /** A time without operations. */
  public static Generator sleep(long nanos) {
    return new Primitives.Sleep(nanos, -1);
  }

  /** Chooses one of several generators for each operation, until all are exhausted. */
  public static Generator mix(String site, List<? extends Generator> parts) {
    return new Alternatives.Mix(site, List.copyOf(parts), 0);
  }

  /** Takes operations from any generator that has one. */
  public static Generator any(Generator... parts) {
    return new Alternatives.AnyOf(List.of(parts), 0);
  }

  /** The same as {@link #any(Generator...)}. */
  public static Generator any(List<? extends Generator> parts) {
    return new Alternatives.AnyOf(List.copyOf(parts), 0);
  }

  /** Operations at random times, {@code nanos} apart on average over all workers. */
  public static Generator stagger(String site, long nanos, Generator inner) {
    return new Timing.Stagger(site, nanos, inner, -1, 0);
  }

  /** Operations at least {@code nanos} apart. */
  public static Generator delay(long nanos, Generator inner) {
    return new Timing.Delay(nanos, inner, -1);
  }

  /** At most {@code count} operations. */
  public static Generator limit(long count, Generator inner) {
    return new EndConditions.Limit(count, inner);
  }

  /** Passes on only operations that begin less than {@code nanos} after the first question. */
  public static Generator timeLimit(long nanos, Generator inner) {
    return new EndConditions.TimeLimit(nanos, inner, -1);
  }

  /** Begins once every worker is free. */
  public static Generator synchronize(Generator inner) {
    return new Sequences.Synchronize(inner);
  }

  /** One after the other; each begins when the one before has nothing more to begin. */
  public static Generator concat(Generator... parts) {
    return new Sequences.Concat(List.of(parts));
  }

  /** One after the other; each begins when all operations of the one before are completed. */
  public static Generator phases(Generator... parts) {
    List<Generator> synchronised = new ArrayList<>();
    for (Generator part : parts) {
      synchronised.add(new Sequences.Synchronize(part));
    }
    return new Sequences.Concat(synchronised);
  }

  /**
   * Runs the first generator, then one that is made from the number of keys that clients have used:
   * the greatest whole number used as a key, plus one.
   */
  public static Generator following(Generator first, LongFunction<? extends Generator> then) {
    return new Sequences.FollowedBy(first, 0, false, false, false, then);
  }

  /**
   * The same as {@link #following}, but ends after the first generator if operations of clients
   * were completed and none was OK.
   */
  public static Generator followingIfAnswered(
      Generator first, LongFunction<? extends Generator> then) {
    return new Sequences.FollowedBy(first, 0, true, false, false, then);
  }

  /**
   * Ends, with a note, when no operation of a client has been OK for {@code nanos}.
   *
   * @param nanos counted from the first question, and from each OK
   */
  public static Generator untilSilent(long nanos, String note, Generator inner) {
    return new EndConditions.UntilSilent(nanos, note, false, inner, -1);
  }

  /**
   * Ends, with a note, if no operation of a client is OK within {@code nanos} of the first
   * question.
   */
  public static Generator unlessAnsweredWithin(long nanos, String note, Generator inner) {
    return new EndConditions.UntilSilent(nanos, note, true, inner, -1);
  }

  /**
   * Lets workers rest whose operations fail many times in a row, longer and longer, up to a second.
   *
   * @param answered whether a completed operation that is not OK was still answered, such as a
   *     failed comparison
   */
  public static Generator backOff(Predicate<Op> answered, Generator inner) {
    return new Timing.BackOff(answered, inner, new TreeMap<>());
  }

  /** Reserves workers for generators of their own: {@code reserve().and(5, a).rest(b)}. */
  public static ReserveBuilder reserve() {
    return new ReserveBuilder();
  }

  /** A copy of a generator for each worker. */
  public static Generator eachThread(Generator inner) {
    return PerWorker.EachThread.of(inner);
  }

  /** A generator for client workers only. */
  public static Generator clients(Generator inner) {
    return new PerWorker.OnWorkers(worker -> !worker.isNemesis(), inner);
  }

  /** A generator for the nemesis only. */
  public static Generator nemesis(Generator inner) {
    return new PerWorker.OnWorkers(Worker::isNemesis, inner);
  }

  /** Applies the function to the generator after each event. */
  public static Generator onUpdate(Updater updater, Generator inner) {
    return new Sequences.OnUpdate(updater, inner);
  }

  /** Ends with the first event that the predicate accepts. */
  public static Generator until(Predicate<Op> last, Generator inner) {
    return new EndConditions.Until(last, inner);
  }

  /** One operation, tried again {@code nanos} after each failure until it is OK. */
  public static Generator untilOk(String site, long nanos, String f, Object value) {
    return new Primitives.UntilOk(site, nanos, f, value, Optional.empty(), 0, 0, false);
  }

  /** Wraps the values of a generator as {@code [key value]}. */
  public static Generator keyed(Object key, Generator inner) {
    return new Keys.Keyed(key, inner);
  }

  /** Works on one key after the other, with all workers. */
  public static Generator keysInTurn(
      List<?> keys, Function<Object, ? extends Generator> generatorOfKey) {
    return new Sequences.Concat(List.copyOf(each(keys, generatorOfKey)));
  }

  /** Chooses the key for each operation. */
  public static Generator keysMixed(
      String site, List<?> keys, Function<Object, ? extends Generator> generatorOfKey) {
    return new Alternatives.Mix(site, List.copyOf(each(keys, generatorOfKey)), 0);
  }

  /** Divides client workers into groups, each with a key of its own at any time. */
  public static Generator keysConcurrently(
      int groupSize, List<?> keys, Function<Object, ? extends Generator> generatorOfKey) {
    return new Keys.ConcurrentKeys(groupSize, each(keys, generatorOfKey), new TreeMap<>(), 0);
  }

  private static List<Keys.Keyed> each(
      List<?> keys, Function<Object, ? extends Generator> generatorOfKey) {
    List<Keys.Keyed> all = new ArrayList<>();
    for (Object key : keys) {
      all.add(new Keys.Keyed(key, generatorOfKey.apply(key)));
    }
    return all;
  }
}
