package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The members change only as somebody has requested, and each request changes them once at most. A
 * committed addition is of a requested number and address, a committed removal of a requested
 * number and, if the request named one, incarnation. A request that was refused never happens: of
 * each change no more copies are committed than were requested and not refused. An addition that is
 * reported as done is committed, and not by another request's entry.
 */
final class RequestedMembers {

  static final String NAME = "members-as-requested";

  /** Requests for the same change. */
  private static final class Copies {
    private int asked;
    private int refused;
    private int happened;
    private int reported;

    int left() {
      return asked - refused;
    }
  }

  private final ViolationLog violations;

  /** Looked up only. */
  private final Map<Request.AddMember, Copies> additions = new HashMap<>();

  /** By number of the member; looked up only. */
  private final Map<Integer, Removals> removals = new HashMap<>();

  /** The removals of members of one number. */
  private static final class Removals {
    private final Copies ofAny = new Copies();
    private final TreeMap<Long, Copies> byIncarnation = new TreeMap<>();

    Copies of(OptionalLong incarnation) {
      return incarnation.isEmpty()
          ? ofAny
          : byIncarnation.computeIfAbsent(incarnation.getAsLong(), i -> new Copies());
    }

    /** Returns true if each removal that happened has a request of its own. */
    boolean areExplained() {
      int byAny = 0;
      for (Copies copies : byIncarnation.values()) {
        byAny += Math.max(0, copies.happened - copies.left());
      }
      return byAny <= ofAny.left();
    }
  }

  RequestedMembers(ViolationLog violations) {
    this.violations = violations;
  }

  /** A request to change the members comes to a node. */
  void asked(Request request) {
    copies(request).ifPresent(copies -> copies.asked++);
  }

  /** A reply to such a request leaves its node. */
  void replies(int node, Request request, Reply reply) {
    boolean refused =
        reply instanceof Reply.Refused
            || reply instanceof Reply.MembersConflict
            || reply instanceof Reply.NoSuchMember;
    Copies copies = copies(request).orElseThrow();
    if (refused) {
      copies.refused++;
      judge(request, "node %d has refused it: %s".formatted(node, reply));
    }
    if (reply instanceof Reply.MembersChanged && request instanceof Request.AddMember add) {
      copies.reported++;
      if (copies.reported > copies.happened) {
        violations.add(
            NAME,
            "node %d reports the addition of node %d as done; it was reported %d times, and %d such"
                + " additions are committed",
            node,
            add.id(),
            copies.reported,
            copies.happened);
      }
    }
  }

  /** A membership is committed. */
  void committed(long index, Membership before, Membership after) {
    if (before.members().isEmpty()) {
      return; // The first members: their addresses are given to the nodes at their start.
    }
    switch (MemberChange.between(before, after).orElse(null)) {
      case null ->
          violations.add(
              NAME,
              "entry %d changes the members from %s to %s: that is not the addition of a learner, a"
                  + " promotion or a removal",
              index,
              MembersInEffect.text(before),
              MembersInEffect.text(after));
      case MemberChange.Added(Member member) -> {
        Request.AddMember request = new Request.AddMember(member.id(), member.address());
        copies(request).orElseThrow().happened++;
        judge(request, "entry " + index + " adds it");
      }
      case MemberChange.Removed(Member member) -> {
        Request.RemoveMember request =
            new Request.RemoveMember(member.id(), OptionalLong.of(member.incarnation()));
        copies(request).orElseThrow().happened++;
        judge(request, "entry " + index + " removes it");
      }
      case MemberChange.Promoted promoted -> {
        // Nobody requests a promotion: a leader decides by itself (4.2.1).
      }
    }
  }

  private void judge(Request request, String event) {
    switch (request) {
      case Request.AddMember add -> {
        Copies copies = additions.get(add);
        if (copies.happened > copies.left()) {
          violations.add(
              NAME,
              "%s: the addition of node %d at %s was requested %d times and refused %d times, and"
                  + " %d such additions are committed",
              event,
              add.id(),
              add.address(),
              copies.asked,
              copies.refused,
              copies.happened);
        }
      }
      case Request.RemoveMember remove -> {
        Removals of = removals.get(remove.id());
        if (!of.areExplained()) {
          violations.add(
              NAME,
              "%s: the removals of node %d that are committed are more than were requested and not"
                  + " refused: %s",
              event,
              remove.id(),
              text(of));
        }
      }
      default -> throw new AssertionError(request);
    }
  }

  private static String text(Removals of) {
    StringBuilder text = new StringBuilder();
    of.byIncarnation.forEach(
        (incarnation, copies) ->
            text.append(
                "incarnation %016x: %d requested, %d refused, %d committed; "
                    .formatted(incarnation, copies.asked, copies.refused, copies.happened)));
    return text.append(
            "without an incarnation: %d requested, %d refused"
                .formatted(of.ofAny.asked, of.ofAny.refused))
        .toString();
  }

  private Optional<Copies> copies(Request request) {
    return switch (request) {
      case Request.AddMember add -> Optional.of(additions.computeIfAbsent(add, a -> new Copies()));
      case Request.RemoveMember(int id, OptionalLong incarnation) ->
          Optional.of(removals.computeIfAbsent(id, i -> new Removals()).of(incarnation));
      default -> Optional.empty();
    };
  }
}
