package dev.ariadne.harness.scene;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.generator.Context;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.NextOperation;
import dev.ariadne.harness.workload.KeyOperations;
import java.util.Optional;

/**
 * Faults and scenes in turn: after each fault that has ended comes a scene, while no fault of the
 * cycle is in force. Without faults, one scene comes after the other.
 *
 * @param faults begins and ends one fault after the other
 * @param deck the scenes, in a shuffled order
 * @param turn scenes that have begun
 * @param ops operations of the nemesis that the faults have begun; even between two faults
 * @param due whether a scene comes next
 * @param running the scene in progress
 */
record SceneCycle(
    Generator faults,
    ShuffledDeck<SceneKind> deck,
    KeyOperations operations,
    long turn,
    long ops,
    boolean due,
    Optional<Generator> running)
    implements Generator {
  private static final String SITE = "scene/";

  static SceneCycle of(Generator faults, ShuffledDeck<SceneKind> deck, KeyOperations operations) {
    return new SceneCycle(faults, deck, operations, 0, 0, false, Optional.empty());
  }

  @Override
  public NextOperation next(Context context) {
    if (running.isPresent()) {
      NextOperation next = running.get().next(context);
      return next instanceof NextOperation.Exhausted
          ? scenes(false, Optional.empty()).next(context)
          : next.then(then -> scenes(false, Optional.of(then)));
    }
    if (due) {
      return begun(context).next(context);
    }
    NextOperation next = faults.next(context);
    return switch (next) {
      case NextOperation.Exhausted() -> begun(context).next(context);
      case NextOperation.Emit emit -> emit.then(then -> after(then, ops + 1));
      case NextOperation.Pending pending -> pending.then(then -> after(then, ops));
      case NextOperation.Note note -> note.then(then -> after(then, ops));
    };
  }

  private SceneCycle scenes(boolean next, Optional<Generator> now) {
    return new SceneCycle(faults, deck, operations, turn, ops, next, now);
  }

  private SceneCycle after(Generator then, long count) {
    boolean ended = count > ops && count % 2 == 0;
    return new SceneCycle(then, deck, operations, turn, count, ended, Optional.empty());
  }

  private SceneCycle begun(Context context) {
    SceneKind kind = deck.deal(context.choices(), turn);
    SceneKind.Variation variation =
        new SceneKind.Variation(context.choices(), SITE + kind.name(), turn / deck.cards().size());
    Generator scene =
        SceneRun.of(
            kind.name(), kind.script().write(variation), operations, key(turn), context.time());
    return new SceneCycle(faults, deck, operations, turn + 1, ops, false, Optional.of(scene));
  }

  /** The key of a scene: negative, and far enough from the next one's for a set's elements. */
  static long key(long turn) {
    return -1 - turn * (KeyOperations.NUMBERS_MAX + 1);
  }

  @Override
  public Generator update(Context context, Op event) {
    return new SceneCycle(
        faults.update(context, event),
        deck,
        operations,
        turn,
        ops,
        due,
        running.map(scene -> scene.update(context, event)));
  }
}
