package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.kv.Command;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.NodeView;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.raft.Status;
import dev.ariadne.server.sim.SimDisk;
import dev.ariadne.server.wal.Snapshotter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What the other members of its cluster say to a {@link Victim}, so that it comes into a role. */
final class HonestPeers {

  static final SortedMap<Integer, String> FIRST = Victim.addresses(1, 2, 3);
  static final String LEARNER = "http://n4:1";

  private static final int TICKS_MAX = 25;

  final Membership first;
  final long cluster;

  /** With the learner. */
  final Membership members;

  private Victim victim;
  private Identity self;

  /** A state as of any index, to make snapshots of; what it holds does not matter. */
  private KvStore state = new KvStore(Victim.WINDOW);

  /**
   * @param second the incarnation of member 2
   */
  HonestPeers(long second) {
    first =
        new Membership(
            List.of(
                new Member(1, 101, FIRST.get(1), Member.Role.VOTER),
                new Member(2, second, FIRST.get(2), Member.Role.VOTER),
                new Member(3, 103, FIRST.get(3), Member.Role.VOTER)));
    cluster = FirstStart.hash(first);
    List<Member> four = new ArrayList<>(first.members());
    four.add(new Member(4, Member.UNKNOWN, LEARNER, Member.Role.LEARNER));
    members = new Membership(four);
  }

  /** From now on they speak to this one. */
  void speakTo(Victim to, long incarnation) {
    victim = to;
    self = new Identity(cluster, to.id, incarnation);
  }

  Identity self() {
    return self;
  }

  Identity identity(int id) {
    return switch (id) {
      case 1, 3 -> new Identity(cluster, id, 100 + id);
      case 2, 4 -> id == self.id() ? self : new Identity(cluster, id, 100 + id);
      default -> new Identity(cluster, id, 900 + id);
    };
  }

  static String address(int id) {
    return "http://n" + id + ":1";
  }

  Frame.Raft frame(Message message) {
    return new Frame.Raft(identity(message.from()), address(message.from()), self, message);
  }

  private void say(Message message) {
    victim.receive(frame(message));
  }

  /** The incarnation that a server that has not begun says of itself. */
  static long incarnationOf(Victim starting) {
    for (int i = 0; i < TICKS_MAX; i++) {
      for (Frame frame : starting.sent) {
        if (frame instanceof Frame.Hello hello) {
          return hello.incarnation();
        } else if (frame instanceof Frame.Join join) {
          return join.incarnation();
        }
      }
      starting.tick();
    }
    throw new AssertionError("it says nothing");
  }

  /** Lets member 2 begin as a first member, and gives it a log with a snapshot. */
  void beginWithTheOthers() {
    String peers = FirstStart.text(FIRST);
    for (long storedList : new long[] {0, cluster}) {
      for (int id : new int[] {1, 3}) {
        victim.receive(new Frame.Hello(id, 100 + id, address(id), peers, storedList, false, false));
      }
      victim.disk.runAll();
    }
    fillLog();
  }

  /** Lets server 4 begin as one that was added. */
  void welcome() {
    victim.receive(new Frame.Welcome(4, self.incarnation(), first, 1));
    fillLog();
  }

  private void fillLog() {
    NodeView raft = victim.raft();
    if (raft.lastIndex() == 0) {
      append(2, new Payload.Config(first));
    }
    append(2, new Payload.Config(members));
    for (int i = 0; i < 30; i++) {
      append(2, command(3, 1 + i));
    }
  }

  private void append(long term, Payload payload) {
    NodeView raft = victim.raft();
    long last = raft.lastIndex();
    say(
        new Message.Append(
            1,
            self.id(),
            term,
            last,
            raft.term(last),
            List.of(new Entry(last + 1, term, payload)),
            last + 1));
    victim.disk.runAll();
  }

  Payload.Command command(int from, long sequence) {
    Command put =
        new Command.Put(
            "k" + sequence % 5,
            Bytes.utf8("v" + sequence),
            new Condition.Always(),
            Optional.empty());
    return new Payload.Command(
        new Origin(from, identity(from).incarnation(), 1, sequence),
        victim.raft().commit(),
        Command.encode(put));
  }

  // Roles. Each says whether it has come about.

  boolean follows() {
    victim.disk.runAll();
    append(victim.raft().term() + 1, new Payload.NoOp());
    victim.disk.runAll();
    return victim.serves()
        && victim.raft().role() == Status.RoleName.FOLLOWER
        && victim.raft().leader() == 1;
  }

  boolean asksForPreVotes() {
    if (!follows()) {
      return false;
    }
    for (int i = 0; i < TICKS_MAX; i++) {
      if (victim.raft().role() == Status.RoleName.PRE_CANDIDATE) {
        return true;
      }
      victim.tick();
    }
    return false;
  }

  boolean asksForVotes() {
    if (!asksForPreVotes()) {
      return false;
    }
    long term = victim.raft().term();
    for (int voter : others()) {
      if (victim.raft().role() == Status.RoleName.PRE_CANDIDATE) {
        say(new Message.PreVoteReply(voter, self.id(), term, term, true));
      }
    }
    return victim.raft().role() == Status.RoleName.CANDIDATE;
  }

  boolean leads() {
    if (!asksForVotes()) {
      return false;
    }
    victim.disk.runAll();
    long term = victim.raft().term();
    for (int voter : others()) {
      if (victim.raft().role() == Status.RoleName.CANDIDATE) {
        say(new Message.VoteReply(voter, self.id(), term, true));
      }
    }
    if (victim.raft().role() != Status.RoleName.LEADER) {
      return false;
    }
    victim.disk.runAll();
    others().forEach(this::acknowledgesAll);
    return victim.raft().role() == Status.RoleName.LEADER;
  }

  private void acknowledgesAll(int voter) {
    NodeView raft = victim.raft();
    say(new Message.AppendAccepted(voter, self.id(), raft.term(), raft.lastIndex()));
  }

  private List<Integer> others() {
    return victim.raft().membership().voters().stream().filter(id -> id != self.id()).toList();
  }

  // Snapshots.

  /** A snapshot's file as its leader would send it. */
  record SnapshotFile(SnapshotMeta meta, Bytes bytes) {

    Frame.SnapshotChunk chunk(HonestPeers peers, int from, long term, long offset, int length) {
      int at = (int) Math.min(offset, bytes.length() - 1);
      int to = Math.min(at + Math.max(1, length), bytes.length());
      return new Frame.SnapshotChunk(
          peers.identity(from),
          address(from),
          peers.self(),
          term,
          meta,
          bytes.length(),
          at,
          bytes.slice(at, to));
    }
  }

  /**
   * Makes the snapshot that a leader would have some entries further on.
   *
   * @param junk the file is sound, and what it holds is no state
   */
  SnapshotFile snapshot(boolean junk) {
    NodeView raft = victim.raft();
    long index = raft.lastIndex() + 3;
    if (state.applied() > index) {
      state = new KvStore(Victim.WINDOW);
    }
    while (state.applied() < index) {
      long next = state.applied() + 1;
      state.apply(new Entry(next, 1, next % 3 == 0 ? command(3, next) : new Payload.NoOp()));
    }
    SnapshotMeta meta = new SnapshotMeta(index, raft.term(), raft.membership());
    Iterator<Bytes> body =
        junk
            ? List.of(Bytes.utf8("a body that is none"), Bytes.copyOf(new byte[100])).iterator()
            : state.capture().chunks();
    return new SnapshotFile(meta, file(meta, body));
  }

  static Bytes file(SnapshotMeta meta, Iterator<Bytes> body) {
    SimDisk scratch = new SimDisk((site, bound) -> 0);
    try {
      Snapshotter snapshotter = Snapshotter.open(scratch, "s", SnapshotMeta.NONE);
      List<Disk.Step> steps = new ArrayList<>();
      snapshotter.save(meta, body).forEachRemaining(steps::add);
      scratch.run(steps);
      Snapshotter.Stored stored = snapshotter.stored(meta.index()).orElseThrow();
      return scratch.read(stored.file(), 0, (int) stored.bytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
