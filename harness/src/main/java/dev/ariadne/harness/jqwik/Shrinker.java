package dev.ariadne.harness.jqwik;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The scripts that are simpler than a given script by one step, the simplest first. A small change
 * of a script changes the run completely: without one operation every message has another delay,
 * and a failure that needs luck disappears. So each part is also left out in a few other worlds
 * before it counts as needed.
 */
final class Shrinker {
  /** All times of a script are multiples of this step, because round times are easier to read. */
  static final int STEP_MILLIS = 10;

  private static final int WORLDS_TRIED = 4;

  /** The smallest number of entries from one snapshot to the next. */
  static final int FEWEST_ENTRIES = 3;

  private final Script script;

  private Shrinker(Script script) {
    this.script = script;
  }

  /** The candidates for simpler scripts. Some of them may not be simpler. */
  static Stream<Script> than(Script script) {
    Shrinker simpler = new Shrinker(script);
    return Stream.of(
            simpler.smaller(),
            simpler.smaller().flatMap(Shrinker::inOtherWorlds),
            simpler.plainer(),
            simpler.earlier(),
            simpler.plainer().flatMap(Shrinker::inOtherWorlds),
            inOtherWorlds(script))
        .flatMap(Function.identity());
  }

  private static Stream<Script> inOtherWorlds(Script script) {
    return LongStream.rangeClosed(1, WORLDS_TRIED)
        .filter(world -> world != script.world())
        .mapToObj(
            world ->
                new Script(
                    script.faults(),
                    script.deeds(),
                    script.nodes(),
                    script.snapshotEvery(),
                    world));
  }

  private Script with(List<ScriptFault> faults, List<ClientOp> deeds) {
    return new Script(faults, deeds, script.nodes(), script.snapshotEvery(), script.world());
  }

  private Script with(int nodes, int snapshotEvery) {
    return new Script(script.faults(), script.deeds(), nodes, snapshotEvery, script.world());
  }

  // Fewer

  private Stream<Script> smaller() {
    return Stream.of(
            without(script.faults().size()).map(this::withoutFaults),
            IntStream.range(0, script.faults().size()).boxed().flatMap(this::oneForTwo),
            without(script.deeds().size()).map(this::withoutDeeds),
            without(script.deeds().size()).flatMap(this::fewerForASnapshot),
            IntStream.range(1, script.nodes()).mapToObj(n -> with(n, script.snapshotEvery())))
        .flatMap(Function.identity());
  }

  /** A range that may be left out: all, each half, each quarter, and so on to each single one. */
  private record Range(int from, int to) {
    boolean contains(int index) {
      return from <= index && index < to;
    }
  }

  private static Stream<Range> without(int size) {
    List<Range> ranges = new ArrayList<>();
    for (int length = size; length > 0; length = length == 1 ? 0 : (length + 1) / 2) {
      for (int from = 0; from < size; from += length) {
        ranges.add(new Range(from, Math.min(size, from + length)));
      }
    }
    return ranges.stream();
  }

  private Script withoutFaults(Range out) {
    return with(
        IntStream.range(0, script.faults().size())
            .filter(index -> !out.contains(index))
            .mapToObj(script.faults()::get)
            .toList(),
        script.deeds());
  }

  /** Without one fault. Another fault is extended to cover the time of both. */
  private Stream<Script> oneForTwo(int out) {
    ScriptFault gone = script.faults().get(out);
    Script left = withoutFaults(new Range(out, out + 1));
    return IntStream.range(0, left.faults().size())
        .mapToObj(
            index -> {
              List<ScriptFault> changed = new ArrayList<>(left.faults());
              changed.set(index, union(changed.get(index), gone));
              return with(changed, script.deeds());
            });
  }

  private static ScriptFault union(ScriptFault kept, ScriptFault gone) {
    int from = Math.min(kept.atMillis(), gone.atMillis());
    int to = Math.max(kept.atMillis() + kept.forMillis(), gone.atMillis() + gone.forMillis());
    return new ScriptFault(kept.kind(), kept.node(), from, to - from);
  }

  /** Without some operations. The others keep their times. */
  private Script withoutDeeds(Range out) {
    List<ClientOp> left = new ArrayList<>();
    int gap = 0;
    for (int index = 0; index < script.deeds().size(); index++) {
      ClientOp deed = script.deeds().get(index);
      gap += deed.gapMillis();
      if (!out.contains(index)) {
        left.add(new ClientOp(deed.kind(), deed.client(), deed.key(), gap));
        gap = 0;
      }
    }
    return with(script.faults(), left);
  }

  /**
   * Without some operations and with more frequent snapshots, if the script takes snapshots at all.
   */
  private Stream<Script> fewerForASnapshot(Range out) {
    return script.snapshotEvery() == Script.USUAL_SNAPSHOTS
        ? Stream.of()
        : Stream.of(new Shrinker(with(script.nodes(), FEWEST_ENTRIES)).withoutDeeds(out));
  }

  // Plainer

  private Stream<Script> plainer() {
    return Stream.of(
            Stream.of(with(script.nodes(), Script.USUAL_SNAPSHOTS)),
            eachFault(this::plainer),
            Stream.of(
                with(script.faults(), script.deeds().stream().map(Shrinker::ofOneClient).toList()),
                with(script.faults(), script.deeds().stream().map(Shrinker::onOneKey).toList())),
            eachDeed(Shrinker::plainer))
        .flatMap(Function.identity());
  }

  private Stream<ScriptFault> plainer(ScriptFault fault) {
    Stream<ScriptFault> kinds =
        Stream.of(ScriptFault.Kind.values())
            .limit(fault.kind().ordinal())
            .map(kind -> new ScriptFault(kind, fault.node(), fault.atMillis(), fault.forMillis()));
    int last = Math.min(fault.kind().isOfNode() ? script.nodes() : 1, fault.node() - 1);
    Stream<ScriptFault> nodes =
        IntStream.rangeClosed(1, last)
            .mapToObj(
                node -> new ScriptFault(fault.kind(), node, fault.atMillis(), fault.forMillis()));
    return Stream.concat(kinds, nodes);
  }

  private static ClientOp ofOneClient(ClientOp deed) {
    return new ClientOp(deed.kind(), 1, deed.key(), deed.gapMillis());
  }

  private static ClientOp onOneKey(ClientOp deed) {
    return new ClientOp(deed.kind(), deed.client(), 0, deed.gapMillis());
  }

  private static Stream<ClientOp> plainer(ClientOp deed) {
    Stream<ClientOp> kinds =
        Stream.of(ClientOp.Kind.values())
            .limit(deed.kind().ordinal())
            .map(kind -> new ClientOp(kind, deed.client(), deed.key(), deed.gapMillis()));
    Stream<ClientOp> clients =
        IntStream.range(1, deed.client())
            .mapToObj(client -> new ClientOp(deed.kind(), client, deed.key(), deed.gapMillis()));
    Stream<ClientOp> keys =
        IntStream.range(0, deed.key())
            .mapToObj(key -> new ClientOp(deed.kind(), deed.client(), key, deed.gapMillis()));
    return Stream.of(kinds, clients, keys).flatMap(Function.identity());
  }

  private Stream<Script> eachFault(Function<ScriptFault, Stream<ScriptFault>> others) {
    return each(script.faults(), others, faults -> with(faults, script.deeds()));
  }

  private Stream<Script> eachDeed(Function<ClientOp, Stream<ClientOp>> others) {
    return each(script.deeds(), others, deeds -> with(script.faults(), deeds));
  }

  private static <T> Stream<Script> each(
      List<T> all, Function<T, Stream<T>> others, Function<List<T>, Script> script) {
    return IntStream.range(0, all.size())
        .boxed()
        .flatMap(
            index ->
                others
                    .apply(all.get(index))
                    .map(
                        other -> {
                          List<T> changed = new ArrayList<>(all);
                          changed.set(index, other);
                          return script.apply(changed);
                        }));
  }

  // Earlier and shorter

  private Stream<Script> earlier() {
    return Stream.of(
            Stream.of(at(time -> time / 2 / STEP_MILLIS * STEP_MILLIS)),
            idle().flatMap(this::shortened),
            eachFault(
                fault ->
                    lower(fault.atMillis(), 0)
                        .mapToObj(
                            at ->
                                new ScriptFault(
                                    fault.kind(), fault.node(), at, fault.forMillis()))),
            eachFault(
                fault ->
                    lower(fault.forMillis(), STEP_MILLIS)
                        .mapToObj(
                            length ->
                                new ScriptFault(
                                    fault.kind(), fault.node(), fault.atMillis(), length))),
            eachDeed(
                deed ->
                    lower(deed.gapMillis(), 0)
                        .mapToObj(
                            gap -> new ClientOp(deed.kind(), deed.client(), deed.key(), gap))))
        .flatMap(Function.identity());
  }

  private static IntStream lower(int millis, int least) {
    return IntStream.of(
            least, millis / 1000 * 1000, millis / 2 / STEP_MILLIS * STEP_MILLIS, millis / 100 * 100)
        .map(lower -> Math.max(least, lower))
        .filter(lower -> lower < millis)
        .distinct()
        .sorted();
  }

  /** The periods in which nothing begins or ends. */
  private Stream<Range> idle() {
    TreeSet<Integer> times = new TreeSet<>(List.of(0));
    ScriptStep.of(script).forEach(moment -> times.add((int) moment.atMillis()));
    List<Integer> sorted = List.copyOf(times);
    return IntStream.range(1, sorted.size())
        .mapToObj(index -> new Range(sorted.get(index - 1), sorted.get(index)));
  }

  private Stream<Script> shortened(Range idle) {
    int length = idle.to() - idle.from();
    return lower(length, 0)
        .mapToObj(shorter -> at(time -> time < idle.to() ? time : time - (length - shorter)));
  }

  /** The same script with other times. */
  private Script at(IntUnaryOperator time) {
    List<ScriptFault> faults = new ArrayList<>();
    for (ScriptFault fault : script.faults()) {
      int from = time.applyAsInt(fault.atMillis());
      int to = time.applyAsInt(fault.atMillis() + fault.forMillis());
      faults.add(
          new ScriptFault(fault.kind(), fault.node(), from, Math.max(STEP_MILLIS, to - from)));
    }
    List<ClientOp> deeds = new ArrayList<>();
    int before = 0;
    int after = 0;
    for (ClientOp deed : script.deeds()) {
      before += deed.gapMillis();
      int then = time.applyAsInt(before);
      deeds.add(new ClientOp(deed.kind(), deed.client(), deed.key(), then - after));
      after = then;
    }
    return with(faults, deeds);
  }
}
