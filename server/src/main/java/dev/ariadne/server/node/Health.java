package dev.ariadne.server.node;

import dev.ariadne.server.raft.LogFault;
import dev.ariadne.server.raft.Status;
import java.util.List;
import java.util.Optional;

/** Whether clients should be sent to this node, as far as it can tell by itself. */
final class Health {

  /** A node that has more committed entries than this still to apply is behind. */
  static final long BEHIND_ENTRIES_MAX = 1_000;

  private Health() {}

  /** What is wrong; empty if nothing is. */
  static Optional<String> unwell(Status raft) {
    if (raft.leader() == 0) {
      return Optional.of("no leader is known");
    }
    long behind = raft.commit() - raft.applied();
    return behind > BEHIND_ENTRIES_MAX
        ? Optional.of(behind + " committed entries are still to be applied")
        : conflict(raft);
  }

  /** Committed entries of another history than this leader's: which is right it cannot know. */
  private static Optional<String> conflict(Status raft) {
    return raft.followers().stream()
        .filter(follower -> follower.fault().filter(Health::isConflict).isPresent())
        .map(follower -> follower.fault().get().text(follower.id()))
        .findFirst();
  }

  /** What else its operator should know. */
  static List<String> warnings(Status raft) {
    return raft.followers().stream()
        .flatMap(follower -> follower.fault().map(f -> f.text(follower.id())).stream())
        .toList();
  }

  private static boolean isConflict(LogFault fault) {
    return fault instanceof LogFault.Conflict;
  }
}
