package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.base.Bytes;
import java.util.OptionalLong;

/**
 * A node's state is the result of the committed entries, with each proposal and each client's
 * request applied once. The oracle compares every changed key with a model that shares no code with
 * the server. So it also sees an error that all nodes share.
 */
final class AppliedOnce {

  static final String NAME = "applied-once";

  private final ViolationLog violations;
  private final ReferenceStore model;

  AppliedOnce(ViolationLog violations, ReferenceStore model) {
    this.violations = violations;
    this.model = model;
  }

  /** A node has just applied the entry at an index, and no entry after it. */
  void applied(ObservedNode node, long index) {
    if (index < 1 || index > model.applied()) {
      return;
    }
    ReferenceStore.Effect effect = model.effect(index);
    if (effect.kind() == ReferenceStore.Kind.NONE) {
      return;
    }
    OptionalLong revision = node.view.revision(effect.key());
    Bytes value = node.view.value(effect.key());
    long hash = value == null ? 0 : EntryHash.of(value);
    if (hash != effect.value() || revision.orElse(0) != effect.revision()) {
      violations.add(
          NAME,
          "%s has a wrong state: after entry %d (%s), key %s has %s. A replay of the committed"
              + " entries gives it %s.",
          node.incarnation,
          index,
          words(effect.kind()),
          effect.key(),
          value == null
              ? "no value"
              : "the value \"%s\" at revision %d".formatted(value, revision.orElse(0)),
          effect.value() == 0
              ? "no value"
              : "%s at revision %d"
                  .formatted(
                      hash == effect.value() ? "the same value" : "another value",
                      effect.revision()));
    }
  }

  private static String words(ReferenceStore.Kind kind) {
    return switch (kind) {
      case NONE -> "no command";
      case DONE -> "a change of this key";
      case NOT_DONE -> "a change that cannot be made";
      case AGAIN -> "a command that was applied before";
      case TOO_LATE -> "a command that is too old to be applied";
    };
  }
}
