package dev.ariadne.server.node;

import dev.ariadne.server.base.Identity;
import dev.ariadne.server.raft.Change;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Node;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a node does about the members without being asked: as a leader it promotes learners, whoever
 * saw a member leave tells it so for a while, and a node that hears of no leader asks whether it
 * still is a member.
 */
final class MemberDuties {

  /** Two election timeouts and more: an ordinary election is over by then. */
  private static final int TICKS_BEFORE_QUESTION = 20;

  private static final int TICKS_BETWEEN_QUESTIONS = 10;

  private final Identity self;
  private final Collection<String> namedPeers;
  private final Node node;
  private final KnownMembers members;
  private final Acquaintances acquaintances;
  private final Departures departures;
  private final Introductions introductions;
  private final Event.Sink events;
  private final Consumer<String> removed;
  private int ticksWithoutLeader;

  /**
   * @param namedPeers addresses that this node was started with
   * @param removed told why this node is no member any more; more than once perhaps
   */
  MemberDuties(
      Identity self,
      Collection<String> namedPeers,
      Node node,
      KnownMembers members,
      Acquaintances acquaintances,
      Departures departures,
      Introductions introductions,
      Event.Sink events,
      Consumer<String> removed) {
    this.self = self;
    this.namedPeers = namedPeers;
    this.node = node;
    this.members = members;
    this.acquaintances = acquaintances;
    this.departures = departures;
    this.introductions = introductions;
    this.events = events;
    this.removed = removed;
  }

  void tick() {
    promoteLearners();
    ticksWithoutLeader = members.leader() == 0 ? ticksWithoutLeader + 1 : 0;
    if (ticksWithoutLeader >= TICKS_BEFORE_QUESTION
        && ticksWithoutLeader % TICKS_BETWEEN_QUESTIONS == 0) {
      introductions.askWhetherMember(namedPeers);
    }
    departures
        .due()
        .forEach(left -> introductions.tellRemoved(left.id(), left.incarnation(), left.address()));
  }

  /** A learner wants to become a voter; whether it has caught up is for raft to say. */
  private void promoteLearners() {
    if (!node.knowsMembers()) {
      return;
    }
    for (Member member : members.inEffect().members()) {
      Optional<Long> incarnation = acquaintances.learner(member.id());
      if (member.votes() || incarnation.isEmpty()) {
        continue;
      }
      if (node.change(new Change.Promote(member.id(), incarnation.get()))
          instanceof Change.Outcome.Appended) {
        events.accept(Event.of("promoting", "member", member.id()));
        return;
      }
    }
  }

  /** A membership is committed and applied here. */
  void committed(Membership before, Membership after, long index) {
    members.committed(after);
    for (Departures.Left left : departures.changed(before, after)) {
      events.accept(
          Event.of(
              "member-left",
              "index",
              index,
              "member",
              left.id(),
              "incarnation",
              "%016x".formatted(left.incarnation())));
    }
    acquaintances.membersChanged();
    // Only this very life's removal: a joiner reads those of its id's former lives in the log.
    if (isIn(before) && !isIn(after) && !isIn(members.inEffect())) {
      removed.accept("member " + self.id() + " was removed by the entry at index " + index);
    }
  }

  private boolean isIn(Membership membership) {
    return membership
        .member(self.id())
        .filter(member -> member.incarnation() == self.incarnation())
        .isPresent();
  }
}
