package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Command;
import dev.ariadne.server.kv.Limits;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.kv.Result;
import dev.ariadne.server.raft.Membership;

/**
 * If the answer to a write says that it is done or has failed, the entry of the write is committed,
 * contains this write, and had the effect that the answer tells. A membership change that is
 * reported as done is committed too.
 */
final class OkIsCommitted {

  static final String NAME = "ok-is-committed";

  private final ViolationLog violations;
  private final CommittedEntries committed;
  private final ReferenceStore model;

  OkIsCommitted(ViolationLog violations, CommittedEntries committed, ReferenceStore model) {
    this.violations = violations;
    this.committed = committed;
    this.model = model;
  }

  /** A reply to a write leaves its node. */
  void replies(int node, Request.Write request, Reply reply) {
    switch (reply) {
      case Reply.Written(long revision) -> done(node, request, revision);
      case Reply.Appended(long revision, long lengthBytes) -> {
        if (done(node, request, revision)) {
          tells(node, request, revision, lengthBytes, model.effect(revision).length());
        }
      }
      case Reply.Counted(long revision, long number) -> {
        if (done(node, request, revision)) {
          Bytes digits = Bytes.utf8(Long.toString(number));
          boolean right = EntryHash.of(digits) == model.effect(revision).value();
          tells(node, request, revision, number, right ? number : ~number);
        }
      }
      case Reply.Deleted(boolean existed) -> deleted(node, request, existed);
      case Reply.Found found -> odd(node, request, reply);
      case Reply.NotFound() -> odd(node, request, reply);
      case Reply.CompareFailed(long revision) -> notDone(node, request, revision);
      case Reply.Unfit(Result.Why why, long revision) -> notDone(node, request, revision);
      case Reply.MembersChanged() -> odd(node, request, reply);
      case Reply.MembersConflict conflict -> odd(node, request, reply);
      case Reply.NoSuchMember none -> odd(node, request, reply);
      case Reply.MemberList list -> odd(node, request, reply);
      case Reply.TooLarge large -> tooLarge(node, request);
      case Reply.Refused refused -> {}
      case Reply.Unknown unknown -> {}
      case Reply.Health health -> odd(node, request, reply);
      case Reply.Metrics metrics -> odd(node, request, reply);
      case Reply.Report report -> odd(node, request, reply);
    }
  }

  /** A write that is refused as too large is too large. */
  private void tooLarge(int node, Request.Write request) {
    if (Limits.DEFAULT.refuse(request).isEmpty()) {
      violations.add(
          NAME,
          "node %d refuses %s as too large, but the write is not too large.",
          node,
          words(request));
    }
  }

  /** Returns true if the acknowledgement is right. */
  private boolean done(int node, Request.Write request, long revision) {
    if (Limits.DEFAULT.refuse(request).isPresent()) {
      violations.add(NAME, "node %d accepts %s, but the write is too large.", node, words(request));
    }
    if (revision < 1 || revision > committed.last()) {
      violations.add(
          NAME,
          "node %d acknowledges %s as entry %d, but that entry is not committed. Only the entries"
              + " up to %d are committed.",
          node,
          words(request),
          revision,
          committed.last());
      return false;
    }
    ReferenceStore.Effect effect = model.effect(revision);
    if (effect.command() != hash(request) || effect.kind() != ReferenceStore.Kind.DONE) {
      violations.add(
          NAME,
          "node %d acknowledges %s as entry %d of term %d, but that entry is %s.",
          node,
          words(request),
          revision,
          committed.term(revision),
          effect.command() == hash(request)
              ? "this command without an effect"
              : effect.key() == null ? "no command" : "another command, for key " + effect.key());
      return false;
    }
    return true;
  }

  private void tells(int node, Request.Write request, long revision, long told, long made) {
    if (told != made) {
      violations.add(
          NAME,
          "node %d acknowledges %s as entry %d with the result %d, but the entry has another"
              + " result.",
          node,
          words(request),
          revision,
          told);
    }
  }

  /**
   * The answer to a deletion does not name an entry, so any committed entry with this result
   * counts.
   */
  private void deleted(int node, Request.Write request, boolean existed) {
    if (!model.hasDeleted(hash(request), existed)) {
      violations.add(
          NAME,
          "node %d acknowledges %s and says that the key had %s before. None of the %d committed"
              + " entries is a deletion with this result.",
          node,
          words(request),
          existed ? "a value" : "no value",
          committed.last());
    }
  }

  /**
   * The answer to a failed write does not name an entry, so any committed entry with this failure
   * counts.
   */
  private void notDone(int node, Request.Write request, long revision) {
    if (!model.hasFailed(hash(request), revision)) {
      violations.add(
          NAME,
          "node %d says that %s failed while the key had revision %d. None of the %d committed"
              + " entries is this write with this failure.",
          node,
          words(request),
          revision,
          committed.last());
    }
  }

  /**
   * A reply to a request to add a member leaves its node.
   *
   * @param asked the last committed index when it came
   */
  void replies(int node, Request.AddMember request, long asked, Reply reply) {
    boolean done = reply instanceof Reply.MembersChanged;
    if (done
        && !committed.anyMembers(
            asked,
            members ->
                members
                    .member(request.id())
                    .filter(member -> member.address().equals(request.address()))
                    .isPresent())) {
      notChanged(node, request);
    }
  }

  /**
   * A reply to a request to remove a member leaves its node.
   *
   * @param asked the last committed index when the request came
   */
  void replies(int node, Request.RemoveMember request, long asked, Reply reply) {
    boolean done = reply instanceof Reply.MembersChanged;
    if (done && !committed.anyMembers(asked, members -> lacks(members, request))) {
      notChanged(node, request);
    }
  }

  /**
   * Returns true if the membership does not contain the member of the request. The membership does
   * not name the incarnation of a learner before the learner becomes a voter.
   */
  private static boolean lacks(Membership members, Request.RemoveMember request) {
    return members
        .member(request.id())
        .filter(
            member ->
                request.incarnation().isEmpty()
                    || request.incarnation().getAsLong() == member.incarnation())
        .isEmpty();
  }

  private void notChanged(int node, Request request) {
    violations.add(
        NAME,
        "node %d says that %s is done, but none of the %d committed entries makes this change.",
        node,
        request,
        committed.last());
  }

  private void odd(int node, Request request, Reply reply) {
    violations.add(
        NAME,
        "node %d answers %s with %s, which is no answer to this request.",
        node,
        request,
        reply);
  }

  private static long hash(Request.Write request) {
    return EntryHash.of(Command.encode(Command.of(request)));
  }

  private static String words(Request.Write request) {
    return "%s of key %s".formatted(request.getClass().getSimpleName(), request.key());
  }
}
