package dev.ariadne.server.node;

import dev.ariadne.server.raft.LogFault;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a leader's log says of followers whose disk was put back or has lost data: each once. */
final class MemberFaults {

  private final Event.Sink events;

  /** What was said already, by member. */
  private final SortedMap<Integer, LogFault> told = new TreeMap<>();

  MemberFaults(Event.Sink events) {
    this.events = events;
  }

  /** Logs each fault once; {@code faults} is all that a leader knows of now. */
  void note(SortedMap<Integer, LogFault> faults) {
    faults.forEach(
        (member, fault) -> {
          if (!fault.equals(told.get(member))) {
            events.accept(Event.of("member-faulty", "member", member, "why", fault.text(member)));
          }
        });
    told.clear();
    told.putAll(faults);
  }
}
