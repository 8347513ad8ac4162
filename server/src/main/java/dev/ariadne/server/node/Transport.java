package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.port.Network;
import dev.ariadne.server.raft.Change;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.SnapshotMeta;
import java.util.function.Function;

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

    /** This node's own removal is committed, somebody says who knows. */
    void removed(String why);

    /** Somebody else is known by this node's id. */
    void refused(String why);

    /** Frames to this member have been lost. */
    void unreachable(int member);
  }

  private final Network network;
  private final Identity self;
  private final String address;
  private final Acquaintances.Members members;
  private final Acquaintances acquaintances;
  private final Introductions introductions;
  private final Refusals refusals;
  private final Handler handler;

  Transport(
      Network network,
      Identity self,
      String address,
      Acquaintances.Members members,
      Acquaintances acquaintances,
      Refusals refusals,
      Handler handler) {
    this.network = network;
    this.self = self;
    this.address = address;
    this.members = members;
    this.acquaintances = acquaintances;
    this.refusals = refusals;
    this.handler = handler;
    this.introductions =
        new Introductions(self, address, members, acquaintances, refusals, this::sendTo);
  }

  Introductions introductions() {
    return introductions;
  }

  void send(Message message) {
    send(message.to(), to -> new Frame.Raft(self, address, to, message));
  }

  void sendChunk(int to, long term, SnapshotMeta snapshot, long size, long offset, Bytes bytes) {
    send(
        to,
        receiver ->
            new Frame.SnapshotChunk(self, address, receiver, term, snapshot, size, offset, bytes));
  }

  void sendAck(int to, long index, long received) {
    send(to, receiver -> new Frame.SnapshotAck(self, address, receiver, index, received));
  }

  void sendChange(int to, long term, Origin number, Change change) {
    send(to, receiver -> new Frame.ChangeRequest(self, address, receiver, term, number, change));
  }

  /** Answers a change, also if whoever asked is no member any more. */
  void sendChanged(Identity to, String at, Origin number, Frame.Verdict verdict, String why) {
    sendTo(at, new Frame.ChangeReply(self, address, to, number, verdict, why));
  }

  private void send(int to, Function<Identity, Frame> frame) {
    acquaintances
        .peer(to)
        .ifPresent(member -> sendTo(member.address(), frame.apply(acquaintances.identity(member))));
  }

  private void sendTo(String to, Frame frame) {
    network.send(to, FrameCodec.encode(frame));
  }

  /**
   * Takes a frame from another server, if it is for this node and from a member.
   *
   * @return whether it was let in as a member's
   */
  boolean received(Frame frame) {
    return switch (frame) {
      case Frame.Raft f -> {
        boolean admitted =
            admitted(f.from(), f.fromAddress(), f.to(), f.message().term(), leads(f.message()));
        if (admitted) {
          received(f);
        }
        yield admitted;
      }
      case Frame.SnapshotChunk f -> {
        boolean admitted = admitted(f.from(), f.fromAddress(), f.to(), f.term(), true);
        if (admitted) {
          handler.chunk(f);
        }
        yield admitted;
      }
      case Frame.SnapshotAck f -> {
        boolean admitted = admitted(f.from(), f.fromAddress(), f.to(), Long.MAX_VALUE, false);
        if (admitted) {
          handler.ack(f);
        }
        yield admitted;
      }
      case Frame.ChangeRequest f -> {
        boolean admitted = admitted(f.from(), f.fromAddress(), f.to(), f.term(), false);
        if (admitted) {
          FrameCheck.whyRefused(f)
              .ifPresentOrElse(
                  why -> refusals.violation("change-refused", f.from(), why),
                  () -> handler.change(f));
        }
        yield admitted;
      }
      case Frame.ChangeReply f -> {
        // Also from a leader that has just removed itself: the question's number says enough.
        if (f.to().equals(self)) {
          handler.changed(f);
        }
        yield false;
      }
      case Frame.Join f -> {
        introductions.answer(f);
        yield false;
      }
      case Frame.Welcome f -> false; // For a node that joins; this one has begun.
      case Frame.Removed f -> {
        if (new Identity(f.cluster(), f.id(), f.incarnation()).equals(self)) {
          handler.removed(f.why());
        }
        yield false;
      }
      case Frame.Hello f -> {
        introductions.answer(f);
        yield false;
      }
      case Frame.Refusal f -> {
        // Not what answers a question from before this life began: that came late.
        if (f.id() == self.id() && f.incarnation() == self.incarnation() && f.begun()) {
          handler.refused(f.why());
        }
        yield false;
      }
    };
  }

  private void received(Frame.Raft frame) {
    Message message = frame.message();
    if (message.from() != frame.from().id() || message.to() != self.id()) {
      refusals.violation("sender-differs", frame.from(), "in the frame and in its message");
    } else if (message instanceof Message.InstallSnapshot) {
      refusals.violation("snapshot-without-file", frame.from(), "a snapshot comes in chunks");
    } else {
      handler.message(message);
    }
  }

  void unreachable(String lost) {
    for (Member member : members.inEffect().members()) {
      if (member.address().equals(lost) && member.id() != self.id()) {
        handler.unreachable(member.id());
      }
    }
  }

  /** What came is no frame, or one of another version. */
  void malformed(MalformedException why) {
    refusals.violation("malformed", "unknown", why.getMessage());
  }

  private boolean admitted(
      Identity from, String fromAddress, Identity to, long term, boolean leads) {
    Acquaintances.Admission admission = acquaintances.admit(from, fromAddress, to, term, leads);
    if (admission == Acquaintances.Admission.ADMITTED) {
      return true;
    }
    if (admission == Acquaintances.Admission.REMOVED) {
      introductions.tellRemoved(from.id(), from.incarnation(), fromAddress);
    }
    refusals.add(admission.reason(), from);
    return false;
  }

  /** Whether only who leads, or wants to, says such a thing. */
  private static boolean leads(Message message) {
    return switch (message) {
      case Message.Append m -> true;
      case Message.Heartbeat m -> true;
      case Message.InstallSnapshot m -> true;
      case Message.ReadIndexReply m -> true;
      case Message.TimeoutNow m -> true;
      case Message.PreVote m -> true;
      case Message.Vote m -> true;
      case Message.PreVoteReply m -> false;
      case Message.VoteReply m -> false;
      case Message.AppendAccepted m -> false;
      case Message.AppendRejected m -> false;
      case Message.HeartbeatReply m -> false;
      case Message.ReadIndexRequest m -> false;
      case Message.Forward m -> false;
      case Message.FaultReport m -> false;
    };
  }
}
