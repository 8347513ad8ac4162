package dev.ariadne.harness.generator;

import java.util.ArrayList;
import java.util.List;

/**
 * Reserves workers: the first ones for the first generator, the next ones for the next, and so on.
 */
public final class ReserveBuilder {
  private final List<Generator> parts = new ArrayList<>();
  private int reserved;

  ReserveBuilder() {}

  /** The next {@code count} client workers, by number, work for this generator only. */
  public ReserveBuilder and(int count, Generator generator) {
    int from = reserved;
    int to = from + count;
    parts.add(
        new PerWorker.OnWorkers(
            worker -> worker.number() >= from && worker.number() < to, generator));
    reserved = to;
    return this;
  }

  /** All remaining workers work for this generator. */
  public Generator rest(Generator generator) {
    int from = reserved;
    List<Generator> all = new ArrayList<>(parts);
    all.add(
        new PerWorker.OnWorkers(
            worker -> worker.isNemesis() || worker.number() >= from, generator));
    return new Alternatives.AnyOf(all, 0);
  }
}
