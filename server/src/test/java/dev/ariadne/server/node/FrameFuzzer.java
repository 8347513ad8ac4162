package dev.ariadne.server.node;

import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.raft.Change;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.MessageCheck;
import dev.ariadne.server.raft.NodeView;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.Status;
import dev.ariadne.server.sim.SimDisk;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Sends valid frames of which some fields are changed to one server in a role, and judges after
 * each: nothing is thrown, the server goes on, what it refuses changes nothing, what it takes
 * changes only what such a frame may change, and its disk is one that it starts from.
 *
 * <p>Two kinds of frame end a server by what they say: that it was removed, and that it is not who
 * its cluster knows. They name its incarnation, and are sent with another one here.
 */
final class FrameFuzzer {

  /** What the server is while it gets the frames. */
  enum Role {
    FOLLOWER,
    PRE_CANDIDATE,
    CANDIDATE,
    LEADER,
    LEARNER,
    JOINING,
    INSTALLING,
    TRANSFERRING
  }

  /** Frames after which the role is brought about anew, whatever the server is by then. */
  private static final int EPISODE_FRAMES = 60;

  /** Frames after which it starts from the first copy of its disk, so that its log stays short. */
  private static final int BOOT_FRAMES = 4_000;

  private static final int FRAMES_BETWEEN_STARTS = 2_000;

  private final Role role;
  private final SplittableRandom random;
  private final FrameMutation mutation;
  private final int id;
  private final SimDisk image;
  private final long incarnation;
  private final HonestPeers peers;

  private Victim victim;
  private HonestPeers.SnapshotFile file;
  private long fileOffset;
  private long sequence = 1_000;

  final Map<String, Long> kinds = new TreeMap<>();
  final Map<String, Long> refusals = new TreeMap<>();

  /** Of all servers but the last. */
  final Map<String, Long> events = new TreeMap<>();

  long inRole;
  long accepted;
  long boots;

  FrameFuzzer(Role role, long seed) {
    this.role = role;
    this.random = new SplittableRandom(seed);
    this.mutation = new FrameMutation(random.split());
    this.id = isJoiner() ? 4 : 2;
    SimDisk disk = new SimDisk(Victim.choices(seed));
    Victim beginner = start(disk);
    this.incarnation = HonestPeers.incarnationOf(beginner);
    this.peers = new HonestPeers(isJoiner() ? 102 : incarnation);
    peers.speakTo(beginner, incarnation);
    switch (role) {
      case JOINING -> {}
      case LEARNER -> peers.welcome();
      default -> peers.beginWithTheOthers();
    }
    beginner.disk.runAll();
    this.image = disk.copy(Victim.choices(seed));
  }

  private boolean isJoiner() {
    return role == Role.LEARNER || role == Role.JOINING;
  }

  private Victim start(SimDisk disk) {
    SortedMap<Integer, String> named =
        isJoiner() ? Victim.addresses(1, 2, 3, 4) : HonestPeers.FIRST;
    return new Victim(id, disk, isJoiner(), named, random.nextLong());
  }

  void run(long frames) {
    for (long i = 0; i < frames; i++) {
      if (i % BOOT_FRAMES == 0) {
        boot();
      }
      if (i % EPISODE_FRAMES == 0 || !isInRole()) {
        establish();
      }
      one(i);
      if (i % FRAMES_BETWEEN_STARTS == 0) {
        startsFromItsDisk();
      }
    }
  }

  private void boot() {
    boots++;
    if (victim != null) {
      victim.events.forEach((kind, count) -> events.merge(kind, (long) count, Long::sum));
    }
    victim = start(image.copy(Victim.choices(random.nextLong())));
    peers.speakTo(victim, incarnation);
  }

  private boolean isInRole() {
    if (!victim.ended.isEmpty()) {
      // A change of members that was asked for, appended and acknowledged by a majority.
      check(isRemoval(victim.ended.getFirst()), "it has ended: " + victim.ended);
      boot();
      return false;
    }
    if (role == Role.JOINING) {
      return !victim.serves();
    }
    Status.RoleName now = victim.raft().role();
    return switch (role) {
      case PRE_CANDIDATE -> now == Status.RoleName.PRE_CANDIDATE;
      case CANDIDATE -> now == Status.RoleName.CANDIDATE;
      case LEADER, TRANSFERRING -> now == Status.RoleName.LEADER;
      default -> now == Status.RoleName.FOLLOWER;
    };
  }

  private static boolean isRemoval(String why) {
    return why.contains("was removed by the entry at index");
  }

  private void establish() {
    if (!tryToEstablish()) {
      boot();
      if (!tryToEstablish()) {
        throw new AssertionError("a server that has just started does not become " + role);
      }
    }
  }

  private boolean tryToEstablish() {
    return switch (role) {
      case FOLLOWER, LEARNER -> peers.follows();
      case PRE_CANDIDATE -> peers.asksForPreVotes();
      case CANDIDATE -> peers.asksForVotes();
      case LEADER -> peers.leads();
      case JOINING -> !victim.serves();
      case INSTALLING -> peers.follows() && installs();
      case TRANSFERRING -> {
        // Who is told to stop takes no second part.
        boot();
        boolean leads = peers.leads();
        victim.server.leave(() -> {});
        yield leads && victim.raft().role() == Status.RoleName.LEADER;
      }
    };
  }

  private boolean installs() {
    newFile(false);
    nextChunk();
    victim.disk.runAll();
    return victim.serves();
  }

  private void newFile(boolean junk) {
    file = peers.snapshot(junk);
    fileOffset = 0;
  }

  private void nextChunk() {
    Frame.SnapshotChunk chunk = chunk();
    victim.receive(chunk);
    fileOffset = chunk.offset() + chunk.bytes().length();
  }

  private Frame.SnapshotChunk chunk() {
    int length = file.bytes().length() / 4 + 1;
    return file.chunk(peers, 1, Math.max(2, raftTerm()), fileOffset, length);
  }

  private void one(long number) {
    Frame frame = changed();
    kinds.merge(kind(frame), 1L, Long::sum);
    boolean serves = victim.serves();
    Reply.Report before = serves ? victim.report() : null;
    boolean idle = victim.disk.nextStep().isEmpty();
    try {
      victim.receive(frame);
      if (serves) {
        judge(frame, before, victim.report(), idle);
      }
      passTime();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "%s, frame %d, %s: %s".formatted(role, number, hex(frame), kind(frame)), e);
    }
  }

  private static String hex(Frame frame) {
    return HexFormat.of().formatHex(FrameCodec.encode(frame).toArray());
  }

  private void passTime() {
    switch (random.nextInt(40)) {
      case 0 -> victim.tick();
      case 1, 2, 3, 4 -> victim.disk.runNext();
      case 5, 6, 7, 8, 9, 10, 11, 12 -> victim.disk.runAll();
      default -> {}
    }
  }

  private static String kind(Frame frame) {
    return frame instanceof Frame.Raft raft
        ? raft.message().getClass().getSimpleName()
        : frame.getClass().getSimpleName();
  }

  // Frames.

  private long raftTerm() {
    return victim.serves() ? victim.raft().term() : 1;
  }

  private Frame changed() {
    if (victim.serves()) {
      NodeView raft = victim.raft();
      mutation.near(
          raft.term(),
          raft.commit(),
          raft.lastIndex(),
          raft.firstIndex(),
          raft.snapshot().index(),
          raft.term(raft.lastIndex()),
          raft.term() + (1L << 20),
          victim.lastRound);
    }
    Frame frame;
    do {
      frame = mutation.change(valid(), 1 + random.nextInt(3) * random.nextInt(2));
    } while (endsRightly(frame));
    return frame;
  }

  /** Whether it says of this very server, by all its names, that it is to end. */
  private boolean endsRightly(Frame frame) {
    return frame instanceof Frame.Removed removed && removed.incarnation() == incarnation
        || frame instanceof Frame.Refusal refusal && refusal.incarnation() == incarnation;
  }

  private Frame valid() {
    int from = oneOf(1, 1, 1, 3, 3, isJoiner() ? 2 : 4, 9);
    int kind = random.nextInt(role == Role.INSTALLING ? 30 : 24);
    if (kind >= 23) {
      return validChunk();
    }
    if (kind >= 15 || !victim.serves() && random.nextInt(2) == 0) {
      return validBeside(kind, from);
    }
    return peers.frame(validMessage(kind, from));
  }

  private Frame validChunk() {
    if (!victim.serves()) {
      return validBeside(15, 1);
    }
    boolean stale = file == null || file.meta().index() <= victim.raft().commit();
    if (stale || fileOffset >= file.bytes().length() || random.nextInt(30) == 0) {
      newFile(random.nextInt(3) == 0);
    }
    Frame.SnapshotChunk chunk = chunk();
    if (random.nextInt(2) == 0) {
      // As it is, so that a transfer gets somewhere.
      victim.receive(chunk);
      fileOffset = chunk.offset() + chunk.bytes().length();
      if (random.nextInt(2) == 0) {
        victim.disk.runAll();
      }
    }
    return chunk();
  }

  private Message validMessage(int kind, int from) {
    boolean serves = victim.serves();
    long last = serves ? victim.raft().lastIndex() : 0;
    long commit = serves ? victim.raft().commit() : 0;
    long term = raftTerm() + oneOf(0, 0, 0, 0, 1);
    long lastTerm = serves ? victim.raft().term(last) : 0;
    Origin theirs = new Origin(from, peers.identity(from).incarnation(), 1, ++sequence);
    Origin own = new Origin(id, incarnation, 1, random.nextInt(5));
    return switch (kind) {
      case 0 -> new Message.PreVote(from, id, term, last, lastTerm);
      case 1 -> new Message.PreVoteReply(from, id, term, term, random.nextBoolean());
      case 2 -> new Message.Vote(from, id, term + 1, last, lastTerm, random.nextBoolean());
      case 3 -> new Message.VoteReply(from, id, term, random.nextBoolean());
      case 4, 5 -> append(from, term);
      case 6 -> new Message.AppendAccepted(from, id, term, last);
      case 7 -> new Message.AppendRejected(from, id, term, last, commit, termAt(commit), last);
      case 8 -> new Message.Heartbeat(from, id, term, commit, 1);
      case 9 -> new Message.HeartbeatReply(from, id, term, victim.lastRound);
      case 10 ->
          new Message.InstallSnapshot(
              from,
              id,
              term,
              new dev.ariadne.server.raft.SnapshotMeta(last + 2, term, peers.members));
      case 11 -> new Message.ReadIndexRequest(from, id, term, theirs);
      case 12 -> new Message.ReadIndexReply(from, id, term, own, commit);
      case 13 ->
          new Message.Forward(
              from, id, term, serves ? List.of(peers.command(from, ++sequence)) : List.of());
      default -> new Message.TimeoutNow(from, id, term);
    };
  }

  private long termAt(long index) {
    return victim.serves() && index > 0 ? victim.raft().term(index) : 0;
  }

  private Message.Append append(int from, long term) {
    if (!victim.serves()) {
      return new Message.Append(from, id, term, 0, 0, List.of(), 0);
    }
    NodeView raft = victim.raft();
    long lowest = raft.firstIndex() - 1;
    long prev = raft.lastIndex() - random.nextLong(Math.min(6, raft.lastIndex() - lowest) + 1);
    List<Entry> entries = new ArrayList<>();
    for (long i = prev + 1; i <= prev + random.nextInt(4); i++) {
      boolean same = i <= raft.commit() || i <= raft.lastIndex() && random.nextBoolean();
      entries.add(same ? raft.entry(i) : new Entry(i, term, payload()));
    }
    // A copy whose terms would fall is no valid one.
    for (int i = 1; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.term() < entries.get(i - 1).term()) {
        entries.set(i, new Entry(entry.index(), term, entry.payload()));
      }
    }
    return new Message.Append(
        from, id, term, prev, raft.term(prev), entries, raft.commit() + random.nextInt(3));
  }

  private Payload payload() {
    return switch (random.nextInt(6)) {
      case 0 -> new Payload.NoOp();
      case 1 -> new Payload.Config(peers.members);
      default -> peers.command(3, ++sequence);
    };
  }

  private Frame validBeside(int kind, int from) {
    Origin number = new Origin(from, peers.identity(from).incarnation(), 1, ++sequence);
    String address = HonestPeers.address(from);
    return switch (kind % 8) {
      case 0 ->
          new Frame.Hello(
              from,
              100 + from,
              address,
              FirstStart.text(HonestPeers.FIRST),
              peers.cluster,
              random.nextBoolean(),
              random.nextBoolean());
      case 1 ->
          new Frame.SnapshotAck(
              peers.identity(from), address, peers.self(), 30, random.nextInt(500));
      case 2 ->
          new Frame.ChangeRequest(
              peers.identity(from), address, peers.self(), raftTerm(), number, change());
      case 3 ->
          new Frame.ChangeReply(
              peers.identity(from), address, peers.self(), number, Frame.Verdict.DONE, "");
      case 4 ->
          new Frame.Join(
              random.nextBoolean() ? peers.cluster : 0,
              from,
              peers.identity(from).incarnation(),
              address,
              random.nextBoolean(),
              raftTerm());
      case 5 -> new Frame.Welcome(id, incarnation, peers.first, raftTerm());
      case 6 -> new Frame.Removed(peers.cluster, from, 100 + from, "removed");
      default -> new Frame.Refusal(from, 100 + from, random.nextBoolean(), "another disk");
    };
  }

  private Change change() {
    return switch (random.nextInt(4)) {
      case 0 -> new Change.Add(5, "http://n5:1");
      case 1 -> new Change.Promote(4, 104);
      case 2 -> new Change.Remove(4);
      default -> new Change.Remove(4, OptionalLong.of(Member.UNKNOWN));
    };
  }

  private int oneOf(int... values) {
    return values[random.nextInt(values.length)];
  }

  // Judgement.

  private void judge(Frame frame, Reply.Report before, Reply.Report after, boolean idle) {
    if (isInRole()) {
      inRole++;
    }
    Status was = before.raft();
    Status is = after.raft();
    boolean refused = !refusals(before).equals(refusals(after));
    if (refused) {
      count(before.framesRefused(), after.framesRefused());
      check(alone(was).equals(alone(is)), "what it refuses changes it from " + was + " to " + is);
      check(!idle || victim.disk.nextStep().isEmpty(), "what it refuses reaches the disk");
      return;
    }
    accepted++;
    check(is.term() >= was.term(), "the term falls from " + was.term() + " to " + is.term());
    long termMax = Math.max(was.term() + 1, Math.min(term(frame), was.term() + (1L << 20)));
    check(is.term() <= termMax, "the term rises from " + was.term() + " to " + is.term());
    check(
        is.term() > was.term() || was.vote() == 0 || is.vote() == was.vote(),
        "the vote changes from " + was.vote() + " to " + is.vote());
    check(is.commit() >= was.commit(), "the commit falls from " + was.commit());
    check(is.applied() >= was.applied(), "what is applied falls from " + was.applied());
    check(
        is.lastIndex() == was.lastIndex() || maySetLog(frame),
        "the log goes from %d to %d".formatted(was.lastIndex(), is.lastIndex()));
    check(is.lastIndex() >= was.commit(), "what is committed is cut");
  }

  /** Without what is let in as evidence alone, and as a leader's word changes role and term. */
  private static Map<String, Long> refusals(Reply.Report report) {
    Map<String, Long> refusals = new TreeMap<>(report.framesRefused());
    refusals.remove(MessageCheck.Violation.ACKNOWLEDGED_BEYOND_LOG.reason());
    return refusals;
  }

  /** Without what it knows of its followers: of a learner another life may have been heard. */
  private static Status alone(Status status) {
    return new Status(
        status.id(),
        status.role(),
        status.term(),
        status.vote(),
        status.leader(),
        status.commit(),
        status.applied(),
        status.stable(),
        status.firstIndex(),
        status.lastIndex(),
        status.membership(),
        List.of());
  }

  private void count(Map<String, Long> before, Map<String, Long> after) {
    after.forEach(
        (reason, n) -> refusals.merge(reason, n - before.getOrDefault(reason, 0L), Long::sum));
  }

  private static long term(Frame frame) {
    return switch (frame) {
      case Frame.Raft raft -> raft.message().term();
      case Frame.SnapshotChunk chunk -> chunk.term();
      default -> 0;
    };
  }

  /** Who leads appends, also an entry of its own on being elected; a leader's snapshot replaces. */
  private static boolean maySetLog(Frame frame) {
    return switch (frame) {
      case Frame.Raft raft ->
          raft.message() instanceof Message.Append
              || raft.message() instanceof Message.Forward
              || raft.message() instanceof Message.VoteReply;
      case Frame.SnapshotChunk chunk -> true;
      case Frame.ChangeRequest request -> true;
      default -> false;
    };
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  /** Starts another server on a copy of its disk after a power cut, which keeps what it knew. */
  private void startsFromItsDisk() {
    SimDisk copy = victim.disk.copy((site, bound) -> 0);
    copy.cutPower();
    boolean served = victim.serves();
    long stable = served ? Math.min(victim.raft().stable(), victim.raft().commit()) : 0;
    Victim again = start(copy);
    check(again.ended.isEmpty(), "it does not start again: " + again.ended);
    if (served) {
      check(again.serves(), "it does not serve again");
      check(
          again.raft().lastIndex() >= stable,
          "of %d durable entries it holds %d".formatted(stable, again.raft().lastIndex()));
    }
  }
}
