package dev.ariadne.harness.jqwik;

import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * A script that shrinks to a simpler one: fewer faults, then fewer operations, fewer nodes, simpler
 * ones of each, then earlier and shorter ones.
 */
record ScriptShrinkable(Script value) implements Shrinkable<Script> {

  /**
   * The simpler scripts. jqwik takes the first one that still fails and continues from it until
   * none fails.
   */
  @Override
  public Stream<Shrinkable<Script>> shrink() {
    return Shrinker.than(value).filter(this::isLess).distinct().map(ScriptShrinkable::new);
  }

  private boolean isLess(Script other) {
    return distance(other).compareTo(distance()) < 0;
  }

  @Override
  public ShrinkingDistance distance() {
    return distance(value);
  }

  private static ShrinkingDistance distance(Script script) {
    long oddity = script.snapshotEvery() == Script.USUAL_SNAPSHOTS ? 0 : 1;
    long times = 0;
    for (ScriptFault fault : script.faults()) {
      oddity += fault.kind().ordinal() + fault.node() - 1;
      times += fault.atMillis() + fault.forMillis();
    }
    long at = 0;
    for (ClientOp deed : script.deeds()) {
      oddity += deed.kind().ordinal() + deed.client() - 1 + deed.key();
      at += deed.gapMillis();
      times += at;
    }
    return ShrinkingDistance.of(
        script.faults().size(),
        script.deeds().size(),
        script.nodes(),
        oddity,
        script.lengthMillis(),
        times,
        script.world());
  }
}
