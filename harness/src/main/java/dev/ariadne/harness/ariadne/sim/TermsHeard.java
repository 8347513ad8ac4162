package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.node.Server;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Member;
import java.util.Optional;

/**
 * <em>follows-higher-terms</em>: who is told of a higher term by a member enters it, and leads no
 * longer (3.3). But for votes that are asked for: those a server may pass over while it hears a
 * leader (4.2.3).
 */
final class TermsHeard implements Observer {

  private static final int IDENTITY_BYTES = Long.BYTES + Integer.BYTES + Long.BYTES;
  private static final int PRE_VOTE = 1;
  private static final int VOTE = 3;

  private final SimWorld world;

  /** Of the frame that is being delivered: to whom, and the term that it has to enter; else 0. */
  private int receiver;

  private long term;
  private int sender;
  private int kind;

  TermsHeard(SimWorld world) {
    this.world = world;
  }

  @Override
  public void delivered(SimWorld w, int from, SimNode to, Bytes frame) {
    receiver = 0;
    Optional<ServerView> view = to.server().flatMap(Server::view);
    // The format is FrameCodec's: version, kind of frame, sender, its address, receiver, message.
    if (view.isEmpty() || frame.length() < 2 || frame.at(0) != 1 || frame.at(1) != 1) {
      return;
    }
    long incarnation = frame.i64At(2 + Long.BYTES + Integer.BYTES);
    int forWhom = 2 + IDENTITY_BYTES + Integer.BYTES + frame.i32At(2 + IDENTITY_BYTES);
    int message = forWhom + IDENTITY_BYTES;
    long said = frame.i64At(message + 2 * Integer.BYTES);
    int what = frame.at(message + 2 * Integer.BYTES + Long.BYTES);
    boolean isForIt =
        frame.i64At(2) == view.get().identity().cluster()
            && frame.i64At(forWhom + Long.BYTES + Integer.BYTES)
                == view.get().identity().incarnation();
    Optional<Member> member = view.get().raft().membership().member(from);
    boolean isMember = member.isPresent() && member.get().incarnation() == incarnation;
    if (isForIt
        && isMember
        && what != PRE_VOTE
        && what != VOTE
        && said > view.get().raft().term()) {
      receiver = to.id();
      term = said;
      sender = from;
      kind = what;
    }
  }

  @Override
  public void happened(SimWorld w) {
    if (receiver == 0) {
      return;
    }
    Optional<ServerView> view = world.node(receiver).server().flatMap(Server::view);
    if (view.isPresent() && view.get().raft().term() < term) {
      world.complain(
          "follows-higher-terms",
          "node %d, %s in term %d, is told of term %d by node %d (message %d) and stays where it is"
              .formatted(
                  receiver,
                  view.get().raft().role(),
                  view.get().raft().term(),
                  term,
                  sender,
                  kind));
    }
    receiver = 0;
  }
}
