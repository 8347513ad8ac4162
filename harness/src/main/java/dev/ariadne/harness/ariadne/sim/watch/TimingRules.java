package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.RaftFrames;
import dev.ariadne.harness.ariadne.sim.SimNetwork;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.node.Server;
import dev.ariadne.server.node.ServerOptions;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Status.RoleName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node has to do in time, by its own clock and whatever happens around it:
 *
 * <ul>
 *   <li><em>answers-in-time</em>: it answers every request within the time limit, if only by saying
 *       that it does not know;
 *   <li><em>leads-with-a-quorum</em>: a leader that hears of no majority for two election timeouts
 *       leads no longer (6.2);
 *   <li><em>stands-after-silence</em>: a follower stands for election only when it has not heard
 *       its leader for half an election timeout (3.4);
 *   <li><em>stands-in-time</em>: a voter that has heard no leader for three election timeouts, and
 *       has voted for nobody, is no follower any more (3.4);
 *   <li><em>holds-off-while-led</em>: a follower that has heard its leader within half an election
 *       timeout neither promises its vote nor enters the term of one who asks for it, unless the
 *       leader wants it so (4.2.3, 9.6);
 *   <li><em>leads-while-answered</em>: a leader does not step down by itself as long as a majority
 *       answers it.
 * </ul>
 *
 * <p>Time is counted in beats: a node lives through one when it does something at least a tick
 * after the beat before, by its own clock. So a pause or a leap of the clock is one beat, and
 * nobody is blamed for what happened meanwhile.
 */
public final class TimingRules implements Observer {

  /** A tick may fall between any two, and the last may yet come. */
  private static final int BEATS_OF_GRACE = 20;

  private static final int PRE_VOTE_REPLY = 2;
  private static final int VOTE = 3;
  private static final int VOTE_AS_THE_LEADER_WANTS = 20;
  private static final int APPEND = 5;
  private static final int ACCEPTED = 6;
  private static final int REJECTED = 7;
  private static final int HEARTBEAT = 8;
  private static final int HEARTBEAT_REPLY = 9;
  private static final int TIMEOUT_NOW = 21;

  /** A follower waits for less than two; a third for beats that are closer than ticks. */
  private static final int TIMEOUTS_OF_SILENCE = 3;

  /** Less than half of what a leader waits for answers, beats being up to two ticks apart. */
  private static final int BEATS_OF_LATE_ANSWERS = 4;

  private record Asked(Request request, long deadlineNanos) {}

  /** What is known of one life of a node. */
  private static final class Track {
    private final Map<Request, Asked> open = new IdentityHashMap<>();
    private final Deque<Asked> byDeadline = new ArrayDeque<>();
    private int beatsOverdue;

    private long beats;
    private long nextBeatNanos = Long.MIN_VALUE;

    /** The beat in which each peer was last heard. */
    private final long[] heardOf = new long[SimNetwork.NODES_MAX];

    /** The beat in which each follower last answered it as the leader of its term. */
    private final long[] answeredBy = new long[SimNetwork.NODES_MAX];

    private long leadsTerm;
    private long leadsSince;
    private List<Integer> ledVoters = List.of();

    /** The term in which it led after the event before, 0 if it did not. */
    private long ledTerm;

    private RoleName role = RoleName.FOLLOWER;
    private long term;

    /** The last beat in which there was a reason not to stand for election. */
    private long stillSince;

    /**
     * When its leader was last heard, by its own clock, and which leader of which term that was.
     */
    private long leaderNanos = Long.MIN_VALUE;

    private int leader;
    private long leaderTerm;

    /** Of the frame that the event under way has delivered, 0 if it delivers none. */
    private int delivered;

    private int deliveredFrom;

    /** What a removed leader, or a former life of a member, still sends may be refused. */
    private boolean deliveredByMember;

    private long deliveredTerm;
  }

  private final SimWorld world;
  private final long tickNanos;
  private final long requestNanos;
  private final Track[] tracks = new Track[SimNetwork.NODES_MAX];

  public TimingRules(SimWorld world) {
    this.world = world;
    this.tickNanos = world.conditions().tickMillis() * 1_000_000;
    this.requestNanos = world.conditions().requestMillis() * 1_000_000;
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
  public void asked(SimWorld w, SimNode node, Request request) {
    Track track = tracks[node.id()];
    if (track != null) {
      Asked asked = new Asked(request, node.clock().nanos() + requestNanos);
      track.open.put(request, asked);
      track.byDeadline.add(asked);
    }
  }

  @Override
  public void replied(SimWorld w, SimNode node, Request request, Reply reply) {
    Track track = tracks[node.id()];
    if (track != null) {
      track.open.remove(request);
    }
  }

  @Override
  public void delivered(SimWorld w, int from, SimNode to, Bytes frame) {
    Track track = tracks[to.id()];
    if (track == null) {
      return;
    }
    track.heardOf[from] = track.beats;
    if (RaftFrames.isFromALeader(frame)) {
      track.stillSince = track.beats;
    }
    to.server().flatMap(Server::view).ifPresent(view -> read(track, from, frame, view));
  }

  /** Remembers what kind of message it is, unless it is to a former life of the node. */
  private static void read(Track track, int from, Bytes frame, ServerView view) {
    if (RaftFrames.isMessage(frame) && RaftFrames.isFor(frame, view)) {
      track.deliveredByMember = RaftFrames.isFromMember(frame, from, view);
      track.deliveredFrom = from;
      track.deliveredTerm = RaftFrames.term(frame);
      track.delivered = RaftFrames.kind(frame);
    }
  }

  @Override
  public void sent(SimWorld w, SimNode from, int to, Bytes frame) {
    Track track = tracks[from.id()];
    if (track != null
        && RaftFrames.isMessage(frame)
        && RaftFrames.kind(frame) == PRE_VOTE_REPLY
        && RaftFrames.grantsPreVote(frame)) {
      from.server()
          .flatMap(Server::view)
          .filter(view -> isLed(view, track, from.clock().nanos()))
          .ifPresent(view -> disturbed(from, track, "promises its vote to node " + to));
    }
  }

  /** Whether it has lately heard the leader of its term, and follows it. */
  private boolean isLed(ServerView view, Track track, long now) {
    return track.leaderNanos != Long.MIN_VALUE
        && view.raft().role() == RoleName.FOLLOWER
        && view.raft().term() == track.leaderTerm
        && now - track.leaderNanos < ServerOptions.ELECTION_TICKS / 2 * tickNanos;
  }

  private void disturbed(SimNode node, Track track, String what) {
    world.complain(
        "holds-off-while-led",
        "node %d %s, though it has just heard node %d, the leader of its term %d"
            .formatted(node.id(), what, track.leader, track.leaderTerm));
  }

  @Override
  public void happened(SimWorld w) {
    int id = world.concerned();
    Track track = id == 0 ? null : tracks[id];
    if (track == null) {
      return;
    }
    SimNode node = world.node(id);
    if (node.paused()) {
      return;
    }
    Optional<ServerView> view = node.server().flatMap(Server::view);
    long now = node.clock().nanos();
    view.ifPresent(v -> stands(node, v, track, now));
    view.ifPresent(v -> ceases(node, v, track));
    track.delivered = 0;
    if (now >= track.nextBeatNanos) {
      track.nextBeatNanos = now + tickNanos;
      track.beats++;
      answers(node, track, now);
      view.ifPresent(v -> leads(node, v, track));
      view.ifPresent(v -> keepsStill(node, v, track));
    }
  }

  private void answers(SimNode node, Track track, long now) {
    while (!track.byDeadline.isEmpty()
        && !track.open.containsKey(track.byDeadline.peek().request())) {
      track.byDeadline.poll();
      track.beatsOverdue = 0;
    }
    if (track.byDeadline.isEmpty() || track.byDeadline.peek().deadlineNanos() > now) {
      return;
    }
    track.beatsOverdue++;
    if (track.beatsOverdue == BEATS_OF_GRACE) {
      world.complain(
          "answers-in-time",
          "node %d was asked %s and has not answered, %d ms after the time limit of %d ms"
              .formatted(
                  node.id(),
                  track.byDeadline.peek().request(),
                  (now - track.byDeadline.peek().deadlineNanos()) / 1_000_000,
                  requestNanos / 1_000_000));
    }
  }

  /** A leader steps down by itself only when too few answer it (6.2). */
  private void ceases(SimNode node, ServerView view, Track track) {
    boolean leads = view.raft().role() == RoleName.LEADER;
    long term = view.raft().term();
    // What the former life of a member's disk has said, the server does not heed.
    if (leads
        && isAnswer(track.delivered)
        && track.deliveredByMember
        && track.deliveredTerm == term) {
      track.answeredBy[track.deliveredFrom] = track.beats;
    }
    boolean ceased = track.ledTerm != 0 && !leads && term == track.ledTerm;
    if (ceased) {
      List<Integer> voters = view.raft().membership().voters();
      long answered =
          voters.stream()
              .filter(
                  voter ->
                      voter == node.id()
                          || track.beats - track.answeredBy[voter] <= BEATS_OF_LATE_ANSWERS)
              .count();
      if (voters.contains(node.id())
          && 2 * answered > voters.size()
          && track.beats - track.leadsSince > BEATS_OF_LATE_ANSWERS) {
        world.complain(
            "leads-while-answered",
            "node %d gives up leading in term %d, though %d of the %d voters have answered it within"
                    .formatted(node.id(), term, answered, voters.size())
                + " the last "
                + BEATS_OF_LATE_ANSWERS
                + " ticks");
      }
    }
    track.ledTerm = leads ? term : 0;
  }

  private static boolean isAnswer(int kind) {
    return kind == ACCEPTED || kind == REJECTED || kind == HEARTBEAT_REPLY;
  }

  private void leads(SimNode node, ServerView view, Track track) {
    long term = view.raft().role() == RoleName.LEADER ? view.raft().term() : 0;
    List<Integer> voters = view.raft().membership().voters();
    if (term != track.leadsTerm || !voters.equals(track.ledVoters)) {
      // Who has just become one of fewer voters may owe more of a majority than ever before.
      track.leadsTerm = term;
      track.ledVoters = voters;
      track.leadsSince = track.beats;
    }
    long patience = 2L * ServerOptions.ELECTION_TICKS + BEATS_OF_GRACE;
    if (term == 0 || track.beats - track.leadsSince < patience) {
      return;
    }
    long heard =
        voters.stream()
            .filter(voter -> voter == node.id() || track.beats - track.heardOf[voter] < patience)
            .count();
    if (2 * heard <= voters.size()) {
      track.leadsSince = track.beats; // said once
      world.complain(
          "leads-with-a-quorum",
          "node %d leads in term %d, but for %d ticks it has heard of %d of %d voters only"
              .formatted(node.id(), term, patience, heard, voters.size()));
    }
  }

  /** A follower without a leader does not wait for ever. */
  private void keepsStill(SimNode node, ServerView view, Track track) {
    long still = track.beats - track.stillSince;
    if (still > (long) TIMEOUTS_OF_SILENCE * ServerOptions.ELECTION_TICKS
        && track.role == RoleName.FOLLOWER) {
      track.stillSince = track.beats; // said once
      if (Voters.mayStand(view)) {
        world.complain(
            "stands-in-time",
            "node %d follows in term %d, has heard no leader for %d ticks, and does not stand for"
                    .formatted(node.id(), view.raft().term(), still)
                + " election, though it is one of the voters");
      }
    }
  }

  /** Who is asked for its vote while it hears its leader stays in its term. */
  private void stays(SimNode node, ServerView view, Track track, long now) {
    if (track.delivered == VOTE
        && view.raft().term() == track.deliveredTerm
        && track.term < track.deliveredTerm
        && track.role == RoleName.FOLLOWER
        && track.leaderTerm == track.term
        && track.leaderNanos != Long.MIN_VALUE
        && now - track.leaderNanos < ServerOptions.ELECTION_TICKS / 2 * tickNanos) {
      disturbed(node, track, "enters term " + track.deliveredTerm + " when it is asked for a vote");
    }
  }

  private void stands(SimNode node, ServerView view, Track track, long now) {
    stays(node, view, track, now);
    RoleName before = track.role;
    track.role = view.raft().role();
    boolean hasVoted =
        (track.delivered == VOTE || track.delivered == VOTE_AS_THE_LEADER_WANTS)
            && view.raft().vote() == track.deliveredFrom;
    if (hasVoted || before != track.role || view.raft().term() != track.term) {
      track.stillSince = track.beats;
    }
    track.term = view.raft().term();
    boolean follows = track.role == RoleName.FOLLOWER;
    if (follows
        && (track.delivered == APPEND || track.delivered == HEARTBEAT)
        && view.raft().leader() == track.deliveredFrom
        && track.deliveredByMember
        && view.raft().term() == track.deliveredTerm) {
      track.leader = track.deliveredFrom;
      track.leaderTerm = track.deliveredTerm;
      track.leaderNanos = now;
    }
    boolean stands = before == RoleName.FOLLOWER && !follows && track.role != RoleName.LEADER;
    if (!stands || track.leaderNanos == Long.MIN_VALUE || track.delivered == TIMEOUT_NOW) {
      return;
    }
    // In a term that has not seen this leader it may have been waiting for another.
    boolean sameTerm =
        track.role == RoleName.PRE_CANDIDATE
            ? view.raft().term() == track.leaderTerm
            : view.raft().term() == track.leaderTerm + 1;
    long silentNanos = now - track.leaderNanos;
    // Half of it: the first tick may come at once, and a clock's change of rate shortens others.
    if (sameTerm && silentNanos < ServerOptions.ELECTION_TICKS / 2 * tickNanos) {
      world.complain(
          "stands-after-silence",
          "node %d stands for election in term %d, %d ms after it has heard node %d lead"
              .formatted(node.id(), view.raft().term(), silentNanos / 1_000_000, track.leader));
    }
  }
}
