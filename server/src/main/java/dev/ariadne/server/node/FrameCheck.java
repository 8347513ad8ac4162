package dev.ariadne.server.node;

import dev.ariadne.server.raft.Change;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.MessageCheck;
import dev.ariadne.server.raft.NodeView;
import java.util.Optional;

/**
 * Checks what travels beside raft's messages, as {@link MessageCheck} does those: it refuses what
 * no server sends that works as it should, and says in words what is wrong.
 */
final class FrameCheck {

  private FrameCheck() {}

  /**
   * Checks a part of a snapshot: it is of a snapshot that its sender may have this node install,
   * and lies within the file.
   */
  static Optional<MessageCheck.Result.Refused> refusal(NodeView node, Frame.SnapshotChunk chunk) {
    if (MessageCheck.check(node, installs(chunk)) instanceof MessageCheck.Result.Refused refused) {
      return Optional.of(refused);
    }
    boolean isWithin =
        chunk.size() > 0
            && chunk.offset() >= 0
            && chunk.bytes().length() > 0
            && chunk.bytes().length() <= chunk.size() - chunk.offset();
    return isWithin && chunk.snapshot().index() > 0
        ? Optional.empty()
        : Optional.of(
            new MessageCheck.Result.Refused(
                MessageCheck.Violation.INDEX_OUT_OF_RANGE,
                "snapshot %d: %d bytes at %d of %d"
                    .formatted(
                        chunk.snapshot().index(),
                        chunk.bytes().length(),
                        chunk.offset(),
                        chunk.size())));
  }

  /** What raft is told once the file that the chunk is a part of is there. */
  static Message.InstallSnapshot installs(Frame.SnapshotChunk chunk) {
    return new Message.InstallSnapshot(
        chunk.from().id(), chunk.to().id(), chunk.term(), chunk.snapshot());
  }

  /** Checks a change that another member passes on: its own clients' only, and no promotion. */
  static Optional<String> whyRefused(Frame.ChangeRequest request) {
    boolean isOwn =
        request.number().id() == request.from().id()
            && request.number().incarnation() == request.from().incarnation();
    if (!isOwn) {
      return Optional.of("a change that " + request.number().id() + " was asked for");
    }
    return request.change() instanceof Change.Promote
        ? Optional.of("a promotion, which only a leader decides")
        : Optional.empty();
  }

  /**
   * Checks what a server that joins is to begin with.
   *
   * @param incarnation its own, which no first member has
   */
  static Optional<String> whyRefused(Frame.Welcome welcome, long incarnation) {
    if (welcome.term() < 0 || welcome.term() > MessageCheck.TERM_MAX) {
      return Optional.of("term " + welcome.term());
    }
    Membership first = welcome.firstMembers();
    if (first.members().isEmpty()) {
      return Optional.empty(); // Not added yet.
    }
    if (welcome.term() == 0) {
      return Optional.of("first members in term 0");
    }
    if (MessageCheck.membership(first) instanceof MessageCheck.Result.Refused refused) {
      return Optional.of(refused.detail());
    }
    for (Member member : first.members()) {
      if (member.id() < 1
          || !member.votes()
          || member.incarnation() == Member.UNKNOWN
          || member.incarnation() == incarnation) {
        return Optional.of("a first member that none can be: " + member.id());
      }
    }
    return Optional.empty();
  }
}
