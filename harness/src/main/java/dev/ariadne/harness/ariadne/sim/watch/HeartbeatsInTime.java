package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.RaftFrames;
import dev.ariadne.harness.ariadne.sim.SimNetwork;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.node.Server;
import dev.ariadne.server.node.ServerOptions;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Status.RoleName;
import java.util.Arrays;
import java.util.Optional;

/**
 * A leader sends something to every other voter at least once in half an election timeout, even
 * without news (3.4). A voter that receives nothing stands for election. Time is counted in beats,
 * as in {@link TimingRules}.
 */
public final class HeartbeatsInTime implements Observer {

  static final String NAME = "attends-to-its-followers";

  /** Half an election timeout, and one beat for a message that is on its way. */
  private static final int BEATS_MAX = ServerOptions.ELECTION_TICKS / 2 + 1;

  /** The state of the rule for one boot of a node. */
  private static final class Track {
    private long beats;
    private long nextBeatNanos = Long.MIN_VALUE;
    private long leadsTerm;

    /** For each other node, the beat in which the leader last sent something to it. */
    private final long[] sentTo = new long[SimNetwork.NODES_MAX];

    /** For each other node, the beat since which it is a voter of this leader; 0 for none. */
    private final long[] since = new long[SimNetwork.NODES_MAX];
  }

  private final SimWorld world;
  private final long tickNanos;
  private final Track[] tracks = new Track[SimNetwork.NODES_MAX];

  public HeartbeatsInTime(SimWorld world) {
    this.world = world;
    this.tickNanos = world.conditions().tickMillis() * 1_000_000;
  }

  @Override
  public void starting(SimWorld w, SimNode node) {
    tracks[node.id()] = new Track();
  }

  @Override
  public void ended(SimWorld w, SimNode node, SimNode.End end, String why) {
    tracks[node.id()] = null;
  }

  @Override
  public void sent(SimWorld w, SimNode from, int to, Bytes frame) {
    Track track = tracks[from.id()];
    if (track != null && RaftFrames.isFromALeader(frame)) {
      track.sentTo[to] = track.beats;
    }
  }

  @Override
  public void happened(SimWorld w) {
    int id = world.concerned();
    Track track = id == 0 ? null : tracks[id];
    if (track == null || world.node(id).paused()) {
      return;
    }
    SimNode node = world.node(id);
    long now = node.clock().nanos();
    if (now < track.nextBeatNanos) {
      return;
    }
    track.nextBeatNanos = now + tickNanos;
    track.beats++;
    Optional<ServerView> view = node.server().flatMap(Server::view);
    view.ifPresent(v -> beat(node, v, track));
  }

  private void beat(SimNode node, ServerView view, Track track) {
    long term = view.raft().role() == RoleName.LEADER ? view.raft().term() : 0;
    if (term != track.leadsTerm) {
      track.leadsTerm = term;
      Arrays.fill(track.since, 0);
    }
    if (term == 0) {
      return;
    }
    for (int voter : view.raft().membership().voters()) {
      if (voter == node.id()) {
        continue;
      }
      if (track.since[voter] == 0) {
        track.since[voter] = track.beats;
      }
      long silent = track.beats - Math.max(track.sentTo[voter], track.since[voter]);
      if (silent > BEATS_MAX) {
        track.since[voter] = track.beats; // said once
        world.complain(
            NAME,
            "node %d leads in term %d, but has sent nothing to the voter node %d for %d ticks."
                .formatted(node.id(), term, voter, silent));
      }
    }
  }
}
