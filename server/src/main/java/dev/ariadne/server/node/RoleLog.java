package dev.ariadne.server.node;

import dev.ariadne.server.raft.NodeView;
import dev.ariadne.server.raft.Status;

/** Logs when this node begins and ceases to lead. */
final class RoleLog {

  private final Event.Sink events;
  private Status.RoleName role = Status.RoleName.FOLLOWER;
  private long term;

  RoleLog(Event.Sink events) {
    this.events = events;
  }

  /** Returns whether it led when this was last called, and in that term leads no longer. */
  boolean ceasedToLead(NodeView now) {
    boolean changed = now.role() != role || now.term() != term;
    boolean ceased = changed && role == Status.RoleName.LEADER;
    if (changed && now.role() == Status.RoleName.LEADER) {
      events.accept(Event.of("became-leader", "term", now.term(), "last", now.lastIndex()));
    } else if (ceased) {
      events.accept(Event.of("no-longer-leader", "term", now.term(), "was", term));
    }
    role = now.role();
    term = now.term();
    return ceased;
  }
}
