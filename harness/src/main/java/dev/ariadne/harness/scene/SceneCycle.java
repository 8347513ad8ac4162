package dev.ariadne.harness.scene;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.generator.Context;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.NextOperation;
import dev.ariadne.harness.workload.KeyOperations;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Faults and scenes in turn: after a fault that has ended comes a scene, while no fault of the
 * cycle is in force. Scenes begin only while they have taken at most half of the time, so that
 * faults get their turns however long scenes take. Without faults, one scene comes after the other.
 *
 * @param faults begins and ends one fault after the other
 * @param deck the scenes, in a shuffled order
 * @param offers whether the target offers a capability
 * @param began time of the first question; -1 before it
 * @param spent the time that scenes have taken
 * @param sceneBegan when the scene in progress began
 * @param turn scenes that have begun
 * @param ops operations of the nemesis that the faults have begun; even between two faults
 * @param due whether a scene comes next
 * @param running the scene in progress
 */
record SceneCycle(
    Generator faults,
    ShuffledDeck<SceneKind> deck,
    KeyOperations operations,
    Predicate<Class<? extends Capability>> offers,
    long began,
    long spent,
    long sceneBegan,
    long turn,
    long ops,
    boolean due,
    Optional<Generator> running)
    implements Generator {
  private static final String SITE = "scene/";

  static SceneCycle of(
      Generator faults,
      ShuffledDeck<SceneKind> deck,
      KeyOperations operations,
      Predicate<Class<? extends Capability>> offers) {
    return new SceneCycle(
        faults, deck, operations, offers, -1, 0, 0, 0, 0, false, Optional.empty());
  }

  @Override
  public NextOperation next(Context context) {
    if (began < 0) {
      return since(context.time()).next(context);
    }
    if (running.isPresent()) {
      NextOperation next = running.get().next(context);
      return next instanceof NextOperation.Exhausted
          ? over(context.time()).next(context)
          : next.then(then -> with(faults, ops, false, Optional.of(then)));
    }
    if (due && 2 * spent <= context.time() - began) {
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

  private SceneCycle since(long now) {
    return new SceneCycle(
        faults, deck, operations, offers, now, spent, sceneBegan, turn, ops, due, running);
  }

  private SceneCycle over(long now) {
    return new SceneCycle(
        faults,
        deck,
        operations,
        offers,
        began,
        spent + now - sceneBegan,
        sceneBegan,
        turn,
        ops,
        false,
        Optional.empty());
  }

  private SceneCycle with(Generator then, long count, boolean next, Optional<Generator> now) {
    return new SceneCycle(
        then, deck, operations, offers, began, spent, sceneBegan, turn, count, next, now);
  }

  private SceneCycle after(Generator then, long count) {
    boolean ended = count > ops && count % 2 == 0;
    return with(then, count, ended || due && count == ops, Optional.empty());
  }

  private SceneCycle begun(Context context) {
    SceneKind kind = deck.deal(context.choices(), turn);
    SceneKind.Variation variation =
        new SceneKind.Variation(
            context.choices(), SITE + kind.name(), turn / deck.cards().size(), offers);
    Generator scene =
        SceneRun.of(
            kind.name(), kind.script().write(variation), operations, key(turn), context.time());
    return new SceneCycle(
        faults,
        deck,
        operations,
        offers,
        began,
        spent,
        context.time(),
        turn + 1,
        ops,
        false,
        Optional.of(scene));
  }

  /** The key of a scene: negative, and far enough from the next one's for a set's elements. */
  static long key(long turn) {
    return -1 - turn * (KeyOperations.NUMBERS_MAX + 1);
  }

  @Override
  public Generator update(Context context, Op event) {
    return with(
        faults.update(context, event),
        ops,
        due,
        running.map(scene -> scene.update(context, event)));
  }
}
