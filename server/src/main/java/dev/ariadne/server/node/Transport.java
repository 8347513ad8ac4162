package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.port.Network;
import dev.ariadne.server.raft.Change;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.SnapshotMeta;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The connections to the other servers: turns messages into frames that name sender and receiver in
 * full, and lets in only frames that name this node and come from a member as this node knows it.
 */
final class Transport {

  /** Who deals with what has been let in. */
  interface Handler {
    void message(Message message);

    void chunk(Frame.SnapshotChunk chunk);

    void ack(Frame.SnapshotAck ack);

    void change(Frame.ChangeRequest request);

    void changed(Frame.ChangeReply reply);

    /** A learner speaks with another disk than before. */
    void learnerReplaced(int learner);

    /** This node's own removal is committed, somebody says who knows. */
    void removed(String why);

    /** Somebody else is known by this node's id. */
    void refused(String why);

    /** Frames to this member have been lost. */
    void unreachable(int member);
  }

  /** What this node knows of the cluster's members. */
  interface Members {
    /** By the last entry in the log, committed or not. */
    Membership inEffect();

    /** As of the last applied entry. */
    Membership committed();

    /** The cluster's first members, whose hash is its id. */
    Membership first();

    /** Whether this life of this member's disk was seen to be removed. */
    boolean sawLeave(int id, long incarnation);

    /** Whether whoever is no member by now, and in no later term than this, was removed. */
    boolean isCertain(long term);
  }

  private final Network network;
  private final Identity self;
  private final String address;
  private final Members members;
  private final Handler handler;
  private final Event.Sink events;

  /** Senders that the membership here does not list (yet) as they introduced themselves. */
  private final Map<Integer, Member> strangers = new TreeMap<>();

  /**
   * The lives of learners' disks as they were last heard; recorded by the promotion. A learner is
   * another one as soon as another life of its disk speaks.
   */
  private final Map<Integer, Long> learners = new TreeMap<>();

  private final Map<String, Long> refused = new TreeMap<>();

  Transport(
      Network network,
      Identity self,
      String address,
      Members members,
      Handler handler,
      Event.Sink events) {
    this.network = network;
    this.self = self;
    this.address = address;
    this.members = members;
    this.handler = handler;
    this.events = events;
  }

  void send(Message message) {
    peer(message.to())
        .ifPresent(to -> send(to, new Frame.Raft(self, address, identity(to), message)));
  }

  void sendChunk(int to, long term, SnapshotMeta snapshot, long size, long offset, Bytes bytes) {
    peer(to)
        .ifPresent(
            member ->
                send(
                    member,
                    new Frame.SnapshotChunk(
                        self, address, identity(member), term, snapshot, size, offset, bytes)));
  }

  void sendAck(int to, long index, long received) {
    peer(to)
        .ifPresent(
            member ->
                send(
                    member,
                    new Frame.SnapshotAck(self, address, identity(member), index, received)));
  }

  /** Sends a frame that needs no membership. */
  void sendTo(String to, Frame frame) {
    network.send(to, FrameCodec.encode(frame));
  }

  /** Frames that were not let in, by reason. */
  Map<String, Long> refused() {
    return new TreeMap<>(refused);
  }

  /** Takes a frame from another server, if it is for this node and from a member. */
  void received(Frame frame) {
    switch (frame) {
      case Frame.Raft f -> {
        if (admitted(f.from(), f.fromAddress(), f.to(), f.message().term(), leads(f.message()))) {
          if (f.message().from() == f.from().id() && f.message().to() == self.id()) {
            handler.message(f.message());
          } else {
            refuse("sender-differs", f.from());
          }
        }
      }
      case Frame.SnapshotChunk f -> {
        if (admitted(f.from(), f.fromAddress(), f.to(), f.term(), true)) {
          handler.chunk(f);
        }
      }
      case Frame.SnapshotAck f -> {
        if (admitted(f.from(), f.fromAddress(), f.to(), Long.MAX_VALUE, false)) {
          handler.ack(f);
        }
      }
      case Frame.ChangeRequest f -> {
        if (admitted(f.from(), f.fromAddress(), f.to(), f.term(), false)) {
          handler.change(f);
        }
      }
      case Frame.ChangeReply f -> {
        // Also from a leader that has just removed itself: the question's number says enough.
        if (f.to().equals(self)) {
          handler.changed(f);
        }
      }
      case Frame.Join f -> answer(f);
      case Frame.Welcome f -> {
        // For a node that joins; this one has begun.
      }
      case Frame.Removed f -> {
        if (f.id() == self.id() && f.incarnation() == self.incarnation()) {
          handler.removed(f.why());
        }
      }
      case Frame.Hello f -> answer(f);
      case Frame.Refusal f -> {
        if (f.id() == self.id() && f.incarnation() == self.incarnation()) {
          handler.refused(f.why());
        }
      }
    }
  }

  void unreachable(String lost) {
    for (Member member : members.inEffect().members()) {
      if (member.address().equals(lost) && member.id() != self.id()) {
        handler.unreachable(member.id());
      }
    }
  }

  static Optional<Frame> decode(Bytes bytes, Event.Sink events) {
    try {
      return Optional.of(FrameCodec.decode(bytes));
    } catch (MalformedException e) {
      events.accept(Event.of("frame-malformed", "why", e.getMessage()));
      return Optional.empty();
    }
  }

  private void send(Member to, Frame frame) {
    network.send(to.address(), FrameCodec.encode(frame));
  }

  /** The incarnation that a learner was last heard with. */
  Optional<Long> learner(int id) {
    return Optional.ofNullable(learners.get(id));
  }

  void sendChange(int to, long term, Origin number, Change change) {
    peer(to)
        .ifPresent(
            member ->
                send(
                    member,
                    new Frame.ChangeRequest(
                        self, address, identity(member), term, number, change)));
  }

  /** Answers a change, also if whoever asked is no member any more. */
  void sendChanged(Identity to, String at, Origin number, Frame.Verdict verdict, String why) {
    sendTo(at, new Frame.ChangeReply(self, address, to, number, verdict, why));
  }

  /** Asks the other members, and these, whether this node still is one. */
  void askWhetherMember(Collection<String> others, long term) {
    TreeSet<String> all = new TreeSet<>(others);
    members.inEffect().members().forEach(member -> all.add(member.address()));
    all.remove(address);
    all.forEach(
        to -> sendTo(to, new Frame.Join(self.id(), self.incarnation(), address, true, term)));
  }

  private Optional<Member> peer(int id) {
    Optional<Member> member = members.inEffect().member(id);
    if (member.isPresent() && isUnknown(member.get()) && !isCommitted(member.get())) {
      return Optional.empty(); // Nobody contacts a joiner whose addition may yet fall back.
    }
    if (member.isPresent() && isUnknown(member.get())) {
      return member; // A stranger of this id is a former life.
    }
    return Optional.ofNullable(strangers.get(id)).or(() -> member);
  }

  private static boolean isUnknown(Member member) {
    return member.incarnation() == Member.UNKNOWN;
  }

  private boolean isCommitted(Member member) {
    return members.committed().member(member.id()).equals(Optional.of(member));
  }

  private Identity identity(Member member) {
    long incarnation =
        isUnknown(member)
            ? learners.getOrDefault(member.id(), Member.UNKNOWN)
            : member.incarnation();
    return new Identity(self.cluster(), member.id(), incarnation);
  }

  /**
   * Whether a frame counts. Another life of a member than the one known here may lead all the same,
   * since what is known here may be older; it neither votes nor acknowledges.
   */
  private boolean admitted(
      Identity from, String fromAddress, Identity to, long term, boolean leads) {
    if (from.cluster() != self.cluster()) {
      return refuse("other-cluster", from);
    }
    boolean forMe = to.incarnation() == self.incarnation() || to.incarnation() == Member.UNKNOWN;
    if (to.id() != self.id() || !forMe) {
      return refuse("for-another-incarnation", from);
    }
    Optional<Member> known = members.inEffect().member(from.id());
    if (known.isPresent()) {
      boolean same = isUnknown(known.get()) || known.get().incarnation() == from.incarnation();
      if (!same && leads) {
        strangers.put(from.id(), stranger(from, fromAddress));
        return true;
      }
      if (same) {
        strangers.remove(from.id());
      }
      if (isUnknown(known.get())) {
        heard(from.id(), from.incarnation());
        return true;
      }
      return same || refuse("from-another-incarnation", from);
    }
    if (isRemoved(from.id(), from.incarnation(), term)) {
      tellRemoved(from.id(), from.incarnation(), fromAddress);
      return refuse("removed", from);
    }
    strangers.put(from.id(), stranger(from, fromAddress));
    return true;
  }

  private static Member stranger(Identity from, String address) {
    return new Member(from.id(), from.incarnation(), address, Member.Role.LEARNER);
  }

  /** Whether only the leader of its term says such a thing. */
  private static boolean leads(Message message) {
    return message instanceof Message.Append
        || message instanceof Message.Heartbeat
        || message instanceof Message.InstallSnapshot
        || message instanceof Message.ReadIndexReply;
  }

  private void heard(int learner, long incarnation) {
    Long before = learners.put(learner, incarnation);
    if (before != null && before != incarnation) {
      events.accept(Event.of("learner-replaced", "member", learner));
      handler.learnerReplaced(learner);
    }
  }

  private boolean isRemoved(int id, long incarnation, long term) {
    return members.inEffect().member(id).isEmpty()
        && members.committed().member(id).isEmpty()
        && (members.sawLeave(id, incarnation) || members.isCertain(term));
  }

  private void tellRemoved(int id, long incarnation, String at) {
    sendTo(
        at,
        new Frame.Removed(
            id, incarnation, "cluster %016x has removed member %d".formatted(self.cluster(), id)));
  }

  /** A server wants to know whether it is a member. Only what is committed is said. */
  private void answer(Frame.Join join) {
    Optional<Member> member = members.committed().member(join.id());
    if (member.isEmpty()) {
      if (!join.begun()) {
        sendTo(join.address(), new Frame.Welcome(join.id(), join.incarnation(), Membership.NONE));
      } else if (isRemoved(join.id(), join.incarnation(), join.term())) {
        tellRemoved(join.id(), join.incarnation(), join.address());
      }
      return;
    }
    Member known = member.get();
    if (isUnknown(known) && known.address().equals(join.address())) {
      if (members.inEffect().member(join.id()).equals(member)) {
        heard(join.id(), join.incarnation());
      }
      sendTo(join.address(), new Frame.Welcome(join.id(), join.incarnation(), members.first()));
    } else if (isUnknown(known)) {
      tellRefused(
          join,
          "cluster %016x has added member %d as %s, this one is at %s"
              .formatted(self.cluster(), join.id(), known.address(), join.address()));
    } else if (!members.isCertain(join.term())) {
      // Who lags may know a former life: only a leader says what cannot be taken back.
      sendTo(join.address(), new Frame.Welcome(join.id(), join.incarnation(), Membership.NONE));
    } else if (known.incarnation() != join.incarnation()) {
      refuse("unknown-incarnation", new Identity(0, join.id(), join.incarnation()));
      tellRefused(join, anotherDisk(join.id()));
    } else if (!join.begun()) {
      // It was promoted with a log, and the log is gone: it may have promised anything.
      tellRefused(join, anotherDisk(join.id()));
    }
  }

  private void tellRefused(Frame.Join join, String why) {
    sendTo(join.address(), new Frame.Refusal(join.id(), join.incarnation(), why));
  }

  private String anotherDisk(int id) {
    return "cluster %016x knows member %d by another disk: if that one is lost, remove member %d and add it as a new one, to start with --join"
        .formatted(self.cluster(), id, id);
  }

  /** A first member asks again whether this one has stored the list, or a disk was emptied. */
  private void answer(Frame.Hello hello) {
    if (hello.answer()) {
      return;
    }
    Optional<Member> known = members.inEffect().member(hello.id());
    if (known.isPresent() && known.get().incarnation() == hello.incarnation()) {
      sendTo(
          known.get().address(),
          new Frame.Hello(
              self.id(), self.incarnation(), address, hello.peers(), self.cluster(), true));
      return;
    }
    refuse("unknown-incarnation", new Identity(0, hello.id(), hello.incarnation()));
    String why =
        known.isPresent()
            ? isUnknown(known.get())
                ? "cluster %016x has added member %d: start it with --join"
                    .formatted(self.cluster(), hello.id())
                : anotherDisk(hello.id())
            : "cluster %016x has begun without member %d: add it as a new one, to start with --join"
                .formatted(self.cluster(), hello.id());
    sendTo(hello.address(), new Frame.Refusal(hello.id(), hello.incarnation(), why));
  }

  /** Counts, and logs the first and then ever more rarely. Always false. */
  private boolean refuse(String reason, Identity from) {
    long count = refused.merge(reason, 1L, Long::sum);
    if (Long.bitCount(count) == 1) {
      events.accept(Event.of("frame-refused", "reason", reason, "from", from, "count", count));
    }
    return false;
  }
}
