package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.kv.Command;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import java.util.HashMap;
import java.util.Map;

/**
 * A write that is refused has not happened and never does: of each command no more copies have an
 * effect than were asked for and not refused. Clients ask for the same more than once, so copies
 * are counted; which of them it was does not matter.
 *
 * <p>Nor is a write refused for what its node does not know: a snapshot says nothing of what became
 * of the writes that it jumps over.
 */
final class RefusedNeverHappens {

  static final String NAME = "refused-never-happens";

  /** What was asked for by one command. */
  private static final class Copies {
    private int asked;
    private int refused;
    private int happened;
    private int refusedBy;
  }

  private final ViolationLog violations;

  /** By the command's hash; looked up only. */
  private final Map<Long, Copies> copies = new HashMap<>();

  RefusedNeverHappens(ViolationLog violations) {
    this.violations = violations;
  }

  /** A request to write comes to a node. */
  void asked(Request.Write write) {
    of(hash(write)).asked++;
  }

  /** A reply to it leaves the node. */
  void replies(int node, Request.Write write, Reply reply) {
    if (reply instanceof Reply.Refused || reply instanceof Reply.TooLarge) {
      Copies of = of(hash(write));
      of.refused++;
      of.refusedBy = node;
      judge(of, write.key());
    }
  }

  /**
   * A reply leaves a node in the very event in which its state has jumped to a snapshot. What was
   * never handed to raft it has no reason to answer just then, unless it is removed and ends.
   */
  void repliesAtAJump(ObservedNode node, Request.Write write, Reply reply) {
    if (reply instanceof Reply.Refused(String why)
        && node.view.membership().member(node.incarnation.id()).isPresent()) {
      violations.add(
          NAME,
          "%s refuses a write of key %s, but cannot know that the write has not happened. In the"
              + " same event its state has jumped to the snapshot at entry %d. It says: %s",
          node.incarnation,
          write.key(),
          node.view.applied(),
          why);
    }
  }

  /** An entry is committed, and this is what it does. */
  void committed(ReferenceStore.Effect effect) {
    if (effect.kind() == ReferenceStore.Kind.DONE
        || effect.kind() == ReferenceStore.Kind.NOT_DONE) {
      Copies of = of(effect.command());
      of.happened++;
      judge(of, effect.key());
    }
  }

  private void judge(Copies of, String key) {
    if (of.refused > 0 && of.happened > of.asked - of.refused) {
      violations.add(
          NAME,
          "a refused write of key %s has happened. It was requested %d times and refused %d times,"
              + " the last time by node %d. It is committed %d times.",
          key,
          of.asked,
          of.refused,
          of.refusedBy,
          of.happened);
    }
  }

  private Copies of(long command) {
    return copies.computeIfAbsent(command, c -> new Copies());
  }

  private static long hash(Request.Write write) {
    return EntryHash.of(Command.encode(Command.of(write)));
  }
}
