package dev.ariadne.harness.generator;

import java.util.ArrayList;
import java.util.List;

/** Sets workers aside: the first so many for the first generator, and so on. */
public final class Reserve {
  private final List<Generator> parts = new ArrayList<>();
  private int reserved;

  Reserve() {}

  /** The next {@code count} client workers, by number, serve only this generator. */
  public Reserve and(int count, Generator generator) {
    int from = reserved;
    int to = from + count;
    parts.add(new OnWorkers(worker -> worker.number() >= from && worker.number() < to, generator));
    reserved = to;
    return this;
  }

  /** All remaining workers serve this generator. */
  public Generator rest(Generator generator) {
    int from = reserved;
    List<Generator> all = new ArrayList<>(parts);
    all.add(new OnWorkers(worker -> worker.isNemesis() || worker.number() >= from, generator));
    return new AnyOf(all, 0);
  }
}
