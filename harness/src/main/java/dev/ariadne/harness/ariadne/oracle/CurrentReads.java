package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;

/**
 * A linearizable read sees everything that was committed when the request came to the node (6.4).
 */
final class CurrentReads {

  static final String NAME = "current-reads";

  private final ViolationLog violations;
  private final ReferenceStore model;

  CurrentReads(ViolationLog violations, ReferenceStore model) {
    this.violations = violations;
    this.model = model;
  }

  /**
   * A reply to a read leaves its node.
   *
   * @param asked the last index that was committed when the read was requested
   */
  void replies(int node, Request.Get request, long asked, Reply reply) {
    long now = model.revision(request.key());
    switch (reply) {
      case Reply.Found found -> {
        boolean stale = now > 0 && now <= asked && found.revision() != now;
        boolean unheardOf = found.revision() > model.applied();
        // The key was deleted before the read, or was never written.
        boolean gone = now == 0 && model.lastChange(request.key()) <= asked;
        boolean other =
            found.revision() == now && !found.value().equals(model.value(request.key()));
        if (stale || unheardOf || gone || other) {
          violations.add(
              NAME,
              "node %d answers a read of key %s with a wrong value: \"%s\" at revision %d. When the"
                  + " read came to it, entry %d was committed. By the committed entries the key"
                  + " has %s.",
              node,
              request.key(),
              found.value(),
              found.revision(),
              asked,
              now == 0 ? "no value" : "revision " + now);
        }
      }
      case Reply.NotFound() -> {
        if (now > 0 && now <= asked) {
          violations.add(
              NAME,
              "node %d answers a read of key %s as if the key had no value. When the read came to"
                  + " it, entry %d was committed. By the committed entries the key has revision"
                  + " %d.",
              node,
              request.key(),
              asked,
              now);
        }
      }
      case Reply.Written r -> odd(node, request, reply);
      case Reply.CompareFailed r -> odd(node, request, reply);
      case Reply.Deleted r -> odd(node, request, reply);
      case Reply.Appended r -> odd(node, request, reply);
      case Reply.Counted r -> odd(node, request, reply);
      case Reply.Unfit r -> odd(node, request, reply);
      case Reply.MembersChanged r -> odd(node, request, reply);
      case Reply.MembersConflict r -> odd(node, request, reply);
      case Reply.NoSuchMember r -> odd(node, request, reply);
      case Reply.MemberList r -> odd(node, request, reply);
      case Reply.TooLarge r -> {}
      case Reply.Refused r -> {}
      case Reply.Unknown r -> {}
      case Reply.Health r -> odd(node, request, reply);
      case Reply.Metrics r -> odd(node, request, reply);
      case Reply.Report r -> odd(node, request, reply);
    }
  }

  private void odd(int node, Request request, Reply reply) {
    violations.add(
        NAME,
        "node %d answers %s with %s, which is no answer to this request.",
        node,
        request,
        reply);
  }
}
