package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.port.Network;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.SnapshotMeta;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

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

    /** Frames to this member have been lost. */
    void unreachable(int member);
  }

  private final Network network;
  private final Identity self;
  private final String address;
  private final Supplier<Membership> members;
  private final Handler handler;
  private final Event.Sink events;

  /** Senders that the membership here does not list (yet), as they introduced themselves. */
  private final Map<Integer, Member> strangers = new TreeMap<>();

  private final Map<String, Long> refused = new TreeMap<>();

  Transport(
      Network network,
      Identity self,
      String address,
      Supplier<Membership> members,
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
        if (admitted(f.from(), f.fromAddress(), f.to())) {
          if (f.message().from() == f.from().id() && f.message().to() == self.id()) {
            handler.message(f.message());
          } else {
            refuse("sender-differs", f.from());
          }
        }
      }
      case Frame.SnapshotChunk f -> {
        if (admitted(f.from(), f.fromAddress(), f.to())) {
          handler.chunk(f);
        }
      }
      case Frame.SnapshotAck f -> {
        if (admitted(f.from(), f.fromAddress(), f.to())) {
          handler.ack(f);
        }
      }
      case Frame.Hello f -> answer(f);
      case Frame.Refusal f -> {
        // For a node that is starting for the first time; this one has begun.
      }
    }
  }

  void unreachable(String lost) {
    for (Member member : members.get().members()) {
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

  private Optional<Member> peer(int id) {
    return members.get().member(id).or(() -> Optional.ofNullable(strangers.get(id)));
  }

  private Identity identity(Member member) {
    return new Identity(self.cluster(), member.id(), member.incarnation());
  }

  private boolean admitted(Identity from, String fromAddress, Identity to) {
    if (from.cluster() != self.cluster()) {
      return refuse("other-cluster", from);
    }
    if (to.id() != self.id() || to.incarnation() != self.incarnation()) {
      return refuse("for-another-incarnation", from);
    }
    Optional<Member> known = members.get().member(from.id());
    if (known.isPresent()) {
      strangers.remove(from.id());
      return known.get().incarnation() == from.incarnation()
          || refuse("from-another-incarnation", from);
    }
    strangers.put(
        from.id(), new Member(from.id(), from.incarnation(), fromAddress, Member.Role.LEARNER));
    return true;
  }

  /** A first member asks again whether this one has stored the list, or a disk was emptied. */
  private void answer(Frame.Hello hello) {
    if (hello.answer()) {
      return;
    }
    Optional<Member> known = members.get().member(hello.id());
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
            ? "cluster %016x knows member %d by another disk: if that one is lost, remove member %d and add it as a new one"
                .formatted(self.cluster(), hello.id(), hello.id())
            : "cluster %016x has begun without member %d: add it as a new one"
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
