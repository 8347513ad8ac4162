package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.kv.Command;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import java.util.HashMap;
import java.util.Map;

/**
 * A refused write has not happened and never happens. For each command, the number of copies with
 * an effect is at most the number of requests that were not refused. Clients may request the same
 * command several times, so the oracle counts copies and does not tell them apart.
 *
 * <p>A node also does not refuse a write whose outcome it does not know. A snapshot does not tell
 * the outcome of the writes that it replaces.
 */
final class RefusedNeverHappens {

  static final String NAME = "refused-never-happens";

  /** The counts of one command. */
  private static final class Copies {
    private int asked;
    private int refused;
    private int happened;
    private int refusedBy;
  }

  private final ViolationLog violations;

  /** The counts by the hash of the command. The map is never iterated. */
  private final Map<Long, Copies> copies = new HashMap<>();

  RefusedNeverHappens(ViolationLog violations) {
    this.violations = violations;
  }

  /** A request to write comes to a node. */
  void asked(Request.Write write) {
    of(hash(write)).asked++;
  }

  /** A reply to a write leaves the node. */
  void replies(int node, Request.Write write, Reply reply) {
    if (reply instanceof Reply.Refused || reply instanceof Reply.TooLarge) {
      Copies of = of(hash(write));
      of.refused++;
      of.refusedBy = node;
      judge(of, write.key());
    }
  }

  /**
   * A reply leaves a node in the same event in which its state has jumped to a snapshot. In this
   * event a node has no reason to refuse a request that it never gave to raft, unless it was
   * removed and ends.
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

  /** An entry with this effect is committed. */
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
