package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.kv.Command;
import dev.ariadne.server.kv.Limits;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;

/**
 * When a client is told that its write is done, the entry it is told of is committed, is this very
 * write, and has done what the answer says.
 */
final class OkIsCommitted {

  static final String NAME = "ok-is-committed";

  private final Complaints complaints;
  private final Committed committed;
  private final Model model;

  OkIsCommitted(Complaints complaints, Committed committed, Model model) {
    this.complaints = complaints;
    this.committed = committed;
    this.model = model;
  }

  /** A reply to a write leaves its node. */
  void replies(int node, Request.Write request, Reply reply) {
    switch (reply) {
      case Reply.Written(long revision) -> done(node, request, revision);
      case Reply.Appended(long revision, long lengthBytes) -> done(node, request, revision);
      case Reply.Counted(long revision, long number) -> done(node, request, revision);
      case Reply.Deleted(boolean existed) -> deleted(node, request);
      case Reply.Found found -> odd(node, request, reply);
      case Reply.NotFound() -> odd(node, request, reply);
      case Reply.CompareFailed failed -> {}
      case Reply.Unfit unfit -> {}
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

  /** What is refused as too large is, and what is too large is refused. */
  private void tooLarge(int node, Request.Write request) {
    if (Limits.DEFAULT.refuse(request).isEmpty()) {
      complaints.add(NAME, "node %d calls %s too large, which is not", node, words(request));
    }
  }

  private void done(int node, Request.Write request, long revision) {
    if (Limits.DEFAULT.refuse(request).isPresent()) {
      complaints.add(
          NAME, "node %d takes %s, which is larger than a write can be", node, words(request));
    }
    if (revision < 1 || revision > committed.last()) {
      complaints.add(
          NAME,
          "node %d answers %s by entry %d; committed is no more than entry %d",
          node,
          words(request),
          revision,
          committed.last());
      return;
    }
    Model.Effect effect = model.effect(revision);
    if (effect.command() != hash(request) || effect.kind() != Model.Kind.DONE) {
      complaints.add(
          NAME,
          "node %d answers %s by entry %d of term %d; that entry is %s",
          node,
          words(request),
          revision,
          committed.term(revision),
          effect.command() == hash(request)
              ? "this command, but it changed nothing"
              : effect.key() == null ? "no command" : "another one, of key " + effect.key());
    }
  }

  /** Where a deletion stands in the log is not said. */
  private void deleted(int node, Request.Write request) {
    if (model.deletion(hash(request)) == 0) {
      complaints.add(
          NAME,
          "node %d answers %s as done; no such entry is among the %d committed",
          node,
          words(request),
          committed.last());
    }
  }

  private void odd(int node, Request request, Reply reply) {
    complaints.add(NAME, "node %d answers %s by %s", node, request, reply);
  }

  private static long hash(Request.Write request) {
    return EntryHash.of(Command.encode(Command.of(request)));
  }

  private static String words(Request.Write request) {
    return "%s of key %s".formatted(request.getClass().getSimpleName(), request.key());
  }
}
