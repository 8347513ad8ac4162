package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.RaftFrames;
import dev.ariadne.harness.ariadne.sim.SimNetwork;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Status.RoleName;
import java.util.List;

/** A leader does not step down by itself as long as a majority answers it (6.2). */
final class LeadsWhileAnswered {

  static final String NAME = "leads-while-answered";

  /**
   * Less than half of the time that a leader waits for answers, because beats are up to two ticks
   * apart.
   */
  private static final int BEATS_OF_LATE_ANSWERS = 4;

  private final ObservedBoot boot;

  /** The beat in which each follower last answered it as the leader of its term. */
  private final long[] answeredBy = new long[SimNetwork.NODES_MAX];

  /** The term in which it led after the event before; 0 if it did not lead. */
  private long ledTerm;

  LeadsWhileAnswered(ObservedBoot boot) {
    this.boot = boot;
  }

  /** An event of the node is over. */
  void happened(ServerView view) {
    boolean leads = view.raft().role() == RoleName.LEADER;
    long term = view.raft().term();
    ObservedBoot.Delivered delivered = boot.delivered;
    // The server ignores messages of a former incarnation of a member.
    if (leads && isAnswer(delivered.kind()) && delivered.byMember() && delivered.term() == term) {
      answeredBy[delivered.from()] = boot.beats;
    }
    if (ledTerm != 0 && !leads && term == ledTerm) {
      stepsDown(view, term);
    }
    ledTerm = leads ? term : 0;
  }

  private void stepsDown(ServerView view, long term) {
    List<Integer> voters = view.raft().membership().voters();
    long answered =
        voters.stream().filter(voter -> voter == boot.node.id() || hasAnswered(voter)).count();
    // Until its removal is committed it is still needed (4.2.2).
    boolean isRemoved =
        !voters.contains(boot.node.id()) && view.raft().membershipIndex() <= view.raft().commit();
    if (!isRemoved
        && 2 * answered > voters.size()
        && boot.beats - boot.leadsSince > BEATS_OF_LATE_ANSWERS) {
      boot.complain(
          NAME,
          "node %d, the leader of term %d, steps down, though a majority answers it. In the last %d"
                  .formatted(boot.node.id(), term, BEATS_OF_LATE_ANSWERS)
              + " ticks %d of the %d voters have answered it, itself included."
                  .formatted(answered, voters.size()));
    }
  }

  private boolean hasAnswered(int voter) {
    return boot.beats - answeredBy[voter] <= BEATS_OF_LATE_ANSWERS;
  }

  private static boolean isAnswer(int kind) {
    return kind == RaftFrames.APPEND_ACCEPTED
        || kind == RaftFrames.APPEND_REJECTED
        || kind == RaftFrames.HEARTBEAT_REPLY;
  }
}
