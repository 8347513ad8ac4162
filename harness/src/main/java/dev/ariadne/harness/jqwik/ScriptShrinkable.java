package dev.ariadne.harness.jqwik;

import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * A script that shrinks to something simpler in meaning: fewer faults, then fewer operations, then
 * fewer nodes, then plainer ones of each, then all of it earlier and shorter.
 */
record ScriptShrinkable(Script value) implements Shrinkable<Script> {

  /** jqwik takes the first that still fails, and goes on from there until none does. */
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
