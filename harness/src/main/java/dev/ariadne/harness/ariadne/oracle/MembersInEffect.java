package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Membership;
import java.util.Map;

/**
 * The members in effect at a node are those of the last membership entry in its log, committed or
 * not. If that entry is removed from the log, the members before it are in effect again (4.1). If
 * the log in memory has no membership entry, the members are those that were committed at the
 * beginning of the log.
 */
final class MembersInEffect {

  static final String NAME = "members-in-effect";

  private final ViolationLog violations;
  private final CommittedEntries committed;

  MembersInEffect(ViolationLog violations, CommittedEntries committed) {
    this.violations = violations;
    this.committed = committed;
  }

  /** The log of a node or its members have changed. */
  void are(ObservedNode node, Membership now) {
    long base = node.memory.first() - 1;
    Map.Entry<Long, Membership> last = node.changes.lastEntry();
    if (last == null && (base == 0 || base > committed.last())) {
      return; // The log is empty, or begins after an unknown entry, which another oracle reports.
    }
    Membership wanted = last == null ? committed.membersAt(base) : last.getValue();
    if (!now.equals(wanted)) {
      violations.add(
          NAME,
          "%s counts with the wrong members: %s. The members in effect are %s, by %s.",
          node.incarnation,
          text(now),
          text(wanted),
          last == null
              ? "the committed entries up to " + base + ", where its log begins"
              : "the last membership entry in its log, entry " + last.getKey());
    }
  }

  /** The members in a line, with their roles. */
  static String text(Membership members) {
    StringBuilder text = new StringBuilder();
    members
        .members()
        .forEach(
            member ->
                text.append(text.isEmpty() ? "" : ",")
                    .append(member.id())
                    .append(member.votes() ? "" : "(learner)"));
    return text.toString();
  }
}
