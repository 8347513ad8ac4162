package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.RaftFrames;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.node.Server;
import dev.ariadne.server.node.ServerView;
import java.util.Optional;

/**
 * <em>follows-higher-terms</em>: a node that hears of a higher term from a member enters it and no
 * longer leads (3.3). Vote requests are an exception: a server may ignore them while it hears a
 * leader (4.2.3).
 */
public final class HigherTermsFollowed implements Observer {

  private final SimWorld world;

  /**
   * The receiver of the frame that the current event delivers; 0 if the frame demands no higher
   * term.
   */
  private int receiver;

  /** The term that the receiver has to enter. */
  private long term;

  private int sender;
  private int kind;

  public HigherTermsFollowed(SimWorld world) {
    this.world = world;
  }

  @Override
  public void delivered(SimWorld w, int from, SimNode to, Bytes frame) {
    receiver = 0;
    Optional<ServerView> view = to.server().flatMap(Server::view);
    if (view.isEmpty() || !RaftFrames.isMessage(frame)) {
      return;
    }
    long told = RaftFrames.term(frame);
    int what = RaftFrames.kind(frame);
    if (RaftFrames.isFor(frame, view.get())
        && RaftFrames.isFromMember(frame, from, view.get())
        && what != RaftFrames.PRE_VOTE
        && what != RaftFrames.VOTE
        && told > view.get().raft().term()) {
      receiver = to.id();
      term = told;
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
          "node %d stays in term %d as %s, though node %d has told it of term %d (message kind %d)."
              .formatted(
                  receiver,
                  view.get().raft().term(),
                  view.get().raft().role(),
                  sender,
                  term,
                  kind));
    }
    receiver = 0;
  }
}
